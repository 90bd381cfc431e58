import type { Analysis, EndpointAnalysis, MeasureAnalysis } from '../../model/analysis.ts';
import { rankedEndpoints } from '../charts/ranking.ts';
import { namedText } from '../findings/finding.ts';
import { percentileIn } from '../findings/response-time.ts';
import { streamingEndpoints, streamingMeasures } from '../findings.ts';
import { formatPercentile, shortText, UNKNOWN } from '../format.ts';
import { formatMeasured, measureOf } from '../measured.ts';
import { cellMs, plainMs } from './request-tables.ts';
import { MOST_ROWS } from './shown-endpoints.ts';
import type { Column } from './table.ts';

const PERCENTILES = [50, 95, 99];
/** Each has several rows. */
export const MOST_STREAMING = 8;
const LEAST_NAME_WIDTH = 14;

/** Endpoints with times of both kinds, slowest first. */
export function openEndpoints(analysis: Analysis): readonly EndpointAnalysis[] {
  return rankedEndpoints(analysis).filter((endpoint) => measureOf(endpoint, 'service-time') !== null);
}

/** Response time from when requests were due, service time and lateness, in ms. The last row is the total. */
export function openModelColumns(analysis: Analysis): readonly Column[] {
  const measured = openEndpoints(analysis).slice(0, MOST_ROWS);
  const rows = [...measured, analysis.total];
  const columns = (head: string, read: (row: EndpointAnalysis, percentile: number) => string, drop: number) =>
    PERCENTILES.map((percentile, i) =>
      number(
        `${head} ${formatPercentile(percentile)}`,
        rows.map((row) => read(row, percentile)),
        drop + i,
        i === 0,
      ),
    );
  const measure = (id: 'service-time' | 'send-lateness') => (row: EndpointAnalysis, percentile: number) =>
    plainMs(valueAt(measureOf(row, id), percentile));
  return [
    names([
      ...measured.map(({ key }) => `${shortText(key.method, 20)} ${namedText(key.name)}`.trim()),
      'All requests',
    ]),
    ...columns('due', (row, percentile) => cellMs(percentileIn(row.whole.latency, percentile)), 0),
    ...columns('sent', measure('service-time'), 2),
    ...columns('late', measure('send-lateness'), 4),
  ];
}

/** Streamed answers: a row for each endpoint, of those with the most answers, and measure. */
export function streamingColumns(analysis: Analysis): readonly Column[] {
  const rows = streamingEndpoints(analysis)
    .slice(0, MOST_STREAMING)
    .flatMap((endpoint) => streamingMeasures(endpoint).map((measure) => ({ endpoint, measure })));
  const cell = (value: number | null, { unit }: MeasureAnalysis) =>
    unit === 'ms' ? plainMs(value) : formatMeasured(value, unit);
  return [
    names(rows.map(({ endpoint: { key } }) => `${shortText(key.method, 20)} ${namedText(key.name)}`.trim())),
    {
      header: 'Measure',
      align: 'left',
      cells: rows.map(({ measure }) =>
        measure.unit === 'tokens' ? measure.label : `${measure.label} (${measure.unit})`,
      ),
      dropOrder: 0,
    },
    number(
      'Mean',
      rows.map(({ measure }) => cell(measure.mean, measure)),
      1,
      true,
    ),
    ...PERCENTILES.map((percentile, i) =>
      number(
        formatPercentile(percentile),
        rows.map(({ measure }) => cell(valueAt(measure, percentile), measure)),
        percentile === 95 ? 0 : 2 + i,
        false,
      ),
    ),
  ];
}

function valueAt(measure: MeasureAnalysis | null, percentile: number): number | null {
  return measure?.percentiles.find((entry) => entry.percentile === percentile)?.value.value ?? null;
}

function names(cells: readonly string[]): Column {
  return {
    header: 'Name',
    align: 'left',
    cells: cells.map((cell) => (cell === '' ? UNKNOWN : cell)),
    dropOrder: 0,
    leastWidth: LEAST_NAME_WIDTH,
  };
}

function number(header: string, cells: readonly string[], dropOrder: number, startsGroup: boolean): Column {
  return { header, align: 'right', cells, dropOrder, startsGroup };
}
