import type { Distribution } from '../../model/distribution.ts';
import type { MeasuredValues } from '../../model/measure.ts';
import type { Endpoint } from '../../model/run.ts';
import { locustMedian, type TwoDigitCounts, twoDigitCounts } from './two-digit-counts.ts';

/** Response times of an endpoint as Locust counts them: of all requests, failed ones included. */
export interface AllTimes {
  readonly counts: TwoDigitCounts;
  readonly meanMs: number | null;
  readonly medianMs: number;
  readonly minMs: number | null;
  readonly maxMs: number | null;
}

/** Null when there was no response time, or the source has percentiles only. */
export function allTimesOf({ latency, measures }: Endpoint): AllTimes | null {
  const failed = measures.find(({ id }) => id === 'failed-response-time')?.values;
  const parts = [
    ...(latency === null ? [] : [partOf(latency)]),
    ...(failed === undefined ? [] : [failedPart(failed)]),
  ];
  const known = parts.filter((part) => part !== null);
  const count = known.reduce((all, part) => all + part.count, 0);
  if (count === 0 || known.length < parts.length) return null;
  const counts = twoDigitCounts(known);
  const sumMs = together(known, 'sumMs', (values) => values.reduce((a, b) => a + b, 0));
  const minMs = together(known, 'minMs', (values) => Math.min(...values));
  const maxMs = together(known, 'maxMs', (values) => Math.max(...values));
  const bounds = { minMs: minMs ?? 0, maxMs: maxMs ?? Number.POSITIVE_INFINITY };
  return {
    counts,
    meanMs: sumMs === null ? null : sumMs / count,
    medianMs: locustMedian(counts, bounds),
    minMs,
    maxMs,
  };
}

interface Part {
  readonly count: number;
  readonly sumMs: number | null;
  readonly minMs: number | null;
  readonly maxMs: number | null;
  readonly valuesMs: ArrayLike<number>;
  /** Null: each value once. */
  readonly counts: ArrayLike<number> | null;
}

function partOf(latency: Distribution): Part | null {
  if (latency.kind === 'quantiles') return null;
  if (latency.kind === 'histogram') return latency;
  const { valuesMs } = latency;
  let sumMs = 0;
  for (let i = 0; i < valuesMs.length; i += 1) sumMs += valuesMs[i] ?? 0;
  const [minMs, maxMs] = [valuesMs[0] ?? null, valuesMs[valuesMs.length - 1] ?? null];
  return { count: valuesMs.length, sumMs, minMs, maxMs, valuesMs, counts: null };
}

function failedPart({ count, sum, min, max, values, counts }: MeasuredValues): Part {
  return { count, sumMs: sum, minMs: min, maxMs: max, valuesMs: values, counts };
}

/** Null when one part does not know it. */
function together(
  parts: readonly Part[],
  key: 'sumMs' | 'minMs' | 'maxMs',
  fold: (values: readonly number[]) => number,
): number | null {
  const values = parts.filter(({ count }) => count > 0).map((part) => part[key]);
  const numbers = values.filter((value) => value !== null);
  return numbers.length < values.length ? null : fold(numbers);
}
