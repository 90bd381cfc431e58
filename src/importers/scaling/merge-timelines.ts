import type { Autoscaler, PodRecord, RecordGap, ScalingTimeline } from '../../model/scaling.ts';
import { groupParts } from './group-parts.ts';
import { joinSeries, joinSignals, joinUsage } from './join-series.ts';
import { moreExact } from './occurrence.ts';
import { inOrderOfCreation } from './pod-builder.ts';
import type { ScalingPart } from './scaling-importer.ts';
import type { TimeZone } from './time-zone.ts';

/**
 * Joins what several files say of the same workloads: one timeline for each. Every source's counts stay, so that the most
 * exact can be taken; pods are joined by name, with the most exact statement about each phase. Parts that name no workload
 * belong to the only one that is named. Parts without any time give their settings.
 */
export function mergeTimelines(parts: readonly ScalingPart[], zone: TimeZone): readonly ScalingTimeline[] {
  return groupParts(parts).flatMap((group) => {
    const timeline = joinParts(group, zone);
    return timeline === null ? [] : [timeline];
  });
}

function joinParts(parts: readonly ScalingPart[], zone: TimeZone): ScalingTimeline | null {
  const dated = parts.filter(({ observed }) => observed !== null);
  const inOrder = [...dated].sort((a, b) => (a.observed?.fromMs ?? 0) - (b.observed?.fromMs ?? 0));
  const [first] = inOrder;
  if (first === undefined) return null;
  const autoscaler = joinAutoscalers(parts);
  const request = (key: 'cpuCores' | 'memoryBytes') =>
    parts.find(({ podRequests }) => podRequests[key] !== null)?.podRequests[key] ?? null;
  return {
    workload: parts.find(({ workload }) => workload !== null)?.workload ?? 'unknown',
    kind: parts.find(({ kind }) => kind !== 'unknown')?.kind ?? 'unknown',
    namespace: parts.find(({ namespace }) => namespace !== null)?.namespace ?? null,
    observed: spanOf(inOrder),
    gaps: joinGaps(inOrder),
    replicas: joinSeries(inOrder.flatMap(({ replicas }) => replicas)),
    autoscaler,
    signals: joinSignals(
      inOrder.flatMap(({ signals }) => signals),
      autoscaler,
    ),
    conditions: distinct(
      inOrder.flatMap(({ conditions }) => conditions),
      ({ at, type, status, reason, message }) => [secondOf(at.earliestMs), type, status, reason, message],
    ).sort((a, b) => a.at.earliestMs - b.at.earliestMs),
    pods: joinPods(inOrder),
    usage: joinUsage(inOrder.flatMap(({ usage }) => usage)),
    podRequests: { cpuCores: request('cpuCores'), memoryBytes: request('memoryBytes') },
    events: distinct(
      [...inOrder.flatMap(({ events }) => events)].sort((a, b) => b.count - a.count),
      ({ firstAt, reason, object, message }) => [
        secondOf(firstAt.earliestMs),
        reason,
        object.kind.toLowerCase(),
        object.name,
        message,
      ],
    ).sort((a, b) => a.at.earliestMs - b.at.earliestMs),
    reachability: inOrder
      .flatMap(({ reachability }) => reachability)
      .sort((a, b) => a.at.earliestMs - b.at.earliestMs),
    clock: clockOf(parts, zone),
    sources: [...new Set(parts.flatMap(({ sources }) => sources))],
  };
}

/** Measured only where every part's was. */
function clockOf(parts: readonly ScalingPart[], zone: TimeZone): ScalingTimeline['clock'] {
  const [first] = parts;
  const isMeasured = first?.clock !== undefined && parts.every(({ clock }) => clock !== undefined);
  return {
    shiftMs: 0,
    uncertaintyMs: null,
    basis: 'same-clock',
    timezone: parts.some(({ usesZone }) => usesZone) ? zone.name : null,
    isTimezoneStated: zone.isStated,
    explanation: 'Times are as the log has them.',
    ...(isMeasured ? first.clock : {}),
  };
}

function spanOf(parts: readonly ScalingPart[]): ScalingTimeline['observed'] {
  const spans = parts.flatMap(({ observed }) => (observed === null ? [] : [observed]));
  return {
    fromMs: Math.min(...spans.map(({ fromMs }) => fromMs)),
    toMs: Math.max(...spans.map(({ toMs }) => toMs)),
  };
}

