import type { LatencyAnalysis, MeasureAnalysis } from '../model/analysis.ts';
import type { Distribution, Histogram } from '../model/distribution.ts';
import { type Measure, type MeasuredValues, measures } from '../model/measure.ts';
import { percentileOf } from '../model/percentile.ts';
import type { Endpoint, Source } from '../model/run.ts';
import { analyseLatency } from './latency.ts';

const PERCENTILES = [50, 90, 95, 99, 99.9];

/** What else was measured of an endpoint's requests, in the order of the table `measures`; what has no value is left out. */
export function analyseMeasures({ measures: measured }: Endpoint): readonly MeasureAnalysis[] {
  return measures.flatMap((definition) => {
    const measure = measured.find(({ id }) => id === definition.id);
    return measure === undefined || measure.values.count === 0 ? [] : [analyse(measure, definition)];
  });
}

function analyse({ values }: Measure, definition: (typeof measures)[number]): MeasureAnalysis {
  const histogram = histogramOf(values);
  return {
    ...definition,
    count: values.count,
    sum: values.sum,
    min: values.min,
    max: values.max,
    mean: values.sum / values.count,
    percentiles: PERCENTILES.flatMap((percentile) => {
      const known = percentileOf(histogram, percentile);
      if (known === null) return [];
      const isWhole = definition.unit === 'tokens';
      const { value, lo, hi } = isWhole ? wholeWithin(known) : plain(known);
      const bounds = lo === hi ? null : { lo, hi };
      return [{ percentile, value: { value, n: values.count, bounds, interval: null } }];
    }),
  };
}

function plain({ valueMs, loMs, hiMs }: { valueMs: number; loMs: number; hiMs: number }) {
  return { value: valueMs, lo: loMs, hi: hiMs };
}

/** Of what is counted in whole numbers, the value is known where one whole number only lies in the bucket. */
function wholeWithin(known: { valueMs: number; loMs: number; hiMs: number }) {
  const lo = Math.ceil(known.loMs - 1e-9);
  const hi = Math.floor(known.hiMs + 1e-9);
  if (lo > hi) return plain(known);
  return { value: Math.min(hi, Math.max(lo, Math.round(known.valueMs))), lo, hi };
}

/** The values as a distribution. Its fields are named for ms; the unit is that of the measure. */
function histogramOf({ count, sum, min, max, values, counts }: MeasuredValues): Histogram {
  return {
    kind: 'histogram',
    count,
    sumMs: sum,
    minMs: min,
    maxMs: max,
    valuesMs: values,
    counts,
    rounding: 'three-digits',
  };
}

/**
 * The response times of all requests, failed ones included, where the source keeps those apart. Null where nothing
 * failed, where the response times hold the failed requests already, and where those of failed requests are unknown.
 */
export function analyseAllRequests(
  { latency, failures, measures: measured }: Endpoint,
  { latencyCovers }: Source,
  confidence: number,
): LatencyAnalysis | null {
  const failed = measured.find(({ id }) => id === 'failed-response-time')?.values ?? null;
  if (latencyCovers === 'all-requests' || failures === 0 || failed === null || failed.count === 0)
    return null;
  const merged = latency === null ? histogramOf(failed) : together(latency, histogramOf(failed));
  return merged === null ? null : analyseLatency(merged, confidence);
}

/** Null where the first does not keep all values, or rounds them otherwise. */
function together(one: Distribution, other: Histogram): Histogram | null {
  if (one.kind !== 'histogram' || one.rounding !== other.rounding) return null;
  const counts = new Map<number, number>();
  for (const { valuesMs, counts: here } of [one, other]) {
    valuesMs.forEach((valueMs, i) => {
      counts.set(valueMs, (counts.get(valueMs) ?? 0) + (here[i] ?? 0));
    });
  }
  const valuesMs = [...counts.keys()].sort((a, b) => a - b);
  return {
    kind: 'histogram',
    count: one.count + other.count,
    sumMs: both(one.sumMs, other.sumMs, (a, b) => a + b),
    minMs: both(one.minMs, other.minMs, Math.min),
    maxMs: both(one.maxMs, other.maxMs, Math.max),
    valuesMs,
    counts: valuesMs.map((valueMs) => counts.get(valueMs) ?? 0),
    rounding: one.rounding,
  };
}

function both(a: number | null, b: number | null, put: (a: number, b: number) => number): number | null {
  return a === null || b === null ? null : put(a, b);
}
