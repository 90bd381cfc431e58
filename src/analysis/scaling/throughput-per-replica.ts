import type { Phases } from '../../model/analysis.ts';
import type { Run } from '../../model/run.ts';
import type { ReplicaSeries } from '../../model/scaling.ts';
import type { ThroughputPerReplica } from '../../model/scaling-analysis.ts';
import { totalsOf, windowsWithin } from '../window-selection.ts';
import { middleMs } from './interval.ts';

/** Successful requests per second in the steady state for each of the replicas that were ready in it, in the mean over time. */
export function throughputPerReplica(
  run: Run,
  { steadyStartMs, steadyEndMs, method }: Phases,
  ready: ReplicaSeries | null,
): ThroughputPerReplica | null {
  const windows = run.total?.windows ?? null;
  if (windows === null || ready === null || steadyStartMs === null || steadyEndMs === null) return null;
  if (method === 'whole-run' || method === 'none') return null;
  const readyReplicas = meanLevel(ready, steadyStartMs, steadyEndMs);
  const { requests, failures, durationMs } = totalsOf(
    windowsWithin(windows, run.source, steadyStartMs, steadyEndMs),
  );
  if (readyReplicas === null || readyReplicas === 0 || durationMs === 0) return null;
  return { perS: ((requests - failures) * 1000) / durationMs / readyReplicas, readyReplicas };
}

/** Weighted by time; null where the record does not cover the period. */
function meanLevel({ levels }: ReplicaSeries, fromMs: number, toMs: number): number | null {
  const [first] = levels;
  const startMs = first?.began?.latestMs ?? Number.NEGATIVE_INFINITY;
  if (first === undefined || startMs > fromMs || (levels.at(-1)?.lastSeenMs ?? 0) < toMs - 30_000)
    return null;
  let area = 0;
  levels.forEach(({ began, replicas }, i) => {
    const next = levels[i + 1]?.began ?? null;
    const from = Math.max(fromMs, began === null ? fromMs : middleMs(began));
    const to = Math.min(toMs, next === null ? toMs : middleMs(next));
    if (to > from) area += replicas * (to - from);
  });
  return area / (toMs - fromMs);
}