/** Gaps that no other source bridges, and stretches between the sources. */
function joinGaps(parts: readonly ScalingPart[]): readonly RecordGap[] {
  const counting = parts.filter(({ replicas }) => replicas.length > 0);
  const gaps = parts.flatMap((part) =>
    part.gaps.filter((gap) => !counting.some((other) => other !== part && isWatching(other, gap))),
  );
  let watchedUntilMs = Number.NaN;
  for (const { observed } of parts) {
    if (observed === null) continue;
    if (observed.fromMs > watchedUntilMs) {
      gaps.push({ fromMs: watchedUntilMs, toMs: observed.fromMs, reason: 'no log covers it' });
    }
    watchedUntilMs = Number.isNaN(watchedUntilMs) ? observed.toMs : Math.max(watchedUntilMs, observed.toMs);
  }
  return gaps.sort((a, b) => a.fromMs - b.fromMs);
}

function isWatching({ observed, gaps }: ScalingPart, { fromMs, toMs }: RecordGap): boolean {
  if (observed === null || observed.fromMs > fromMs || observed.toMs < toMs) return false;
  return !gaps.some((gap) => gap.fromMs < toMs && gap.toMs > fromMs);
}

function joinAutoscalers(parts: readonly ScalingPart[]): Autoscaler | null {
  const known = parts.flatMap(({ autoscaler }) => (autoscaler === null ? [] : [autoscaler]));
  const [first] = known;
  if (first === undefined) return null;
  // A legacy log knows neither the autoscaler's name nor, always, all of its metrics.
  const byDetail = [...known].sort((a, b) => detailOf(b) - detailOf(a));
  return {
    name: known.find(({ name }) => name !== '')?.name ?? '',
    minReplicas: known.findLast(({ minReplicas }) => minReplicas !== null)?.minReplicas ?? null,
    maxReplicas: known.findLast(({ maxReplicas }) => maxReplicas !== null)?.maxReplicas ?? null,
    targets: byDetail[0]?.targets ?? [],
    behavior: known.findLast(({ behavior }) => behavior !== null)?.behavior ?? null,
  };
}

function detailOf({ name, targets, behavior }: Autoscaler): number {
  return (name === '' ? 0 : 1) + targets.length * 2 + (behavior === null ? 0 : 4);
}

function joinPods(parts: readonly ScalingPart[]): readonly PodRecord[] {
  const withPods = parts.filter(({ pods }) => pods.length > 0);
  const byName = new Map<string, PodRecord>();
  for (const [index, { pods }] of withPods.entries()) {
    for (const pod of pods) {
      const known = byName.get(pod.name);
      // Only the log that begins first can say what was there before.
      if (known === undefined) byName.set(pod.name, index === 0 ? pod : { ...pod, wasThere: false });
      else byName.set(pod.name, joinPod(known, pod));
    }
  }
  return inOrderOfCreation([...byName.values()]);
}

function joinPod(a: PodRecord, b: PodRecord): PodRecord {
  const [older, newer] = a.lastSeenMs <= b.lastSeenMs ? [a, b] : [b, a];
  const phase = (
    key: 'created' | 'scheduled' | 'started' | 'ready' | 'inEndpoints' | 'deleted' | 'gone',
  ) => ({
    [key]: moreExact(a[key], b[key]),
  });
  return {
    ...newer,
    ...phase('created'),
    ...phase('scheduled'),
    ...phase('started'),
    ...phase('ready'),
    ...phase('inEndpoints'),
    ...phase('deleted'),
    ...phase('gone'),
    node: newer.node ?? older.node,
    phase: newer.phase === '' ? older.phase : newer.phase,
    wasThere: a.wasThere,
    restarts: Math.max(a.restarts, b.restarts),
    reason: newer.reason ?? older.reason,
  };
}

function secondOf(instantMs: number): number {
  return Math.floor(instantMs / 1000);
}

/** The first of all that are alike. */
function distinct<T>(values: readonly T[], keyOf: (value: T) => readonly unknown[]): T[] {
  const byKey = new Map<string, T>();
  for (const value of values) {
    const key = JSON.stringify(keyOf(value));
    if (!byKey.has(key)) byKey.set(key, value);
  }
  return [...byKey.values()];
}
