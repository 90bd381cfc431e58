import { isWithinTolerance, type Reading, usageRatio } from './signals.ts';

/** What one look at all metrics asks for. */
export interface Recommendation {
  readonly replicas: number;
  /** The metric that asks for most. */
  readonly by: Reading;
  /** When the newest of the readings was read at the latest, Unix epoch ms. */
  readonly atMs: number;
}

/**
 * The replicas that a metric asks for: ceil(ready × value / target), or as many as there are where the metric is within the
 * tolerance of its target. Pods that are not ready count as using nothing when more are needed, which comes to the same
 * (kubernetes `replica_calculator.go`; docs/scaling.md, "Why it decided so").
 */
function askedFor(reading: Reading, ready: number, current: number): number | null {
  const ratio = usageRatio(reading);
  if (ratio === null || ready <= 0) return null;
  if (isWithinTolerance(ratio)) return current;
  // 4 × 70 / 70 must not become 4.000…1.
  return Math.ceil(ready * ratio - 1e-9);
}

/** The metric that asks for most among the newest readings of each; null where none is known. */
export function recommendation(
  newest: ReadonlyMap<string, Reading>,
  ready: number,
  current: number,
): Recommendation | null {
  let best: Recommendation | null = null;
  for (const by of newest.values()) {
    const replicas = askedFor(by, ready, current);
    if (replicas === null || (best !== null && replicas <= best.replicas)) continue;
    best = { replicas, by, atMs: by.at.latestMs };
  }
  return best;
}
