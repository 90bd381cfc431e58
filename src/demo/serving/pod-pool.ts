import type { Clock } from '../clock.ts';
import type { PodUsage, Workload } from '../cluster/cluster-options.ts';
import type { SeededRandom } from '../random.ts';
import { ServingPod } from './serving-pod.ts';

/** The pods that serve, as the cluster has them; each request goes to a random one of those that take traffic. */
export class PodPool implements Workload {
  readonly #clock: Clock;
  readonly #random: SeededRandom;
  readonly #pods = new Map<string, ServingPod>();
  #routed: readonly ServingPod[] = [];

  constructor(clock: Clock, random: SeededRandom) {
    this.#clock = clock;
    this.#random = random;
  }

  /** The pod for the next request, as kube-proxy picks it; null when none is ready. */
  pick(): ServingPod | null {
    return this.#routed[this.#random.below(this.#routed.length)] ?? null;
  }

  get readyPods(): number {
    return this.#routed.length;
  }

  get pods(): readonly ServingPod[] {
    return [...this.#pods.values()];
  }

  started(podName: string): void {
    this.#pods.set(podName, new ServingPod(podName, this.#clock));
  }

  routed(podNames: readonly string[]): void {
    this.#routed = podNames.flatMap((name) => this.#pods.get(name) ?? []);
    for (const pod of this.#routed) pod.ready();
  }

  terminating(podName: string, idle: () => void): void {
    const pod = this.#pods.get(podName);
    if (pod) pod.whenIdle(idle);
    else idle();
  }

  stopped(podName: string): void {
    this.#pods.get(podName)?.stop();
    this.#pods.delete(podName);
    this.#routed = this.#routed.filter(({ name }) => name !== podName);
  }

  usage(podName: string): PodUsage {
    return this.#pods.get(podName)?.usage() ?? { cpuMillicoreMs: 0, memoryBytes: 0 };
  }
}
