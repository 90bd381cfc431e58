import { PERIODS } from './cluster-options.ts';
import type { Instant, Pod } from './kubernetes.ts';
import type { ClusterState } from './state.ts';

/** Reads every pod's use every 15 s. A mean needs two readings, so a new pod has none at first. */
export class MetricsServer {
  readonly #state: ClusterState;
  #readings = new Map<string, { readonly atMs: Instant; readonly cpuMillicoreMs: number }>();

  constructor(state: ClusterState) {
    this.#state = state;
    this.#scrape(state.draw([1, PERIODS.metricsScrape]));
  }

  #scrape(nextIn: number): void {
    const { store, time, options } = this.#state;
    const atMs = time.nowMs();
    const running = store.list('Pod').filter((pod) => pod.status.phase === 'Running');
    const readings = new Map<string, { atMs: Instant; cpuMillicoreMs: number }>();
    for (const pod of running) {
      const { cpuMillicoreMs, memoryBytes } = options.workload.usage(pod.metadata.name);
      const before = this.#readings.get(pod.metadata.name);
      readings.set(pod.metadata.name, { atMs, cpuMillicoreMs });
      if (before === undefined) continue;
      const cpuMillicores = Math.ceil((cpuMillicoreMs - before.cpuMillicoreMs) / (atMs - before.atMs));
      const windowSeconds = time.secondsAt(atMs) - time.secondsAt(before.atMs);
      this.#write(pod, atMs, windowSeconds, cpuMillicores, memoryBytes);
    }
    this.#readings = readings;
    time.after(nextIn, () => this.#scrape(PERIODS.metricsScrape));
  }

  #write(
    pod: Pod,
    timestamp: Instant,
    windowSeconds: number,
    cpuMillicores: number,
    memoryBytes: number,
  ): void {
    const { store } = this.#state;
    const { name } = pod.metadata;
    const metadata = store.get('PodMetrics', name)?.metadata ?? this.#state.meta(name, timestamp);
    store.put({ kind: 'PodMetrics', metadata, timestamp, windowSeconds, cpuMillicores, memoryBytes });
  }
}
