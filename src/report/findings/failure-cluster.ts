import type { Analysis } from '../../model/analysis.ts';

/** Failures are clustered when this share of them came within this share of the run … */
const LARGE_SHARE = 0.8;
const SHORT_PERIOD_RATIO = 0.25;
/** … and the period had at most this much of the requests, as a share of its failures' share. */
const FEWER_REQUESTS_RATIO = 0.5;
const FEWEST_FAILURES = 20;
const FEWEST_BUCKETS = 12;

interface ClusteredPeriod {
  readonly startMs: number;
  readonly endMs: number;
  /** Of all failures, 0…1. */
  readonly share: number;
}

/**
 * The shortest period with four fifths of the failures, when it is at most a quarter of the run and the number of
 * requests does not explain it. Null when failures are spread out, fewer than 20, or not known over time.
 */
export function clusteredPeriod(analysis: Analysis): ClusteredPeriod | null {
  const { timeline, total } = analysis;
  if (timeline === null || total.series === null) return null;
  if (total.whole.failures < FEWEST_FAILURES || timeline.buckets < FEWEST_BUCKETS) return null;
  const failures = total.series.failuresPerS.map((rate) => rate ?? 0);
  const requests = total.series.throughputPerS.map((rate) => rate ?? 0);
  const span = shortestSpan(failures, LARGE_SHARE * sum(failures));
  if (span === null || span.to - span.from > SHORT_PERIOD_RATIO * timeline.buckets) return null;
  const share = shareWithin(failures, span);
  if (shareWithin(requests, span) > FEWER_REQUESTS_RATIO * share) return null;
  return {
    startMs: timeline.startMs + span.from * timeline.bucketMs,
    endMs: timeline.startMs + span.to * timeline.bucketMs,
    share,
  };
}

/** Half-open range of buckets. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** The shortest run of neighbours that adds up to `wanted`, the earliest on a tie; null when `wanted` is not above 0. */
function shortestSpan(values: readonly number[], wanted: number): Span | null {
  if (!(wanted > 0)) return null;
  let best: Span | null = null;
  let from = 0;
  let inside = 0;
  values.forEach((value, i) => {
    inside += value;
    while (inside - (values[from] ?? 0) >= wanted && from < i) {
      inside -= values[from] ?? 0;
      from += 1;
    }
    if (inside >= wanted && (best === null || i + 1 - from < best.to - best.from)) best = { from, to: i + 1 };
  });
  return best;
}

function shareWithin(values: readonly number[], span: Span): number {
  return sum(values.slice(span.from, span.to)) / sum(values);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
