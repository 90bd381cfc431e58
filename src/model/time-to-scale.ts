import type { DurationRange, ScalingAnalysis } from './scaling-analysis.ts';

/**
 * The time-to-scale of a record: from the change of the load to all replicas asked for being ready, of the slowest surge. At
 * least as long as the slowest is for certain, at most as long as the slowest may have been. Null where no surge has one: nothing
 * was scaled up, or no change of the load or no readiness is known.
 */
export function timeToScale({ surges }: Pick<ScalingAnalysis, 'surges'>): DurationRange | null {
  let slowest: DurationRange | null = null;
  for (const { timeToScale: own } of surges) {
    if (own === null) continue;
    slowest = slowest === null ? own : slower(slowest, own);
  }
  return slowest;
}

function slower(a: DurationRange, b: DurationRange): DurationRange {
  return {
    leastMs: Math.max(a.leastMs, b.leastMs),
    mostMs: a.mostMs === null || b.mostMs === null ? null : Math.max(a.mostMs, b.mostMs),
  };
}
