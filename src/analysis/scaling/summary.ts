import { durationRangeWords } from '../../model/duration-words.ts';
import type { ScalingAnalysis, Surge } from '../../model/scaling-analysis.ts';
import { timeToScale } from '../../model/time-to-scale.ts';
import { inWords } from './number-words.ts';
import type { ScalingContext } from './scaling-context.ts';

type Told = Pick<
  ScalingAnalysis,
  'outcome' | 'surges' | 'steps' | 'replicas' | 'isStepCountLowerBound' | 'stuckPods' | 'saturation'
>;

/** One sentence for the top of the report, without a full stop. */
export function summaryOf(told: Told, context: ScalingContext): string {
  const parts = told.surges.length > 0 ? scaledParts(told) : [unscaled(told, context)];
  const { saturation } = told;
  if (saturation !== null)
    parts.push(
      `at its maximum of ${saturation.maxReplicas} for ${durationRangeWords(saturation.duration)}, and needed more`,
    );
  return parts.join('; ');
}

function scaledParts(told: Told): string[] {
  const { surges, steps, isStepCountLowerBound } = told;
  const ups = steps.filter(({ direction }) => direction === 'up');
  const from = surges[0]?.fromReplicas ?? 0;
  const to = surges.reduce((most, { toReplicas }) => Math.max(most, toReplicas), 0);
  const least = isStepCountLowerBound ? 'at least ' : '';
  const count = `${least}${inWords(ups.length)} ${ups.length === 1 && !isStepCountLowerBound ? 'step' : 'steps'}`;
  const over = surges.length > 1 ? ` over ${inWords(surges.length)} surges` : '';
  const reached = readyWords(told, to);
  return [`Scaled ${from} → ${to} in ${count}${over}${reached}`, ...timeWords(surges), ...slowWords(surges)];
}

function readyWords({ outcome, surges, replicas, stuckPods }: Told, to: number): string {
  if (outcome !== 'incomplete')
    return surges.every((surge) => surge.outcome === 'not-recorded')
      ? '; when they were ready is not recorded'
      : '';
  const ready =
    replicas.peakReady === null ? 'not all became ready' : `only ${replicas.peakReady} of ${to} became ready`;
  const [first] = stuckPods;
  const why = first?.reason?.split(':')[0];
  return `, but ${ready}${why === undefined ? '' : ` (${why})`}`;
}

function timeWords(surges: readonly Surge[]): string[] {
  const slowest = timeToScale({ surges });
  const which = surges.length > 1 ? 'at the slowest ' : '';
  if (slowest !== null) return [`${which}${durationRangeWords(slowest)} from load step to ready`];
  const decided = timeToScale({
    surges: surges.map((surge) => ({ ...surge, timeToScale: surge.firstDecisionToReady })),
  });
  return decided === null ? [] : [`${which}${durationRangeWords(decided)} from the first decision to ready`];
}

function slowWords(surges: readonly Surge[]): string[] {
  const slow = surges.flatMap((surge) => surge.slow ?? []);
  const [longest] = [...slow].sort((a, b) => b.durationMs.leastMs - a.durationMs.leastMs);
  if (longest === undefined) return [];
  const { limitMs } = longest;
  const limit =
    limitMs >= 1000 ? `${Number((limitMs / 1000).toPrecision(3))} s` : `${Math.round(limitMs)} ms`;
  return [`p95 over ${limit} for ${durationRangeWords(longest.durationMs)}`];
}

function unscaled({ outcome, replicas }: Told, { readings }: ScalingContext): string {
  const count = replicas.atStart ?? replicas.peakReady;
  const stayed =
    count === null ? 'Nothing was scaled' : `Stayed at ${count} ${count === 1 ? 'replica' : 'replicas'}`;
  switch (outcome) {
    case 'no-reaction':
      return `${stayed} though the metric passed its target`;
    case 'not-needed':
      return `${stayed}: the metric never passed its target`;
    default:
      if (count === null) return 'The record does not tell whether anything was scaled';
      if (readings.length === 0) return `${stayed}; whether more were needed is not recorded`;
      return readings.every(({ value }) => value === null)
        ? `${stayed}; the autoscaler had no metric to act on`
        : `${stayed}; whether more were needed cannot be told`;
  }
}
