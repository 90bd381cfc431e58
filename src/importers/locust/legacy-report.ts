import { compareEndpointKeys, type EndpointKey, endpointId } from '../../model/endpoint-key.ts';
import type { Notice } from '../../model/notice.ts';
import type { SourceFile } from '../importer.ts';
import { FailureRows } from './failure-rows.ts';
import { type HtmlTable, readExceptionTable, readHtmlTable } from './html-tables.ts';
import { mayBeEscaped, unescapeHtml } from './html-text.ts';
import { type LegacyCurve, readLegacyCurve } from './legacy-curve.ts';
import type { EndpointPart, LocustPart } from './part.ts';
import type { ReportContent } from './report-part.ts';
import { reportTime, secondOfDay } from './report-time.ts';
import { mayBeTotal, TOTAL_KEY } from './total-row.ts';
import type { WebStatistics } from './web-statistics.ts';

const QUARTER_HOUR_S = 900;
const DAY_S = 86_400;

/** Reads a report of Locust 1.2 to 2.27: tables, and the curves in a script. `html` has LF line ends. */
export function readLegacyReport(file: SourceFile, html: string): ReportContent | null {
  const requests = readHtmlTable(html, 'Request Statistics', 2);
  if (requests.titles.length === 0) return null;
  const curve = readLegacyCurve(html);
  const span = spanOf(html);
  const offsetS = curve.isUtc ? zoneOffsetS(span.startMs, curve) : 0;
  const shift = (ms: number | null): number | null => (ms === null ? null : ms - offsetS * 1000);
  const startMs = shift(span.startMs);
  return {
    statistics: statisticsOf(html, requests),
    history: curve.historyFrom(startMs),
    startMs,
    endMs: shift(span.endMs),
    host: hostOf(html),
    version: versionOf(html, curve),
    notices: noticesOf(file, curve, offsetS),
    cutOff: !html.trimEnd().endsWith('</html>'),
  };
}

function statisticsOf(html: string, requests: HtmlTable): WebStatistics {
  const percentiles = readHtmlTable(html, 'Response Time Statistics', 2);
  const failures = readHtmlTable(html, 'Failures Statistics', 3);
  const exceptions = readExceptionTable(html);
  const points = pointsByEndpoint(percentiles);
  const parts = requests.rows.map((row) => endpointPart(requests.titles, row, points));
  const last = parts.at(-1);
  const total = last !== undefined && mayBeTotal(last.key) ? last : null;
  const failureRows = new FailureRows();
  for (const [method = '', name = '', error = '', count = '0'] of failures.rows) {
    failureRows.add({ method, name }, error, Number(count), null, null);
  }
  return {
    endpoints: (total === null ? parts : parts.slice(0, -1)).sort((a, b) =>
      compareEndpointKeys(a.key, b.key),
    ),
    total: total === null ? null : { ...total, key: TOTAL_KEY },
    failures: failureRows.rows(),
    exceptions: exceptions.rows.map(([count = '0', message = '', traceback = '', nodes = '']) => ({
      message,
      traceback,
      count: Number(count),
      nodes,
    })),
    rowsRead: requests.rows.length + failures.rows.length + exceptions.rows.length,
    rowsSkipped: requests.damagedRows + percentiles.damagedRows + failures.damagedRows,
  };
}

type Points = readonly { readonly percentile: number; readonly valueMs: number }[];

function pointsByEndpoint(table: HtmlTable): ReadonlyMap<string, Points> {
  const columns = table.titles.flatMap((title, index) => {
    const percentile = /^(\d+(?:\.\d+)?)%ile/.exec(title)?.[1];
    return percentile === undefined ? [] : [{ percentile: Number(percentile), index }];
  });
  return new Map(
    table.rows.map((row) => [
      endpointId(keyOf(row)),
      columns.map(({ percentile, index }) => ({ percentile, valueMs: Number(row[index]) })),
    ]),
  );
}

