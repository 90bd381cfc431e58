/** The markup of Locust's report up to 2.27 (locust/templates/report.html), by its parts. */
export interface LegacyReport {
  readonly during: string;
  readonly requests: readonly (readonly (string | number)[])[];
  readonly percentiles?: readonly (readonly (string | number)[])[];
  readonly failures?: readonly (readonly (string | number)[])[];
  readonly exceptions?: readonly (readonly (string | number)[])[];
  /** What stands in the last script. */
  readonly script?: string;
  readonly host?: string;
}

/** A report as versions 1.2 to 2.27 write it; cells are put in as they are, escaped or not. */
export function legacyReport(report: LegacyReport): string {
  const requestTitles =
    'Method|Name|# Requests|# Fails|Average (ms)|Min (ms)|Max (ms)|Average size (bytes)|RPS|Failures/s';
  const percentileTitles = `Method|Name|${[50, 60, 70, 80, 90, 95, 99, 100].map((p) => `${p}%ile (ms)`).join('|')}`;
  return `<!DOCTYPE html>
<html>
<head>
    <title>Test Report for locustfile.py</title>
    <style>
        body { background: #173529; }
    </style>
</head>
<body>
    <div class="container">
        <h1>Locust Test Report</h1>

        <div class="info">
            <p>During: ${report.during}</p>
            <p>Target Host: <span>${report.host ?? 'http://127.0.0.1:9000'}</span></p>
        </div>

${table('requests', 'Request Statistics', requestTitles, report.requests)}
${table('responses', 'Response Time Statistics', percentileTitles, report.percentiles ?? [])}
${report.failures ? table('failures', 'Failures Statistics', 'Method|Name|Error|Occurrences', report.failures) : ''}
${report.exceptions ? table('exceptions', 'Exceptions Statistics', 'Count|Message|Traceback|Nodes', report.exceptions) : ''}
        <div class="charts-container">
            <h2>Charts</h2>
        </div>
    </div>

    <script>
        var echarts = function() { return {data:[1,2,3]} };
    </script>

    <script>
${report.script ?? ''}
    </script>
</body>
</html>
`;
}

/** The member of `stats_history` for one curve. */
export function curve(key: string, values: readonly number[]): string {
  return `    "${key}": ${JSON.stringify(values.map((value) => ({ value, users: 20 })))},`;
}

/** A report as versions 2.18 and newer write it: their bundle, which mentions `templateArgs`, and the data behind it. */
export function modernReport(templateArgs: unknown): string {
  // Jinja's tojson escapes these four.
  const json = JSON.stringify(templateArgs).replace(
    /[<>&']/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Locust</title>
    <script type="module" crossorigin>const a=window.templateArgs;if(window.templateArgs.is_report)b(a,{c:1});</script>
  </head>
  <body>
    <div id="root"></div>

    <script>
      window.templateArgs = ${json}
      window.theme = "light"
    </script>
  </body>
</html>`;
}

function table(name: string, heading: string, titles: string, rows: LegacyReport['requests']): string {
  const line = (text: string): string => `                            ${text}`;
  const body = rows.map((cells, index) => {
    const isTotal = heading.startsWith('Re') && index === rows.length - 1;
    return [`<tr${isTotal ? ' class="total"' : ''}>`, ...cells.map((cell) => `<td>${cell}</td>`), '</tr>']
      .map(line)
      .join('\n');
  });
  return `        <div class="${name}">
            <h2>${heading}</h2>
            <table class="stats">
                <thead>
                    <tr>
${titles
  .split('|')
  .map((title) => line(`<th class="sortable">${title}</th>`))
  .join('\n')}
                    </tr>
                </thead>
                <tbody>
                    
${body.join('\n                    \n')}
                    
                </tbody>
            </table>
        </div>
`;
}
