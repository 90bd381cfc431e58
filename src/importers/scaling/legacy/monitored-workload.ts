import { kubernetesQuantity } from '../../../decode/kubernetes-quantity.ts';
import type { Autoscaler, InstantRange } from '../../../model/scaling.ts';
import { LevelBuilder } from '../level-builder.ts';
import { type ShownMetric, targetsOf } from '../metric-text.ts';
import { type ListedPod, PolledPods } from '../polled-pods.ts';
import { ReachabilityBuilder } from '../reachability-builder.ts';
import { RoundTimes } from '../round-times.ts';
import { emptyPart, type ScalingPart } from '../scaling-importer.ts';
import { SignalBuilder } from '../signal-builder.ts';
import { UsageBuilder } from '../usage-builder.ts';
import type { HpaLine } from './hpa-line.ts';
import { PodReadiness } from './pod-readiness.ts';

/** What the log is called as a source. */
const LEGACY_SOURCE = 'legacy monitor log';

/** The counts of one line of the deployment section. */
export interface DeploymentCounts {
  readonly ready: number;
  readonly desired: number;
  readonly available: number;
}

/** More metrics than this no autoscaler has. */
const MOST_SIGNALS = 50;

/** What a legacy log says of one deployment, while it is read. */
export class MonitoredWorkload {
  readonly rounds = new RoundTimes();
  readonly pods = new PolledPods();
  readonly usage = new UsageBuilder();
  readonly reachability = new ReachabilityBuilder();
  readonly #desired = new LevelBuilder();
  readonly #ready = new LevelBuilder();
  readonly #available = new LevelBuilder();
  readonly #created = new LevelBuilder();
  readonly #endpoints = new LevelBuilder();
  readonly #readiness = new PodReadiness();
  readonly #signals = new Map<string, SignalBuilder>();
  #autoscaler: Autoscaler | null = null;
  #counted: { readonly read: InstantRange; readonly ready: number } | null = null;
  #fromMs = Number.POSITIVE_INFINITY;
  #toMs = Number.NEGATIVE_INFINITY;

  /** The number of pods asked for; null before the first count. */
  get desired(): number | null {
    return this.#desired.replicas;
  }

  get hasAutoscaler(): boolean {
    return this.#autoscaler !== null;
  }

  get hasDroppedChanges(): boolean {
    return [this.#desired, this.#ready, this.#available, this.#created].some(({ dropped }) => dropped > 0);
  }

  addCounts(read: InstantRange, { ready, desired, available }: DeploymentCounts): void {
    this.#extend(read);
    this.rounds.read(read);
    this.#desired.polled(read, desired);
    this.#ready.polled(read, ready);
    this.#available.polled(read, available);
    this.#counted = { read, ready };
  }

  addPods(read: InstantRange, list: readonly ListedPod[]): void {
    this.#extend(read);
    this.pods.add(read, list);
    this.#created.polled(read, list.filter(({ status }) => status !== 'Terminating').length);
    if (this.#counted !== null)
      this.#readiness.add(this.#counted.read, this.#counted.ready, this.pods.listed);
    this.#counted = null;
  }

  addAutoscaler(read: InstantRange, { metrics, minReplicas, maxReplicas }: HpaLine): void {
    this.#extend(read);
    for (const metric of metrics) this.#signal(metric)?.add(read, metric.value, metric.target);
    const known = this.#autoscaler;
    const targets = targetsOf(metrics);
    this.#autoscaler = {
      name: '',
      minReplicas: minReplicas ?? known?.minReplicas ?? null,
      maxReplicas: maxReplicas ?? known?.maxReplicas ?? null,
      targets: targets.length > 0 ? targets : (known?.targets ?? []),
      behavior: null,
    };
  }

  addUsage(read: InstantRange, pod: string, cpu: string, memory: string): void {
    this.#extend(read);
    const sample = { cpuCores: kubernetesQuantity(cpu), memoryBytes: kubernetesQuantity(memory) };
    this.usage.add(pod, read.earliestMs, sample);
  }

  addEndpoints(read: InstantRange, addresses: number, isLowerBound: boolean): void {
    this.#extend(read);
    this.#endpoints.polled(read, addresses, isLowerBound);
  }

  addReachability(read: InstantRange, isReachable: boolean, message: string): void {
    this.#extend(read);
    this.reachability.polled(read, isReachable, message);
  }

  part(workload: string | null, usesZone: boolean): ScalingPart | null {
    if (this.#fromMs > this.#toMs) return null;
    return {
      ...emptyPart(LEGACY_SOURCE),
      workload,
      kind: 'Deployment',
      observed: { fromMs: this.#fromMs, toMs: this.#toMs },
      gaps: this.rounds.gaps(),
      replicas: [
        ...this.#desired.series('desired', LEGACY_SOURCE),
        ...this.#created.series('created', LEGACY_SOURCE),
        ...this.#ready.series('ready', LEGACY_SOURCE),
        ...this.#available.series('available', LEGACY_SOURCE),
        ...this.#endpoints.series('in-endpoints', LEGACY_SOURCE),
      ],
      autoscaler: this.#autoscaler,
      signals: [...this.#signals.values()].map((signal) => signal.series(LEGACY_SOURCE)),
      pods: this.pods.records(),
      usage: this.usage.series(),
      reachability: this.reachability.changes(),
      usesZone,
    };
  }

  #signal({ metric, unit }: ShownMetric): SignalBuilder | null {
    const known = this.#signals.get(metric);
    if (known !== undefined || this.#signals.size >= MOST_SIGNALS) return known ?? null;
    const signal = new SignalBuilder(metric, unit);
    this.#signals.set(metric, signal);
    return signal;
  }

  #extend({ earliestMs, latestMs }: InstantRange): void {
    if (earliestMs < this.#fromMs) this.#fromMs = earliestMs;
    if (latestMs > this.#toMs) this.#toMs = latestMs;
  }
}
