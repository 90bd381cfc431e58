import type { Analysis, EndpointAnalysis, Series } from '../../model/analysis.ts';
import type { GateMetric, LimitGate } from '../../model/gate.ts';
import { gateMetricDefinition } from '../../model/gate-metric.ts';
import { meets, quantityWords } from '../../model/gate-words.ts';
import type { Check } from '../../model/verdict.ts';

/** Where the value of a bucket lies. */
interface Range {
  readonly lo: number;
  readonly hi: number;
}

/** How long on end a limit was violated at the longest, and since when. */
interface Streak {
  readonly lengthMs: number;
  readonly startMs: number;
}

type Judged = Pick<Check, 'outcome' | 'actual' | 'explanation'>;

/**
 * 'for 10s': missed when the limit was violated in every measured bucket of the timeline for that long on end. Buckets
 * without a request say nothing: they neither end a violation nor begin one.
 */
export function judgeOverTime(
  gate: LimitGate & { readonly forMs: number },
  limit: number,
  analysis: Analysis,
  endpoint: EndpointAnalysis,
): Judged {
  const { forMs } = gate;
  const open = (explanation: string): Judged => ({
    outcome: 'inconclusive',
    actual: 'no value',
    explanation,
  });
  const { timeline, phases } = analysis;
  const { series } = endpoint;
  if (timeline === null || series === null) return open('The source has no curve over time.');
  const values = valuesOverTime(gate.metric, series);
  if (values === null) return open(`The source has no ${gateMetricDefinition(gate.metric).label} over time.`);
  if (timeline.bucketMs > forMs) {
    const step = quantityWords(timeline.bucketMs, 'ms');
    return open(`The curve over time of this run has steps of ${step}; "for" needs at least that long.`);
  }
  const isSteady = gate.during !== 'whole-run' && phases.method !== 'whole-run';
  if (isSteady && (phases.steadyStartMs === null || phases.steadyEndMs === null)) {
    return open('No steady state was found; write "during whole run" to judge all of it.');
  }
  const fromMs = isSteady ? (phases.steadyStartMs ?? 0) : timeline.startMs;
  const toMs = isSteady ? (phases.steadyEndMs ?? 0) : Number.POSITIVE_INFINITY;
  const isViolated = (value: number) => !meets(value, gate.operator, limit);
  const longestWhere = (violated: (range: Range) => boolean) =>
    longest(values, timeline.startMs, timeline.bucketMs, { lo: fromMs, hi: toMs }, violated);
  const certain = longestWhere(({ lo, hi }) => isViolated(lo) && isViolated(hi));
  const possible = longestWhere(({ lo, hi }) => isViolated(lo) || isViolated(hi));
  // A value of the 10 s before it shows a violation for 10 s longer than it lasted.
  const spanMs = gate.metric.kind === 'response-time' ? (series.percentiles?.spanMs ?? 0) : 0;
  const smear =
    gate.metric.kind === 'response-time' && gate.metric.statistic.kind === 'percentile' ? spanMs : 0;
  return conclude(certain, possible, smear, forMs, { startMs: timeline.startMs, isSteady });
}

function conclude(
  certain: Streak | null,
  possible: Streak | null,
  smearMs: number,
  forMs: number,
  { startMs, isSteady }: { readonly startMs: number; readonly isSteady: boolean },
): Judged {
  const part = isSteady ? 'Steady state' : 'Whole run';
  const asked = quantityWords(forMs, 'ms');
  const long = (streak: Streak) =>
    `${quantityWords(streak.lengthMs, 'ms')} on end, from ${quantityWords(streak.startMs - startMs, 'ms')} into the run`;
  if (certain !== null && certain.lengthMs - smearMs >= forMs) {
    return { outcome: 'fail', actual: `violated for ${long(certain)}`, explanation: `${part}, over time.` };
  }
  if (possible !== null && possible.lengthMs >= forMs) {
    const why =
      smearMs > 0
        ? `the source's values are each of the ${quantityWords(smearMs, 'ms')} before, which draws violations out`
        : "the source's rounding leaves open how long";
    const actual = `perhaps violated for ${long(possible)}`;
    return { outcome: 'inconclusive', actual, explanation: `${part}, over time: ${why}.` };
  }
  const actual =
    possible === null
      ? 'never violated'
      : `violated for at most ${quantityWords(possible.lengthMs, 'ms')} on end`;
  return { outcome: 'pass', actual, explanation: `${part}, over time: never for ${asked} on end.` };
}

/** Of buckets that lie wholly within; null where the limit was never violated. */
function longest(
  values: readonly (Range | null)[],
  startMs: number,
  bucketMs: number,
  within: Range,
  isViolated: (range: Range) => boolean,
): Streak | null {
  let best: Streak | null = null;
  let sinceMs: number | null = null;
  values.forEach((range, i) => {
    const fromMs = startMs + i * bucketMs;
    if (range === null || fromMs < within.lo || fromMs + bucketMs > within.hi) return;
    sinceMs = isViolated(range) ? (sinceMs ?? fromMs) : null;
    const lengthMs = sinceMs === null ? 0 : fromMs + bucketMs - sinceMs;
    if (sinceMs !== null && lengthMs > (best?.lengthMs ?? 0)) best = { lengthMs, startMs: sinceMs };
  });
  return best;
}

/** The metric in each bucket; null where the source has no such curve. */
function valuesOverTime(metric: GateMetric, series: Series): readonly (Range | null)[] | null {
  const at = (value: number | null): Range | null => (value === null ? null : { lo: value, hi: value });
  if (metric.kind === 'plain') {
    return series.throughputPerS.map((throughput, i) => {
      const failures = series.failuresPerS[i] ?? null;
      if (throughput === null || failures === null) return null;
      if (metric.id === 'throughput') return at(throughput);
      if (metric.id === 'goodput') return at(throughput - failures);
      return throughput === 0 ? null : at(Math.min(1, failures / throughput));
    });
  }
  const { statistic } = metric;
  if (statistic.kind === 'mean') return series.meanMs?.map(at) ?? null;
  if (statistic.kind !== 'percentile') return null;
  const column = series.percentiles?.columns.find(({ percentile }) => percentile === statistic.percentile);
  if (column === undefined) return null;
  return column.loMs.map((lo, i) => {
    const hi = column.hiMs[i] ?? null;
    return lo === null || hi === null ? null : { lo, hi };
  });
}
