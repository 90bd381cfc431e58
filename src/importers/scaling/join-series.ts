import type {
  Autoscaler,
  ReplicaLevel,
  ReplicaSeries,
  SignalSeries,
  UsageSeries,
} from '../../model/scaling.ts';
import { UNNAMED_METRIC } from './metric-text.ts';

/** At most one of each quantity and source: logs that follow each other become one, others are numbered. */
export function joinSeries(series: readonly ReplicaSeries[]): readonly ReplicaSeries[] {
  const joined: ReplicaSeries[] = [];
  for (const one of series) {
    const index = joined.findIndex(
      (other) => other.quantity === one.quantity && other.source === one.source && endsBefore(other, one),
    );
    const earlier = joined[index];
    if (earlier !== undefined) joined[index] = { ...earlier, levels: follow(earlier.levels, one.levels) };
    else joined.push({ ...one, source: freeName(one.source, (name) => isTaken(joined, one.quantity, name)) });
  }
  return joined;
}

function isTaken(joined: readonly ReplicaSeries[], quantity: string, source: string): boolean {
  return joined.some((other) => other.quantity === quantity && other.source === source);
}

function freeName(name: string, isUsed: (name: string) => boolean): string {
  let free = name;
  for (let copy = 2; isUsed(free); copy += 1) free = `${name} (${copy})`;
  return free;
}

function endsBefore(a: ReplicaSeries, b: ReplicaSeries): boolean {
  const endMs = a.levels.at(-1)?.lastSeenMs ?? Number.NEGATIVE_INFINITY;
  return endMs <= (b.levels[0]?.lastSeenMs ?? Number.NEGATIVE_INFINITY);
}

/** The levels of a log and of the one after it: what changed between them changed somewhere between. */
function follow(earlier: readonly ReplicaLevel[], later: readonly ReplicaLevel[]): readonly ReplicaLevel[] {
  const last = earlier.at(-1);
  const [first, ...others] = later;
  if (last === undefined || first === undefined) return [...earlier, ...later];
  if (last.replicas === first.replicas && last.isLowerBound === first.isLowerBound) {
    return [...earlier.slice(0, -1), { ...last, lastSeenMs: first.lastSeenMs }, ...others];
  }
  const began = { earliestMs: last.lastSeenMs, latestMs: first.lastSeenMs, basis: 'polled' } as const;
  return [...earlier, { ...first, began }, ...others];
}

/** Metrics without a name take the name of the only target with the same value. */
export function joinSignals(
  signals: readonly SignalSeries[],
  autoscaler: Autoscaler | null,
): readonly SignalSeries[] {
  const joined: SignalSeries[] = [];
  for (const signal of signals) {
    const metric = metricOf(signal, autoscaler);
    const isUsed = (name: string) => joined.some((other) => other.metric === metric && other.source === name);
    const index = joined.findIndex(
      (other) => other.metric === metric && other.source === signal.source && isBefore(other, signal),
    );
    const earlier = joined[index];
    if (earlier === undefined) joined.push({ ...signal, metric, source: freeName(signal.source, isUsed) });
    else joined[index] = concatenated(earlier, signal);
  }
  return joined;
}

function metricOf({ metric, targets }: SignalSeries, autoscaler: Autoscaler | null): string {
  if (!metric.startsWith(UNNAMED_METRIC) || autoscaler === null) return metric;
  const target = targets.findLast((value) => value !== null);
  const named = autoscaler.targets.filter(
    (other) => other.target === target && !other.metric.startsWith(UNNAMED_METRIC),
  );
  return named.length === 1 ? (named[0]?.metric ?? metric) : metric;
}

function isBefore(a: SignalSeries, b: SignalSeries): boolean {
  return (a.latestMs.at(-1) ?? 0) <= (b.latestMs[0] ?? 0);
}

function concatenated(a: SignalSeries, b: SignalSeries): SignalSeries {
  return {
    ...a,
    earliestMs: [...a.earliestMs, ...b.earliestMs],
    latestMs: [...a.latestMs, ...b.latestMs],
    values: [...a.values, ...b.values],
    targets: [...a.targets, ...b.targets],
  };
}

/** One series for each pod: of logs that cover the same time the one with more samples. */
export function joinUsage(usage: readonly UsageSeries[]): readonly UsageSeries[] {
  const byPod = new Map<string | null, UsageSeries>();
  for (const one of usage) {
    const known = byPod.get(one.pod);
    byPod.set(one.pod, known === undefined ? one : joinedUsage(known, one));
  }
  return [...byPod.values()];
}

function joinedUsage(a: UsageSeries, b: UsageSeries): UsageSeries {
  if ((a.atMs.at(-1) ?? 0) > (b.atMs[0] ?? 0)) return b.atMs.length > a.atMs.length ? b : a;
  return {
    pod: a.pod,
    atMs: [...a.atMs, ...b.atMs],
    cpuCores: [...a.cpuCores, ...b.cpuCores],
    memoryBytes: [...a.memoryBytes, ...b.memoryBytes],
  };
}