function endpointPart(
  titles: readonly string[],
  row: readonly string[],
  points: ReadonlyMap<string, Points>,
): EndpointPart {
  const read = (title: string): number | null => {
    const index = titles.findIndex((each) => each.startsWith(title));
    return index === -1 ? null : Number(row[index]);
  };
  const key = keyOf(row);
  const requests = read('# Requests');
  const maxMs = read('Max');
  // Where no request had a response time, Locust writes 0 in every column.
  const hasTimes = requests !== null && requests > 0 && maxMs !== 0;
  return {
    key,
    requests,
    failures: read('# Fails'),
    latency: hasTimes
      ? {
          kind: 'quantiles',
          count: requests,
          meanMs: read('Average (ms)'),
          minMs: read('Min'),
          maxMs,
          medianMs: null,
          points: points.get(endpointId(key)) ?? [],
          rounding: 'two-digits',
          extremesRounding: 'truncated-ms',
          rankRule: 'one-above',
        }
      : null,
    meanResponseBytes: requests !== null && requests > 0 ? read('Average size') : null,
    reportedThroughputPerS: read('RPS'),
    windows: null,
  };
}

function keyOf(row: readonly string[]): EndpointKey {
  return { method: row[0] ?? '', name: row[1] ?? '' };
}

/** 'During' is UTC from 2.4.2, the local time of Locust's machine before. */
function spanOf(html: string): { readonly startMs: number | null; readonly endMs: number | null } {
  const paragraph = /<p>During:([^\n]*)/.exec(html)?.[1] ?? '';
  const [start, end] = paragraph.match(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g) ?? [];
  return { startMs: reportTime(start ?? null), endMs: reportTime(end ?? null) };
}

function hostOf(html: string): string | null {
  const host = /<p>Target Host: <span>([^\n]*?)<\/span><\/p>/.exec(html)?.[1];
  if (host === undefined || host === '' || host === 'None') return null;
  return mayBeEscaped(host) ? unescapeHtml(host) : host;
}

/**
 * How far the header is from the curve, which is UTC and begins some seconds after the start: the zone of Locust's
 * machine in the reports of 2.2.0 to 2.4.1, nothing in others. Zones are whole quarters of an hour.
 */
function zoneOffsetS(startMs: number | null, curve: LegacyCurve): number {
  const firstS = secondOfDay(curve.times[0] ?? '');
  if (startMs === null || firstS === null) return 0;
  const ahead = (Math.floor(startMs / 1000) % DAY_S) - firstS;
  const quarters = Math.round(ahead / QUARTER_HOUR_S) * QUARTER_HOUR_S;
  return quarters > DAY_S / 2 ? quarters - DAY_S : quarters <= -DAY_S / 2 ? quarters + DAY_S : quarters;
}

function versionOf(html: string, curve: LegacyCurve): LocustPart['version'] {
  if (!curve.isNamed) return { atLeast: '1.2', below: '1.4.2' };
  if (curve.hasNumberedPercentiles) return { atLeast: '2.15.1', below: '2.28' };
  const isSince22 = curve.isUtc || html.includes(' data-tasks="');
  return isSince22 ? { atLeast: '2.2.0', below: '2.28' } : { atLeast: '1.4.2', below: '2.2.0' };
}

function noticesOf(file: SourceFile, curve: LegacyCurve, offsetS: number): readonly Notice[] {
  const where = { file: file.name };
  const notices: Notice[] = [
    {
      code: 'whole-milliseconds',
      severity: 'info',
      message: 'Mean, minimum and maximum are cut to whole milliseconds, as the HTML report has them.',
      where,
    },
  ];
  if (!curve.isUtc) {
    notices.push({
      code: 'times-without-zone',
      severity: 'warning',
      message:
        'The report has the local times of the machine that ran Locust and does not say its zone; they are shown as if they were UTC.',
      where,
      hint: 'Import the CSV files of the run, whose times are exact.',
    });
  }
  if (offsetS !== 0) {
    notices.push({
      code: 'report-header-in-local-time',
      severity: 'info',
      message: `The header of the report is ${Math.abs(offsetS) / 3600} h ${offsetS > 0 ? 'ahead of' : 'behind'} its curves, which are UTC; the start and the end were brought to UTC.`,
      where,
    });
  }
  if (curve.hasNumberedPercentiles && curve.assumedPercentiles) {
    notices.push({
      code: 'chart-percentiles-assumed',
      severity: 'warning',
      message:
        'The report does not say which percentiles its charts have; they are taken for the 50th and the 95th, which Locust draws by default.',
      where,
    });
  }
  return notices;
}
