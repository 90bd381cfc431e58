import type { ComparisonReason, ComparisonSettings, Effect, MetricComparison } from '../model/comparison.ts';
import { isWorseUpwards } from '../model/comparison-words.ts';
import { type Decision, decide } from '../stats/decision.ts';
import { holm } from '../stats/holm.ts';
import type { Comparability } from './comparability.ts';
import { explanationOf } from './explanations.ts';
import type { MeasuredEffect, Measurement } from './measurement.ts';

/** A row before the number of tests is allowed for. */
export interface DraftRow extends Pick<MetricComparison, 'endpoint' | 'renamedFrom' | 'metric' | 'role'> {
  readonly measurement: Measurement;
  readonly isClosedLoad: boolean;
  /** The runs define the metric differently. */
  readonly definitionsDiffer: boolean;
}

type Conclusion = Pick<
  MetricComparison,
  'outcome' | 'reason' | 'gates' | 'confirmed' | 'belowThreshold' | 'differs'
>;

/** Decides all rows, the tests of each role adjusted for their number. */
export function finishRows(
  drafts: readonly DraftRow[],
  settings: ComparisonSettings,
  comparability: Comparability,
): readonly MetricComparison[] {
  const adjusted = new Map<DraftRow, number>();
  for (const role of ['primary', 'exploratory'] as const) {
    const tested = drafts.filter((row) => row.role === role && isTested(row));
    const pValues = holm(tested.map(({ measurement }) => measurement.effect?.p ?? 1));
    tested.forEach((row, i) => {
      adjusted.set(row, pValues[i] ?? 1);
    });
  }
  return drafts.map((row) => finish(row, adjusted.get(row) ?? null, settings, comparability));
}

function isTested(row: DraftRow): boolean {
  return row.measurement.effect?.intervals != null && unjudged(row) === null;
}

/** Why the metric says nothing by itself. N = X (R + Z): with as many users, throughput follows from response times. */
function unjudged({ metric, isClosedLoad }: DraftRow): ComparisonReason | null {
  if (metric === 'throughput' && isClosedLoad) return 'follows-from-response-times';
  return metric === 'answer-tokens-mean' ? 'no-quality' : null;
}

function finish(
  row: DraftRow,
  adjustedP: number | null,
  settings: ComparisonSettings,
  comparability: Comparability,
): MetricComparison {
  const { endpoint, renamedFrom, metric, role, measurement } = row;
  const { scale, baseline, candidate } = measurement;
  const finished = {
    endpoint,
    renamedFrom,
    metric,
    role,
    baseline,
    candidate,
    scale,
    effect: effectOf(row, adjustedP),
    ...conclude(row, adjustedP, settings, comparability),
    noise: measurement.effect?.noise ?? null,
    needed: measurement.effect?.needed ?? null,
  };
  return { ...finished, explanation: explanationOf(finished, settings) };
}

function conclude(
  row: DraftRow,
  adjustedP: number | null,
  { alpha }: ComparisonSettings,
  { gates: shared, latencyDiffers }: Comparability,
): Conclusion {
  const { effect, gates: own, isSummary } = row.measurement;
  const gates = [...shared, ...own];
  const open = (outcome: 'not-judged' | 'not-enough-evidence', reason: ComparisonReason): Conclusion => ({
    outcome,
    reason,
    gates,
    confirmed: false,
    belowThreshold: false,
    differs: false,
  });
  if (effect === null) return open('not-enough-evidence', 'no-value');
  const notJudged = unjudged(row);
  if (notJudged !== null) return open('not-judged', notJudged);
  if (row.definitionsDiffer || (latencyDiffers && row.metric.startsWith('latency'))) {
    return open('not-enough-evidence', 'definitions-differ');
  }
  const [firstShared] = shared;
  if (effect.intervals === null || adjustedP === null) {
    const isCoarse = gates.includes('below-source-resolution');
    const ofSummary = isCoarse ? 'below-source-resolution' : 'summary-only';
    return open('not-enough-evidence', firstShared ?? (isSummary ? ofSummary : (gates[0] ?? 'summary-only')));
  }
  const oriented = isWorseUpwards(row) ? effect : turned(effect);
  const { interval, equivalenceInterval } = oriented.intervals ?? effect.intervals;
  const { estimate, thresholds } = oriented;
  const decision: Decision = decide({
    effect: estimate,
    interval,
    equivalenceInterval,
    adjustedP,
    thresholds,
    alpha,
    gates,
  });
  const { outcome, reason, confirmed, belowThreshold, differs } = decision;
  return { outcome, reason, gates: decision.gates, confirmed, belowThreshold, differs };
}

/** The effect with its sign turned, so that above 0 is worse where more is better. */
function turned(effect: MeasuredEffect): MeasuredEffect {
  const turn = ({ lo, hi }: { lo: number; hi: number }) => ({ lo: 0 - hi, hi: 0 - lo });
  return {
    ...effect,
    estimate: 0 - effect.estimate,
    intervals:
      effect.intervals === null
        ? null
        : {
            interval: turn(effect.intervals.interval),
            equivalenceInterval: turn(effect.intervals.equivalenceInterval),
          },
  };
}

/** On the scale of the row: the logarithm of a ratio becomes a change. */
function effectOf(row: DraftRow, adjustedP: number | null): Effect | null {
  const { effect, scale } = row.measurement;
  if (effect === null) return null;
  const change = (value: number) => (scale === 'ratio' ? Math.expm1(value) : value);
  const changes = (interval: { lo: number; hi: number } | undefined) =>
    interval === undefined ? null : { lo: change(interval.lo), hi: change(interval.hi) };
  const { worse, better } = effect.thresholds;
  return {
    value: change(effect.estimate),
    interval: changes(effect.intervals?.interval),
    equivalenceInterval: changes(effect.intervals?.equivalenceInterval),
    p: effect.p,
    adjustedP,
    degreesOfFreedom: effect.degreesOfFreedom,
    band: isWorseUpwards(row)
      ? { lo: change(-better), hi: change(worse) }
      : { lo: change(-worse), hi: change(better) },
    minimumDetectable: effect.minimumDetectable === null ? null : change(effect.minimumDetectable),
    basis: effect.basis,
  };
}
