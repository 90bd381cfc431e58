import type { Analysis } from '../../model/analysis.ts';
import { responseTimeLines, type TimeLine } from '../charts/series-lines.ts';
import { percentileIn } from '../findings/response-time.ts';
import { formatCount, formatMs, formatPercentile, formatRate, UNKNOWN } from '../format.ts';
import { failuresPerS } from '../run-facts.ts';
import { msView, shortRange } from './estimate-view.ts';

/** One quantity of the readout above the timeline: its value over the whole run, and in every bucket. */
export interface ReadoutCell {
  /** Of the value in a bucket: 'p95 of 10 s'. */
  readonly label: string;
  /** Of the value over the whole run: 'p95'. */
  readonly wholeLabel: string;
  /** Colour token of the swatch, as in the charts. */
  readonly token: string;
  readonly whole: string;
  readonly values: readonly string[];
}

/** The quantities of the timeline's panels, ready to be shown: one formatting for the page, the table and the script. */
export function readoutCells(analysis: Analysis): readonly ReadoutCell[] {
  const { timeline, total, run } = analysis;
  const { series } = total;
  if (timeline === null) return [];
  const cells: ReadoutCell[] = [];
  if (series !== null) {
    for (const line of responseTimeLines(series)) {
      cells.push({
        label: line.name,
        wholeLabel: line.percentile === null ? line.name : formatPercentile(line.percentile),
        token: line.token,
        whole: wholeOf(analysis, line),
        values: lineValues(line),
      });
    }
  }
  if (timeline.users !== null) {
    cells.push({
      label: 'Users',
      wholeLabel: 'Users',
      token: 'users',
      whole: run.usersPeak === null ? UNKNOWN : `up to ${formatCount(run.usersPeak)}`,
      values: timeline.users.map((users) => (users === null ? UNKNOWN : formatCount(users))),
    });
  }
  if (series !== null) {
    cells.push({
      label: 'Requests/s',
      wholeLabel: 'Requests/s',
      token: 'rate',
      whole: formatRate(total.whole.throughputPerS?.value ?? null),
      values: series.throughputPerS.map(formatRate),
    });
    cells.push({
      label: 'Failures/s',
      wholeLabel: 'Failures/s',
      token: 'fail',
      whole: formatRate(failuresPerS(total.whole)),
      values: series.failuresPerS.map(formatRate),
    });
  }
  return cells;
}

/** The number of the whole run that stands where a bucket's number will. */
function wholeOf(analysis: Analysis, line: TimeLine): string {
  if (line.percentile === null) return formatMs(analysis.total.whole.latency?.meanMs?.value ?? null);
  return msView(percentileIn(analysis.total.whole.latency, line.percentile)).text;
}

/** What a line says of each bucket: its value, or the range that is known. */
export function lineValues(line: TimeLine): readonly string[] {
  return line.values.map((value, bucket) => {
    const lo = line.band?.lo[bucket] ?? null;
    const hi = line.band?.hi[bucket] ?? null;
    return lo === null || hi === null ? formatMs(value) : shortRange(lo, hi);
  });
}
