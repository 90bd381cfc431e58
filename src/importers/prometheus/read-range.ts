import type { AutoscalerTarget, InstantRange, Occurrence, PodRecord } from '../../model/scaling.ts';
import { LevelBuilder } from '../scaling/level-builder.ts';
import { occur, PodsBuilder } from '../scaling/pod-builder.ts';
import { emptyPart, type ScalingPart } from '../scaling/scaling-importer.ts';
import { SignalBuilder } from '../scaling/signal-builder.ts';
import type { PrometheusSeries } from './range-document.ts';
import {
  AUTOSCALER_INFO,
  COUNTED,
  LIMITS,
  POD_TIMES,
  READY_CONDITION,
  SPEC_TARGET,
  STATUS_TARGET,
} from './state-metrics.ts';

const SOURCE = 'kube-state-metrics';

/**
 * What a range query over kube-state-metrics says, one part per workload. A sample at t is of a scrape in (t − scrapeMs, t].
 */
export function partsOf(series: readonly PrometheusSeries[], scrapeMs: number): readonly ScalingPart[] {
  const workloads = workloadsIn(series);
  const parts = workloads.map((workload) => {
    const isOnly = workloads.length === 1;
    return partOf(
      series.filter((one) => isOf(one, workload, isOnly, series)),
      workload,
      scrapeMs,
    );
  });
  return parts.filter(({ observed }) => observed !== null);
}

interface Workload {
  readonly kind: string;
  readonly name: string | null;
  readonly namespace: string | null;
}

/** Those whose replicas are counted; where only an autoscaler is, what it scales if that is told. */
function workloadsIn(series: readonly PrometheusSeries[]): readonly Workload[] {
  const found = new Map<string, Workload>();
  const add = (workload: Workload) =>
    found.set(`${workload.namespace ?? ''}/${workload.kind}/${workload.name ?? ''}`, workload);
  for (const one of series) {
    const counted = COUNTED.get(one.name);
    const name = counted === undefined ? undefined : one.labels.get(counted.named);
    if (counted === undefined || name === undefined || counted.kind === 'HorizontalPodAutoscaler') continue;
    add({ kind: counted.kind, name, namespace: namespaceOf(one) });
  }
  if (found.size > 0) return [...found.values()];
  for (const one of series) {
    const autoscaler = autoscalerOf(one);
    if (autoscaler === null) continue;
    const target = targetOf(autoscaler, namespaceOf(one), series);
    add(target ?? { kind: 'unknown', name: null, namespace: namespaceOf(one) });
  }
  return [...found.values()];
}

function namespaceOf({ labels }: PrometheusSeries): string | null {
  // A scrape that does not keep the labels of the metric has its own of that name.
  return labels.get('exported_namespace') ?? labels.get('namespace') ?? null;
}

/** The name of the autoscaler that a series is of. */
function autoscalerOf({ name, labels }: PrometheusSeries): string | null {
  if (!/^kube_(?:horizontalpodautoscaler|hpa)_/.test(name)) return null;
  return labels.get('horizontalpodautoscaler') ?? labels.get('hpa') ?? null;
}

function targetOf(
  autoscaler: string,
  namespace: string | null,
  series: readonly PrometheusSeries[],
): Workload | null {
  const info = series.find(
    (one) =>
      one.name === AUTOSCALER_INFO && autoscalerOf(one) === autoscaler && namespaceOf(one) === namespace,
  );
  const name = info?.labels.get('scaletargetref_name');
  return name === undefined
    ? null
    : { kind: info?.labels.get('scaletargetref_kind') ?? 'unknown', name, namespace };
}

function isOf(
  one: PrometheusSeries,
  workload: Workload,
  isOnly: boolean,
  all: readonly PrometheusSeries[],
): boolean {
  if (namespaceOf(one) !== workload.namespace) return false;
  const counted = COUNTED.get(one.name);
  if (counted !== undefined && counted.kind === workload.kind) {
    return one.labels.get(counted.named) === workload.name;
  }
  const autoscaler = autoscalerOf(one);
  if (autoscaler !== null) {
    const target = targetOf(autoscaler, namespaceOf(one), all);
    return target === null ? isOnly : target.name === workload.name;
  }
  const pod = one.labels.get('pod');
  return pod !== undefined && (workload.name === null || pod.startsWith(`${workload.name}-`));
}

function partOf(series: readonly PrometheusSeries[], workload: Workload, scrapeMs: number): ScalingPart {
  const read = (atMs: number): InstantRange => ({ earliestMs: atMs - scrapeMs, latestMs: atMs });
  const times = series.flatMap(({ samples }) => [samples[0]?.atMs, samples.at(-1)?.atMs]);
  const known = times.filter((atMs) => atMs !== undefined);
  return {
    ...emptyPart(SOURCE),
    workload: workload.name,
    kind: workload.kind,
    namespace: workload.namespace,
    observed: known.length === 0 ? null : { fromMs: Math.min(...known) - scrapeMs, toMs: Math.max(...known) },
    replicas: series.flatMap((one) => replicasOf(one, read)),
    autoscaler: settingsOf(series),
    signals: signalsOf(series, read),
    pods: podsOf(series, read),
  };
}

