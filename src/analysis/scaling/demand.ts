import type { Elasticity } from '../../model/scaling-analysis.ts';
import { elasticity, type StepPoint } from '../../stats/elasticity.ts';
import { middleMs } from './interval.ts';
import { recommendation } from './recommendation.ts';
import type { ScalingContext } from './scaling-context.ts';
import type { Reading } from './signals.ts';

/** The instability depends on it, so it is stated beside. */
const GRID_S = 10;
const MINUTE_MS = 60_000;

/** The metrics, or why there are none. */
export type ElasticityOrReason =
  | { readonly elasticity: Elasticity; readonly reason: null }
  | { readonly elasticity: null; readonly reason: string };

/**
 * Elasticity with the demand that follows from the autoscaler's target: at each reading ceil(ready × metric / target) of the
 * metric that asks for most, ready replicas where all are within tolerance, within minimum and maximum. Supply is what
 * the service sends traffic to, or what is ready. An instant known as a range counts with its middle.
 */
export function elasticityOf(context: ScalingContext): ElasticityOrReason {
  const supply = supplyOf(context);
  if (supply.length === 0) return noElasticity('how many replicas were ready is not in the record');
  if (context.readings.length === 0)
    return noElasticity(
      "the autoscaler's metrics are not in the record, so nothing tells how many replicas were needed",
    );
  const demand = demandByTarget(context, supply);
  const [first] = demand;
  if (first === undefined)
    return noElasticity(
      'the autoscaler never knew its metrics, so nothing tells how many replicas were needed',
    );
  const fromMs = Math.max(first.at, supply[0]?.at ?? first.at);
  const { toMs } = context.timeline.observed;
  if (toMs - fromMs < MINUTE_MS)
    return noElasticity('demand and supply are known together for less than a minute');
  const { jitter, instability, ...shares } = elasticity(
    demand,
    supply,
    { from: fromMs, to: toMs },
    GRID_S * 1000,
  );
  return {
    elasticity: {
      fromMs,
      toMs,
      demandBasis: 'by-target',
      ...shares,
      jitterPerMin: jitter * MINUTE_MS,
      instability: { share: instability, gridS: GRID_S },
    },
    reason: null,
  };
}

function noElasticity(reason: string): ElasticityOrReason {
  return { elasticity: null, reason };
}

function supplyOf({ inEndpoints, ready, timeline }: ScalingContext): readonly StepPoint[] {
  const isWhole = inEndpoints?.levels.every(({ isLowerBound }) => !isLowerBound) ?? false;
  const levels = (isWhole ? inEndpoints : ready)?.levels ?? [];
  return levels.map(({ began, replicas }) => ({
    at: began === null ? timeline.observed.fromMs : middleMs(began),
    value: replicas,
  }));
}

function demandByTarget(
  { readings, timeline: { autoscaler }, known }: ScalingContext,
  supply: readonly StepPoint[],
): readonly StepPoint[] {
  const least = autoscaler?.minReplicas ?? 1;
  const most = autoscaler?.maxReplicas ?? Number.POSITIVE_INFINITY;
  const newest = new Map<string, Reading>();
  const demand: StepPoint[] = [];
  let next = 0;
  readings.forEach((reading, i) => {
    newest.set(reading.metric, reading);
    if (readings[i + 1]?.at.latestMs === reading.at.latestMs) return;
    const at = middleMs(reading.at);
    while (next < supply.length && (supply[next]?.at ?? 0) <= at) next += 1;
    const ready = supply[next - 1]?.value ?? known.decisions[0]?.from ?? 0;
    const asked = recommendation(newest, ready, ready)?.replicas ?? null;
    if (asked === null) return;
    const value = Math.min(most, Math.max(least, asked));
    if (demand.at(-1)?.value !== value) demand.push({ at: Math.max(at, demand.at(-1)?.at ?? at), value });
  });
  return demand;
}
