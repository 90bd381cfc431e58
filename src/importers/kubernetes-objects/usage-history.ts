import { kubernetesQuantity } from '../../decode/kubernetes-quantity.ts';
import type { UsageSeries } from '../../model/scaling.ts';
import { objectsAt, textAt, timeAt, valueAt } from './fields.ts';
import type { Observation } from './observation.ts';
import type { ClusterClock } from './occurrences.ts';

/** Samples kept of one pod; above, every other one is let go. */
const MOST_SAMPLES = 2000;

interface Sample {
  readonly atMs: number;
  readonly cpuCores: number | null;
  readonly memoryBytes: number | null;
}

/** CPU and memory of pods as metrics.k8s.io tells them. */
export class UsageHistory {
  readonly #pods = new Map<string, { samples: Sample[]; every: number; offered: number }>();

  observe({ seen, object }: Observation): void {
    const pod = textAt(object, 'metadata', 'name');
    const stamp = timeAt(object, 'timestamp') ?? seen;
    if (pod === null || stamp === null) return;
    const containers = objectsAt(object, 'containers');
    const sum = (resource: string) =>
      containers.reduce<number | null>((all, container) => {
        const value = kubernetesQuantity(valueAt(container, 'usage', resource));
        return value === null ? all : (all ?? 0) + value;
      }, null);
    this.#add(pod, { atMs: stamp.earliestMs, cpuCores: sum('cpu'), memoryBytes: sum('memory') });
  }

  #add(pod: string, sample: Sample): void {
    const kept = this.#pods.get(pod) ?? { samples: [], every: 1, offered: 0 };
    this.#pods.set(pod, kept);
    // The same measurement is given until there is a newer one.
    if (kept.samples.at(-1)?.atMs === sample.atMs) return;
    kept.offered += 1;
    if (kept.offered % kept.every !== 0) return;
    kept.samples.push(sample);
    if (kept.samples.length < MOST_SAMPLES) return;
    kept.samples = kept.samples.filter((_, i) => i % 2 === 0);
    kept.every *= 2;
  }

  finish({ offsetMs }: ClusterClock, isOurs: (pod: string) => boolean): readonly UsageSeries[] {
    return [...this.#pods]
      .filter(([pod]) => isOurs(pod))
      .map(([pod, { samples }]) => ({
        pod,
        atMs: samples.map(({ atMs }) => atMs - offsetMs),
        cpuCores: samples.map(({ cpuCores }) => cpuCores),
        memoryBytes: samples.map(({ memoryBytes }) => memoryBytes),
      }));
  }
}