function replicasOf(one: PrometheusSeries, read: (atMs: number) => InstantRange) {
  const counted = COUNTED.get(one.name);
  if (counted === undefined) return [];
  const levels = new LevelBuilder();
  for (const { atMs, value } of one.samples) {
    if (Number.isSafeInteger(value) && value >= 0) levels.polled(read(atMs), value);
  }
  return levels.series(counted.quantity, `${counted.kind} (${SOURCE})`);
}

function settingsOf(series: readonly PrometheusSeries[]): ScalingPart['autoscaler'] {
  const name = series.map(autoscalerOf).find((found) => found !== null);
  if (name === undefined) return null;
  const limit = (which: 'min' | 'max') => {
    const one = series.find((candidate) => LIMITS.get(candidate.name)?.limit === which);
    return one?.samples.findLast(({ value }) => Number.isSafeInteger(value))?.value ?? null;
  };
  return {
    name,
    minReplicas: limit('min'),
    maxReplicas: limit('max'),
    targets: series
      .filter((one) => SPEC_TARGET.test(one.name))
      .map(metricTargetOf)
      .filter((target) => target !== null),
    behavior: null,
  };
}

const KINDS: ReadonlyMap<string, AutoscalerTarget['kind']> = new Map([
  ['utilization', 'utilization'],
  ['average', 'average'],
  ['value', 'value'],
]);

function metricTargetOf({ labels, samples }: PrometheusSeries): AutoscalerTarget | null {
  const metric = labels.get('metric_name');
  const kind = KINDS.get(labels.get('metric_target_type') ?? '');
  const target = samples.findLast(({ value }) => Number.isFinite(value))?.value;
  return metric === undefined || kind === undefined || target === undefined
    ? null
    : { metric, kind, target, unit: unitOf(metric, kind) };
}

function unitOf(metric: string, kind: AutoscalerTarget['kind']): AutoscalerTarget['unit'] {
  if (kind === 'utilization') return 'percent';
  return metric === 'cpu' ? 'cores' : metric === 'memory' ? 'bytes' : 'metric';
}

function signalsOf(series: readonly PrometheusSeries[], read: (atMs: number) => InstantRange) {
  const targets = series.filter((one) => SPEC_TARGET.test(one.name)).map(metricTargetOf);
  return series.flatMap((one) => {
    if (!STATUS_TARGET.test(one.name)) return [];
    const described = metricTargetOf(one);
    if (described === null) return [];
    const target = targets.find(
      (found) => found?.metric === described.metric && found.kind === described.kind,
    );
    const signal = new SignalBuilder(described.metric, described.unit);
    for (const { atMs, value } of one.samples) {
      signal.add(read(atMs), Number.isFinite(value) ? value : null, target?.target ?? null);
    }
    return [signal.series(SOURCE)];
  });
}

function podsOf(
  series: readonly PrometheusSeries[],
  read: (atMs: number) => InstantRange,
): readonly PodRecord[] {
  const pods = new PodsBuilder();
  for (const { name, labels, samples } of series) {
    const phase = POD_TIMES.get(name);
    const isReadiness = name === READY_CONDITION && labels.get('condition') === 'true';
    const podName = labels.get('pod');
    if (podName === undefined || (phase === undefined && !isReadiness)) continue;
    const pod = pods.pod(podName);
    if (pod === null) continue;
    pod.lastSeenMs = Math.max(pod.lastSeenMs, samples.at(-1)?.atMs ?? 0);
    if (phase !== undefined) {
      const stampS = samples.find(({ value }) => value > 0 && Number.isFinite(value))?.value;
      if (stampS !== undefined) occur(pod, phase, stampedAt(stampS));
    } else {
      const first = samples.findIndex(({ value }) => value === 1);
      pod.isReady = samples.at(-1)?.value === 1;
      const became = first > 0 ? samples[first] : undefined;
      if (became !== undefined)
        occur(pod, 'ready', { ...between(samples[first - 1], became, read), basis: 'polled' });
      else if (first === 0) pod.wasThere = true;
    }
  }
  return pods.records().map((pod) => ({ ...pod, phase: pod.isReady ? 'Running' : 'unknown' }));
}

function between(
  before: { readonly atMs: number } | undefined,
  at: { readonly atMs: number },
  read: (atMs: number) => InstantRange,
): InstantRange {
  return { earliestMs: read(before?.atMs ?? at.atMs).earliestMs, latestMs: at.atMs };
}

/** Whole seconds, cut. */
function stampedAt(stampS: number): Occurrence {
  const isWhole = Number.isInteger(stampS);
  return {
    earliestMs: stampS * 1000,
    latestMs: stampS * 1000 + (isWhole ? 1000 : 1),
    basis: 'cluster-time',
  };
}
