import { SimulatedCluster } from '../../src/demo/cluster/cluster.ts';
import { isReady, isTerminating } from '../../src/demo/cluster/kubernetes.ts';
import { SeededRandom } from '../../src/demo/random.ts';
import { PodPool } from '../../src/demo/serving/pod-pool.ts';
import { drawChatMs, drawLightMs, MODEL } from '../../src/demo/serving/service-model.ts';
import { VirtualClock } from './virtual-clock.ts';

/** The story of a test: what the cluster did and how long answers took. */
export class Story {
  readonly clock = new VirtualClock();
  readonly pool: PodPool;
  readonly cluster: SimulatedCluster;
  readonly startMs = this.clock.nowMs();
  readonly chats: { readonly atMs: number; readonly responseMs: number }[] = [];
  readonly lightMs: number[] = [];
  refused = 0;
  readonly #random: SeededRandom;
  #stopAtMs = Number.POSITIVE_INFINITY;

  constructor(options: { seed?: number; compression?: number; autoscale?: boolean } = {}) {
    const { seed = 1, compression = 1, autoscale = true } = options;
    this.#random = SeededRandom.forPurpose(seed, 'users');
    this.pool = new PodPool(this.clock, SeededRandom.forPurpose(seed, 'balancing'));
    this.cluster = new SimulatedCluster({
      clock: this.clock,
      seed,
      compression,
      minReplicas: 2,
      maxReplicas: 10,
      autoscale,
      workload: this.pool,
    });
  }

  /** Starts users of the preset mix (scenarios.md): three of four normal, one of four high-volume. */
  load(users: number, spawnPerS: number, durationMs: number): void {
    this.#stopAtMs = this.clock.nowMs() + durationMs;
    for (let i = 0; i < users; i += 1) {
      const think: [number, number] = i % 4 === 3 ? [500, 1500] : [1000, 3000];
      this.clock.after((1000 * i) / spawnPerS, () => this.#task(think));
    }
  }

  get readyPods(): number {
    return this.cluster.store.list('Pod').filter((pod) => isReady(pod) && !isTerminating(pod)).length;
  }

  get replicas(): number {
    return this.cluster.store.list('Deployment')[0]?.spec.replicas ?? 0;
  }

  #task(think: [number, number]): void {
    if (this.clock.nowMs() >= this.#stopAtMs) return;
    const next = (readingMs: number) => {
      this.clock.after(readingMs + this.#random.between(...think), () => this.#task(think));
    };
    const pod = this.pool.pick();
    if (pod === null) {
      next(0);
      return;
    }
    if (this.#random.next() < 0.5) {
      const ms = drawLightMs(this.#random, 'health', pod.pressure);
      pod.countLight();
      this.lightMs.push(ms);
      this.clock.after(ms, () => next(0));
      return;
    }
    const atMs = this.clock.nowMs();
    const ticket = pod.acquire(
      () => {
        this.clock.after(drawChatMs(this.#random, pod.busy / MODEL.slots), () => {
          ticket.release();
          this.chats.push({ atMs, responseMs: this.clock.nowMs() - atMs });
          next(this.#random.between(1000, 3000));
        });
      },
      () => {
        this.refused += 1;
        next(0);
      },
    );
  }
}

/** Nearest rank. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}
