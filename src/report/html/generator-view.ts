import type { Analysis } from '../../model/analysis.ts';
import { elapsedIn } from '../findings/finding.ts';
import { generatorFinding, reasonName } from '../findings.ts';
import { formatCount, formatDuration, formatElapsed, formatMs, formatRatio, UNKNOWN } from '../format.ts';
import type { Drawing } from './sheet.ts';
import { everyFew, everyFewNote, type TableView } from './table-view.ts';

/** More periods than this would be a list that nobody reads; the chart shows all. */
const MOST_PERIODS = 30;
const TABLE_ROWS = 60;

/** How the load generator fared; null where the source keeps no record of it. */
export function generatorView(analysis: Analysis, panels: readonly Drawing[], prefix: string) {
  const { generator, timeline } = analysis;
  if (generator === null) return null;
  const { flagged } = generator;
  return {
    id: `${prefix}generator`,
    ...generatorFinding(generator),
    isSaturated: generator.outcome === 'saturated',
    counts: [
      { term: 'Workers', value: formatCount(generator.workers) },
      { term: 'Event loop busy, most', value: formatRatio(generator.peakEventLoopUtilization) },
      { term: 'Taken by other processes, most', value: formatRatio(generator.peakStolenShare) },
      { term: 'Sent late, worst p99 of a second', value: formatMs(generator.peakLateP99Ms) },
      { term: 'Waiting to be sent, most', value: formatCount(generator.peakWaiting) },
    ],
    panels,
    hasFault: flagged.some(({ reason }) => reason !== 'in-flight-limit'),
    table: seriesTable(analysis),
    bucket: timeline === null ? '' : formatDuration(timeline.bucketMs),
    flagged: flagged.slice(0, MOST_PERIODS).map((period) => ({
      from: elapsedIn(analysis, period.startMs),
      to: elapsedIn(analysis, period.endMs),
      reason: reasonName(period.reason),
      isOwn: period.reason !== 'in-flight-limit',
      explanation: period.explanation,
    })),
    left: flagged.length > MOST_PERIODS ? formatCount(flagged.length - MOST_PERIODS) : '',
  };
}

function seriesTable({ generator, timeline }: Analysis): TableView | null {
  const series = generator?.series ?? null;
  if (series === null || timeline === null) return null;
  const columns = [
    { head: 'Busy', values: series.eventLoopUtilization.map(formatRatio) },
    { head: 'Taken by others', values: series.stolenShare.map(formatRatio) },
    { head: 'Late, p99', values: series.lateP99Ms.map(formatMs) },
    {
      head: 'Waiting',
      values: series.waiting.map((count) => (count === null ? UNKNOWN : formatCount(count))),
    },
  ];
  const { step, indices } = everyFew(timeline.buckets, TABLE_ROWS);
  return {
    caption: 'Load generator values',
    head: ['Time', ...columns.map(({ head }) => head)],
    rows: indices.map((bucket) => ({
      heading: formatElapsed(bucket * timeline.bucketMs),
      cells: columns.map(({ values }) => values[bucket] ?? UNKNOWN),
    })),
    note:
      step === 1
        ? ''
        : `${everyFewNote(step, formatDuration(timeline.bucketMs))}; the exported JSON has all.`,
  };
}
