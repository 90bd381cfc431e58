import type { PodRecord, UsageSeries } from '../../model/scaling.ts';
import type { PodLife } from '../../model/scaling-analysis.ts';
import type { ScalingContext } from './scaling-context.ts';

const MOST_PODS = 100;

/** The pods for the chart, and how many of them it leaves out. */
export interface PodLives {
  readonly pods: readonly PodLife[];
  readonly podsLeftOut: number;
}

/** Those that a decision brought first, then the others; among the kept in order of creation. */
export function podLivesOf({ timeline, podsOf }: ScalingContext): PodLives {
  const stepOf = new Map<PodRecord, number>();
  for (const [position, pods] of podsOf) for (const pod of pods) stepOf.set(pod, position + 1);
  const usageOf = new Map(timeline.usage.map((series) => [series.pod, series]));
  const ranked = timeline.pods
    .map((pod, place) => ({ pod, place, step: stepOf.get(pod) ?? null }))
    .sort((a, b) => Number(a.step === null) - Number(b.step === null) || a.place - b.place);
  const kept = ranked.slice(0, MOST_PODS).sort((a, b) => a.place - b.place);
  return {
    pods: kept.map(({ pod, step }) => podLife(pod, step, usageOf.get(pod.name) ?? null)),
    podsLeftOut: ranked.length - kept.length,
  };
}

function podLife(pod: PodRecord, step: number | null, usage: UsageSeries | null): PodLife {
  const { name, node, created, scheduled, started, ready, inEndpoints, deleted, phase, restarts, reason } =
    pod;
  return {
    name,
    node,
    step,
    created,
    scheduled,
    started,
    ready,
    inEndpoints,
    deleted,
    phase,
    restarts,
    reason,
    meanCpuCores: meanOf(usage?.cpuCores ?? []),
    meanMemoryBytes: meanOf(usage?.memoryBytes ?? []),
  };
}

function meanOf(values: readonly (number | null)[]): number | null {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (value === null) continue;
    sum += value;
    count += 1;
  }
  return count === 0 ? null : sum / count;
}
