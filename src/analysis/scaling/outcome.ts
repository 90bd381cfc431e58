import type { ScaleStep, ScalingAnalysis, Surge } from '../../model/scaling-analysis.ts';
import { firstOver } from './metric-over-target.ts';
import type { ScalingContext } from './scaling-context.ts';

/** Two looks of the autoscaler: what passed its target later than this before the end could not be acted on. */
const REACTION_MS = 30_000;

/** Whether it scaled, and if not, whether it should have. */
export function outcomeOfRecord(
  context: ScalingContext,
  surges: readonly Surge[],
  steps: readonly ScaleStep[],
): ScalingAnalysis['outcome'] {
  if (context.known.knownFrom === 'none') return 'unknown';
  if (surges.length > 0) return outcomeOfSurges(surges, steps);
  const { fromMs, toMs } = period(context);
  const known = context.readings.filter(
    ({ value, at }) => value !== null && at.latestMs >= fromMs && at.earliestMs <= toMs,
  );
  if (known.length === 0) return 'unknown';
  if (firstOver(known, fromMs, toMs - REACTION_MS) !== null) return 'no-reaction';
  const isBlind = context.readings.some(
    ({ value, at }) => value === null && at.latestMs >= fromMs && at.earliestMs <= toMs,
  );
  return isBlind || firstOver(known, fromMs, toMs) !== null ? 'unknown' : 'not-needed';
}

function outcomeOfSurges(surges: readonly Surge[], steps: readonly ScaleStep[]): ScalingAnalysis['outcome'] {
  const ups = steps.filter(({ direction }) => direction === 'up');
  const isNever = surges.some(({ outcome }) => outcome === 'never');
  if (
    isNever &&
    ups.some(({ phases }) => phases.some(({ phase, outcome }) => phase === 'ready' && outcome === 'never'))
  )
    return 'incomplete';
  return surges.every(({ outcome }) => outcome === 'ready') ? 'scaled' : 'unknown';
}

/** The load test as far as the record covers it. */
function period({ course, timeline }: ScalingContext): { readonly fromMs: number; readonly toMs: number } {
  const { fromMs, toMs } = timeline.observed;
  return {
    fromMs: Math.max(fromMs, course?.changes[0]?.at.earliestMs ?? fromMs),
    toMs: Math.min(toMs, course?.end?.latestMs ?? toMs),
  };
}
