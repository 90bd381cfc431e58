import { detachedText } from '../../decode/detached-text.ts';
import { kubernetesQuantity } from '../../decode/kubernetes-quantity.ts';
import type { InstantRange } from '../../model/scaling.ts';
import { workloadOfPod } from '../scaling/group-parts.ts';
import { emptyPart, type ScalingPart } from '../scaling/scaling-importer.ts';
import { UsageBuilder } from '../scaling/usage-builder.ts';
import type { Moment } from './moment.ts';
import { ObservedSpan } from './observed-span.ts';
import type { TopRow } from './rows.ts';

const SOURCE = 'kubectl top pods';
const MOST_PODS = 20_000;

/** Follows what `kubectl top pods` shows in rounds; containers are added up to their pods. */
export class FollowedUsage {
  readonly #usage = new UsageBuilder();
  readonly #observed = new ObservedSpan();
  readonly #workloads = new Map<string, string>();
  #round = new Map<string, { cpuCores: number | null; memoryBytes: number | null }>();
  #read: InstantRange | null = null;
  #undated = 0;

  get undated(): number {
    return this.#undated;
  }

  get isThinned(): boolean {
    return this.#usage.isThinned;
  }

  /** The header was printed: what stands below is measured at the same time. */
  begin(moment: Moment | null): void {
    this.end();
    this.#read = moment?.at ?? null;
  }

  add({ pod, cpu, memory }: TopRow, moment: Moment | null): void {
    if (moment === null) {
      this.#undated += 1;
      return;
    }
    this.#read ??= moment.at;
    const before = this.#round.get(pod);
    if (before === undefined && this.#round.size >= MOST_PODS) return;
    this.#round.set(pod, {
      cpuCores: sum(before?.cpuCores, kubernetesQuantity(cpu)),
      memoryBytes: sum(before?.memoryBytes, kubernetesQuantity(memory)),
    });
  }

  end(): void {
    const [read, round] = [this.#read, this.#round];
    this.#read = null;
    this.#round = new Map();
    if (read === null) return;
    this.#observed.extend(read);
    for (const [pod, sample] of round) {
      const { workload, kind } = workloadOfPod(pod);
      if (!this.#workloads.has(workload)) this.#workloads.set(detachedText(workload), kind);
      this.#usage.add(pod, read.earliestMs, sample);
    }
  }

  parts(usesZone: boolean): readonly ScalingPart[] {
    return [...this.#workloads].map(([workload, kind]) => ({
      ...emptyPart(SOURCE),
      workload,
      kind,
      observed: this.#observed.span,
      usage: this.#usage.series((pod) => pod !== null && workloadOfPod(pod).workload === workload),
      usesZone,
    }));
  }
}

function sum(before: number | null | undefined, value: number | null): number | null {
  return before === undefined || before === null || value === null ? value : before + value;
}
