import { type DecisionOutcome, decide, relativeThresholds } from '../stats/decision.ts';
import type { MetricComparison } from './comparison.ts';
import { isWorseUpwards } from './comparison-words.ts';

/**
 * What a row comes to at another threshold than that of its comparison, by the same rule (statistics.md, section 3.7).
 *
 * @param threshold 0.05 is 5 %, or, where the row is a difference of shares, 5 percentage points.
 */
export function outcomeAt(
  { effect, scale, metric, gates, outcome }: MetricComparison,
  threshold: number,
  alpha: number,
): DecisionOutcome {
  if (effect === null || effect.interval === null || effect.equivalenceInterval === null)
    return 'not-enough-evidence';
  if (effect.adjustedP === null || outcome === 'not-judged') return 'not-enough-evidence';
  const onScale = (change: number) => (scale === 'ratio' ? Math.log1p(change) : change);
  const sign = isWorseUpwards({ metric }) ? 1 : -1;
  const turned = ({ lo, hi }: { lo: number; hi: number }) => {
    const ends = [sign * onScale(lo), sign * onScale(hi)];
    return { lo: Math.min(...ends), hi: Math.max(...ends) };
  };
  return decide({
    effect: sign * onScale(effect.value),
    interval: turned(effect.interval),
    equivalenceInterval: turned(effect.equivalenceInterval),
    adjustedP: effect.adjustedP,
    thresholds: scale === 'ratio' ? relativeThresholds(threshold) : { worse: threshold, better: threshold },
    alpha,
    gates,
  }).outcome;
}
