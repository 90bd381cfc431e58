import type {
  Analysis,
  EndpointAnalysis,
  EndpointStatistics,
  LatencyAnalysis,
} from '../../model/analysis.ts';
import { endpointId } from '../../model/endpoint-key.ts';
import { shownStatistics } from '../charts/ranking.ts';
import { responseTimeLines } from '../charts/series-lines.ts';
import { isTrimmed } from '../findings/finding.ts';
import { mainPercentile, percentileIn } from '../findings/response-time.ts';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatElapsed,
  formatMs,
  formatPercentile,
  formatRate,
  formatRatio,
  shortText,
  UNKNOWN,
} from '../format.ts';
import { type EndpointDrawings, MOST_DRAWN } from './drawings.ts';
import {
  type EstimateView,
  exactMsView,
  formatConfidence,
  msView,
  plainView,
  rateView,
  ratioView,
  UNKNOWN_ESTIMATE,
} from './estimate-view.ts';
import { measuresView } from './measures-view.ts';
import { nameView } from './name-view.ts';
import { lineValues } from './readout.ts';
import { everyFew, everyFewNote, type TableView } from './table-view.ts';

/** Rows of the table under an endpoint's chart over time. */
const TABLE_ROWS = 24;

/** Everything about one endpoint, folded away until it is asked for. */
export function endpointDetails(
  analysis: Analysis,
  endpoint: EndpointAnalysis,
  drawings: EndpointDrawings | undefined,
  prefix: string,
) {
  const statistics = shownStatistics(analysis, endpoint);
  const main = mainPercentile(statistics.latency);
  const responseTime = drawings?.responseTime ?? null;
  const curve = drawings?.curve ?? null;
  const rows = statisticsRows(analysis, endpoint);
  return {
    ...nameView(endpoint.key),
    id: `${prefix}${endpoint.anchor}`,
    measure: main === null ? '' : formatPercentile(main.percentile),
    main: msView(main?.value ?? null),
    requests: formatCount(statistics.requests),
    failed: formatRatio(statistics.errorRatio?.value ?? null),
    hasFailures: statistics.failures > 0,
    hasSteady: isTrimmed(analysis) && endpoint.steady !== null,
    confidence: formatConfidence(analysis.settings.confidence),
    hasSteadyBounds: rows.some(({ steady }) => steady.bounds !== ''),
    hasWholeBounds: rows.some(({ whole }) => whole.bounds !== ''),
    hasAll: endpoint.allRequests !== null,
    rows,
    notDrawn: drawings === undefined ? MOST_DRAWN : null,
    responseTime: responseTime === null ? null : { ...responseTime, table: timeTable(analysis, endpoint) },
    curve: curve === null ? null : { ...curve, table: curveTable(endpoint) },
    causes: causesOf(analysis, endpoint),
    measures: measuresView(endpoint.measures),
  };
}

interface StatisticsRow {
  readonly label: string;
  readonly whole: EstimateView;
  readonly steady: EstimateView;
  /** Of successful and failed requests together; an empty text where that makes no difference. */
  readonly all: EstimateView;
}

function statisticsRows(analysis: Analysis, endpoint: EndpointAnalysis): readonly StatisticsRow[] {
  const steady = isTrimmed(analysis) ? endpoint.steady : null;
  const { apdexToleratedMs } = analysis.settings;
  const row = (label: string, read: (statistics: EndpointStatistics) => EstimateView): StatisticsRow => ({
    label,
    whole: read(endpoint.whole),
    steady: steady === null ? UNKNOWN_ESTIMATE : read(steady),
    all: plainView(''),
  });
  const timeRow = (label: string, read: (latency: LatencyAnalysis) => EstimateView): StatisticsRow => {
    const of = (latency: LatencyAnalysis | null) => (latency === null ? UNKNOWN_ESTIMATE : read(latency));
    return { ...row(label, (s) => of(s.latency)), all: of(endpoint.allRequests) };
  };
  const stated = new Set<number>();
  for (const statistics of [endpoint.whole, steady]) {
    for (const { percentile } of statistics?.latency?.percentiles ?? []) stated.add(percentile);
  }
  const rows = [
    row('Duration', (s) => plainView(formatDuration(s.durationMs))),
    row('Requests', (s) => plainView(formatCount(s.requests))),
    row('Failed requests', (s) => plainView(formatCount(s.failures))),
    row('Failed', (s) => ratioView(s.errorRatio)),
    row('Throughput, per s', (s) => rateView(s.throughputPerS)),
    row('Successful, per s', (s) => rateView(s.goodputPerS)),
    timeRow('Mean', ({ meanMs }) => msView(meanMs)),
    timeRow('Lowest', ({ minMs }) => exactMsView(minMs)),
    ...[...stated]
      .sort((a, b) => a - b)
      .map((percentile) =>
        timeRow(formatPercentile(percentile), (latency) => msView(percentileIn(latency, percentile))),
      ),
    timeRow('Highest', ({ maxMs }) => exactMsView(maxMs)),
    row(`Apdex, ${formatMs(apdexToleratedMs)}`, apdexView),
    row('Mean response size', (s) => plainView(formatBytes(s.meanResponseBytes))),
  ];
  return rows.filter(({ whole, steady }) => whole.text !== UNKNOWN || steady.text !== UNKNOWN);
}

function apdexView({ apdex }: EndpointStatistics): EstimateView {
  if (apdex === null) return UNKNOWN_ESTIMATE;
  const range = `${apdex.lo.toFixed(2)} to ${apdex.hi.toFixed(2)}`;
  if (apdex.score === null) return plainView(`${range}`);
  return plainView(`${apdex.score.toFixed(2)}`);
}

function timeTable(analysis: Analysis, endpoint: EndpointAnalysis): TableView | null {
  const { timeline } = analysis;
  const { series } = endpoint;
  if (timeline === null || series === null) return null;
  const columns = [
    ...responseTimeLines(series).map((line) => ({ head: line.name, values: lineValues(line) })),
    { head: 'Requests/s', values: series.throughputPerS.map(formatRate) },
    { head: 'Failures/s', values: series.failuresPerS.map(formatRate) },
  ];
  const { step, indices } = everyFew(timeline.buckets, TABLE_ROWS);
  return {
    caption: 'Values over time',
    head: ['Time', ...columns.map((column) => column.head)],
    rows: indices.map((bucket) => ({
      heading: formatElapsed(bucket * timeline.bucketMs),
      cells: columns.map((column) => column.values[bucket] ?? UNKNOWN),
    })),
    note: step === 1 ? '' : `${everyFewNote(step, formatDuration(timeline.bucketMs))}.`,
  };
}

function curveTable({ curve }: EndpointAnalysis): TableView | null {
  if (curve === null) return null;
  const { indices } = everyFew(curve.points.length, TABLE_ROWS);
  const points = indices.flatMap((index) => curve.points[index] ?? []);
  return {
    caption: 'Response time by percentile',
    head: ['Percentile', 'Response time', 'At least', 'At most'],
    rows: points.map((point) => ({
      heading: formatPercentile(Number(point.percentile.toPrecision(6))),
      cells: [formatMs(point.valueMs), formatMs(point.loMs), formatMs(point.hiMs)],
    })),
    note: '',
  };
}

function causesOf(analysis: Analysis, endpoint: EndpointAnalysis) {
  const id = endpointId(endpoint.key);
  return analysis.failureCauses.flatMap((cause) => {
    const here = cause.endpoints.find((entry) => endpointId(entry.key) === id);
    return here === undefined ? [] : [{ cause: shortText(cause.cause), count: formatCount(here.count) }];
  });
}
