import type { Analysis, EndpointStatistics, Estimate } from '../../model/analysis.ts';
import { namedText } from '../findings/finding.ts';
import { percentileIn, percentileScope, type Scope } from '../findings/response-time.ts';
import { formatPercentile, formatRate, formatRatio, hasWideBounds, shortText, UNKNOWN } from '../format.ts';
import { failuresPerS } from '../run-facts.ts';
import { shownEndpoints } from './shown-endpoints.ts';
import type { Column } from './table.ts';

const LEAST_NAME_WIDTH = 20;
/** Percentiles that stay longest when the terminal is narrow, the most wanted last. */
const WANTED_PERCENTILES = [98, 66, 75, 80, 99.99, 90, 99.9, 50, 99, 95];

interface Row {
  readonly type: string;
  readonly name: string;
  readonly statistics: EndpointStatistics | null;
}

/** The table that Locust prints at the end of a run: counts, response times in ms, rates. The last row is the total. */
export function requestColumns(analysis: Analysis, scope: Scope): readonly Column[] {
  const rows = rowsOf(analysis, scope);
  const known = (read: (statistics: EndpointStatistics) => string) =>
    rows.map(({ statistics }) => (statistics === null ? UNKNOWN : read(statistics)));
  const isFailing = (row: number) => ((rows[row]?.statistics?.failures ?? 0) > 0 ? 'fail' : null);
  const columns: readonly Column[] = [
    ...nameColumns(rows),
    number(
      '# reqs',
      known((s) => String(s.requests)),
      0,
    ),
    { ...number('# fails', known(failuresCell), 1), style: isFailing },
    {
      ...number(
        'Avg',
        known((s) => cellMs(s.latency?.meanMs ?? null)),
        2,
      ),
      startsGroup: true,
    },
    number(
      'Min',
      known((s) => plainMs(s.latency?.minMs ?? null)),
      6,
    ),
    number(
      'Max',
      known((s) => plainMs(s.latency?.maxMs ?? null)),
      5,
    ),
    number(
      'Med',
      known((s) => cellMs(s.latency?.medianMs ?? null)),
      3,
    ),
    {
      ...number(
        'req/s',
        known((s) => formatRate(s.throughputPerS?.value ?? null)),
        4,
      ),
      startsGroup: true,
    },
    number(
      'failures/s',
      known((s) => formatRate(failuresPerS(s))),
      7,
    ),
  ];
  return columns.filter((column) => column.cells.some((cell) => cell !== UNKNOWN));
}

/** Response times in ms by percentile, of the steady state where the source has them, else of the whole run. */
export function percentileColumns(analysis: Analysis): readonly Column[] {
  const rows = rowsOf(analysis, percentileScope(analysis));
  const percentiles = new Set(
    rows.flatMap((row) => row.statistics?.latency?.percentiles.map((p) => p.percentile) ?? []),
  );
  const ascending = [...percentiles].sort((a, b) => a - b);
  if (ascending.length === 0) return [];
  return [
    ...nameColumns(rows),
    ...ascending.map((percentile, i) => ({
      ...number(
        formatPercentile(percentile),
        rows.map(({ statistics }) => cellMs(percentileIn(statistics?.latency ?? null, percentile))),
        dropOrderOf(percentile, i),
      ),
      startsGroup: i === 0,
    })),
  ];
}

/** Whether `percentileColumns` shows a range instead of a value somewhere. */
export function showsRanges(analysis: Analysis): boolean {
  const scope = percentileScope(analysis);
  return [...shownEndpoints(analysis), analysis.total].some((endpoint) =>
    endpoint[scope]?.latency?.percentiles.some(({ value }) => hasWideBounds(value)),
  );
}

/** Percentiles nobody expects are left out first, the last of them foremost; p95 is the last to go. */
function dropOrderOf(percentile: number, position: number): number {
  const wanted = WANTED_PERCENTILES.indexOf(percentile);
  if (wanted === WANTED_PERCENTILES.length - 1) return 0;
  return wanted === -1 ? 100 + position : WANTED_PERCENTILES.length - wanted;
}

function rowsOf(analysis: Analysis, scope: Scope): readonly Row[] {
  const rows: Row[] = shownEndpoints(analysis).map((endpoint) => ({
    type: shortText(endpoint.key.method, 20),
    name: namedText(endpoint.key.name),
    statistics: endpoint[scope],
  }));
  // Many sources have a curve over time, and so a steady state, of all requests together only.
  const known = rows.filter((row) => row.statistics !== null);
  return [...known, { type: '', name: 'All requests', statistics: analysis.total[scope] }];
}

function nameColumns(rows: readonly Row[]): readonly Column[] {
  return [
    { header: 'Type', align: 'left', cells: rows.map((row) => row.type), dropOrder: hasTwins(rows) ? 0 : 8 },
    {
      header: 'Name',
      align: 'left',
      cells: rows.map((row) => row.name),
      dropOrder: 0,
      leastWidth: LEAST_NAME_WIDTH,
    },
  ];
}

/** Whether names repeat, so that only the type tells some rows apart. */
function hasTwins(rows: readonly Row[]): boolean {
  return new Set(rows.map(({ name }) => name)).size < rows.length;
}

function number(header: string, cells: readonly string[], dropOrder: number): Column {
  return { header, align: 'right', cells, dropOrder };
}

function failuresCell({ requests, failures }: EndpointStatistics): string {
  return failures === 0 || requests === 0
    ? String(failures)
    : `${failures} (${formatRatio(failures / requests)})`;
}

/** A value in ms without its unit, or the range that is all that is known of it. */
export function cellMs(estimate: Estimate | null): string {
  if (estimate === null) return UNKNOWN;
  return hasWideBounds(estimate)
    ? `${plainMs(estimate.bounds.lo)}–${plainMs(estimate.bounds.hi)}`
    : plainMs(estimate.value);
}

/** Under 10 ms one decimal, else whole ms. */
export function plainMs(valueMs: number | null): string {
  if (valueMs === null) return UNKNOWN;
  return valueMs !== 0 && valueMs < 9.95 ? valueMs.toFixed(1) : String(Math.round(valueMs));
}
