import { detachedText } from '../../decode/detached-text.ts';
import type { UsageSeries } from '../../model/scaling.ts';

/** Samples kept of one pod. When there are more, every second one is left out from there on and before. */
const MOST_SAMPLES = 2000;
const MOST_PODS = 1000;

/** CPU in cores, memory in bytes; null where there was no number. */
export interface UsageSample {
  readonly cpuCores: number | null;
  readonly memoryBytes: number | null;
}

/** Collects the usage of pods over time, in bounded memory: at most 2,000 samples of a pod, by keeping every second one. */
export class UsageBuilder {
  readonly #pods = new Map<string | null, PodUsage>();
  #isThinned = false;

  /** True when samples were left out because there are too many. */
  get isThinned(): boolean {
    return this.#isThinned;
  }

  /** @param pod null: all pods together. */
  add(pod: string | null, atMs: number, sample: UsageSample): void {
    let usage = this.#pods.get(pod);
    if (usage === undefined) {
      if (this.#pods.size >= MOST_PODS) return;
      usage = { step: 1, count: 0, atMs: [], cpuCores: [], memoryBytes: [] };
      this.#pods.set(pod === null ? null : detachedText(pod), usage);
    }
    if (usage.count++ % usage.step !== 0) return;
    usage.atMs.push(atMs);
    usage.cpuCores.push(sample.cpuCores);
    usage.memoryBytes.push(sample.memoryBytes);
    if (usage.atMs.length > MOST_SAMPLES) {
      this.#isThinned = true;
      halve(usage);
    }
  }

  series(isOurs: (pod: string | null) => boolean = () => true): readonly UsageSeries[] {
    return [...this.#pods]
      .filter(([pod]) => isOurs(pod))
      .map(([pod, { atMs, cpuCores, memoryBytes }]) => ({ pod, atMs, cpuCores, memoryBytes }));
  }
}

interface PodUsage {
  step: number;
  count: number;
  atMs: number[];
  cpuCores: (number | null)[];
  memoryBytes: (number | null)[];
}

function halve(usage: PodUsage): void {
  const isKept = (_: unknown, index: number) => index % 2 === 0;
  usage.atMs = usage.atMs.filter(isKept);
  usage.cpuCores = usage.cpuCores.filter(isKept);
  usage.memoryBytes = usage.memoryBytes.filter(isKept);
  usage.step *= 2;
}
