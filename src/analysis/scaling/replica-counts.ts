import type { ScalingAnalysis, Surge } from '../../model/scaling-analysis.ts';
import { levelAt, peakLevel } from './levels.ts';
import { nextChangeMs, type ScalingContext } from './scaling-context.ts';

/** How many replicas there were at the ends of the record and at most. */
export function replicaCounts({ known, ready, timeline }: ScalingContext): ScalingAnalysis['replicas'] {
  const { decisions } = known;
  const desired = timeline.replicas.find(({ quantity }) => quantity === 'desired');
  const { fromMs, toMs } = timeline.observed;
  const atStart = decisions[0]?.from ?? desired?.levels[0]?.replicas ?? ready?.levels[0]?.replicas ?? null;
  const all = decisions.flatMap(({ from, to }) => [from, to]);
  return {
    atStart,
    peakDesired: all.length > 0 ? Math.max(...all) : (desired?.levels[0]?.replicas ?? null),
    peakReady: ready === null ? null : peakLevel(ready, fromMs, toMs),
    atEnd: ready?.levels.at(-1)?.replicas ?? decisions.at(-1)?.to ?? null,
  };
}

/** The most replicas that were ready in a surge beyond those that it ended with; the largest of all surges. */
export function overshootOf(context: ScalingContext, surges: readonly Surge[]): number | null {
  const { ready, timeline } = context;
  if (ready === null || surges.length === 0) return null;
  const each = surges.flatMap(({ loadChange, allReady }) => {
    const fromMs = loadChange?.latestMs ?? allReady?.earliestMs ?? timeline.observed.fromMs;
    const nextMs = loadChange === null ? Number.POSITIVE_INFINITY : nextChangeMs(context, loadChange);
    const toMs = Math.min(nextMs, timeline.observed.toMs);
    const peak = peakLevel(ready, fromMs, toMs);
    const settled = levelAt(ready, toMs);
    return peak === null || settled === null ? [] : [Math.max(0, peak - settled)];
  });
  return each.length === 0 ? null : Math.max(...each);
}
