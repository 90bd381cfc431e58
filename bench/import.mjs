import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeHistory } from './make-history.mjs';
import { cli, has, inTurn, row } from './process.mjs';

/** Time and memory of importing a 100 MB history of 100 endpoints, against csv-parse alone and pandas. */
export async function measureImport(folder) {
  const run = join(folder, 'h100');
  mkdirSync(run, { recursive: true });
  const bytes = makeHistory(run, { seconds: 6000, endpoints: 100 });
  const history = join(run, 'run_stats_history.csv');
  console.log(`importing ${(bytes / 1e6).toFixed(0)} MB of history, 100 endpoints`);
  const node = process.execPath;
  const parse = `
    import { createReadStream } from 'node:fs';
    import { parse } from 'csv-parse';
    let rows = 0;
    for await (const row of createReadStream(${JSON.stringify(history)}).pipe(parse())) rows += row.length > 0 ? 1 : 0;
    console.log(rows);`;
  const commands = {
    plimsoll: [node, cli, 'report', run, '--format', 'text', '-o', join(folder, 'report.txt')],
    csvParse: [node, '--input-type=module', '-e', parse],
  };
  if (has('python3', ['-c', 'import pandas'])) {
    commands.pandas = ['python3', '-c', `import pandas; print(len(pandas.read_csv("${history}")))`];
  }
  const outcome = await inTurn(commands, 3);
  for (const [name, { ms, peakMiB }] of Object.entries(outcome)) {
    row(
      name,
      `${(ms / 1000).toFixed(1)} s`,
      `${peakMiB.toFixed(0)} MiB at most; plimsoll takes ${(outcome.plimsoll.ms / ms).toFixed(2)} x its time`,
    );
  }
  row('memory limit', '300 MB');
}
