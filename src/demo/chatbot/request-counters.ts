import type { PodPool } from '../serving/pod-pool.ts';

const BUCKETS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const;

interface Durations {
  readonly counts: number[];
  count: number;
  sumS: number;
}

/** Counts requests and their durations, and writes them as Prometheus reads them (text format 0.0.4). */
export class RequestCounters {
  readonly #byLabels = new Map<string, number>();
  readonly #durations = new Map<string, Durations>();

  /** @param path one of the known routes or 'other': a label must not come from a client. */
  count(method: string, path: string, status: number, durationMs: number): void {
    const labels = `method="${method}",path="${path}",status="${status}"`;
    this.#byLabels.set(labels, (this.#byLabels.get(labels) ?? 0) + 1);
    const durations = this.#of(path);
    const seconds = durationMs / 1000;
    durations.count += 1;
    durations.sumS += seconds;
    const bucket = BUCKETS_S.findIndex((most) => seconds <= most);
    if (bucket >= 0) durations.counts[bucket] = (durations.counts[bucket] ?? 0) + 1;
  }

  text(pool: PodPool, uptimeSeconds: number): string {
    const lines = [
      ...head('http_requests_total', 'counter', 'Requests answered.'),
      ...[...this.#byLabels].map(([labels, count]) => `http_requests_total{${labels}} ${count}`),
      ...head('http_request_duration_seconds', 'histogram', 'From arrival to the end of the answer.'),
      ...[...this.#durations].flatMap(([path, durations]) => histogram(path, durations)),
      ...head('chatbot_pods_ready', 'gauge', 'Pods that take traffic.'),
      `chatbot_pods_ready ${pool.readyPods}`,
      ...head('chatbot_answers_in_progress', 'gauge', 'Answers being generated.'),
      ...pool.pods.map((pod) => `chatbot_answers_in_progress{pod="${pod.name}"} ${pod.busy}`),
      ...head('chatbot_queue_length', 'gauge', 'Requests that wait for a slot.'),
      ...pool.pods.map((pod) => `chatbot_queue_length{pod="${pod.name}"} ${pod.queued}`),
      ...head('chatbot_uptime_seconds', 'gauge', 'Since the start of the service.'),
      `chatbot_uptime_seconds ${uptimeSeconds.toFixed(3)}`,
    ];
    return `${lines.join('\n')}\n`;
  }

  #of(path: string): Durations {
    const known = this.#durations.get(path);
    if (known) return known;
    const fresh = { counts: BUCKETS_S.map(() => 0), count: 0, sumS: 0 };
    this.#durations.set(path, fresh);
    return fresh;
  }
}

function head(name: string, type: string, help: string): readonly string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

function histogram(path: string, { counts, count, sumS }: Durations): readonly string[] {
  const name = 'http_request_duration_seconds';
  let below = 0;
  const buckets = BUCKETS_S.map((most, i) => {
    below += counts[i] ?? 0;
    return `${name}_bucket{path="${path}",le="${most}"} ${below}`;
  });
  return [
    ...buckets,
    `${name}_bucket{path="${path}",le="+Inf"} ${count}`,
    `${name}_sum{path="${path}"} ${sumS.toFixed(6)}`,
    `${name}_count{path="${path}"} ${count}`,
  ];
}
