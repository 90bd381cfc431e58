import type { EndpointTick, GeneratorTick, SparseHistogram, Tick } from '../../src/engine/tick.ts';
import { bucketOf } from '../../src/stats/histogram-layout.ts';

/** 23 November 2026, 12:00 UTC. */
const TICK_START_MS = Date.UTC(2026, 10, 23, 12, 0, 0);

/** Response times in ms as a histogram. */
export function histogramOf(...valuesMs: readonly number[]): SparseHistogram {
  const counts = new Map<number, number>();
  for (const valueMs of valuesMs) {
    const bucket = bucketOf(Math.round(valueMs * 1000));
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  }
  const buckets = [...counts].sort(([a], [b]) => a - b);
  return {
    indices: Uint32Array.from(buckets, ([bucket]) => bucket),
    counts: Uint32Array.from(buckets, ([, count]) => count),
    sum: valuesMs.reduce((sum, valueMs) => sum + valueMs, 0),
    min: Math.min(...valuesMs),
    max: Math.max(...valuesMs),
  };
}

/** What completed of one endpoint: all these times, and so many failures besides. */
export function endpointTick(
  method: string,
  name: string,
  timesMs: readonly number[],
  more: Partial<EndpointTick> = {},
): EndpointTick {
  const failures = more.failures ?? 0;
  return {
    key: { method, name },
    counts: 'requests',
    requests: timesMs.length + failures,
    failures,
    bytesIn: 100,
    bytesOut: 10,
    responseTime: timesMs.length === 0 ? null : histogramOf(...timesMs),
    measures: [],
    ...more,
  };
}

/** A second of a test. */
export function tickOf(
  second: number,
  users: number,
  endpoints: readonly EndpointTick[],
  more: { readonly generator?: Partial<GeneratorTick> } & Partial<Omit<Tick, 'generator'>> = {},
): Tick {
  const requests = endpoints.reduce((sum, endpoint) => sum + endpoint.requests, 0);
  return {
    second,
    startMs: TICK_START_MS + second * 1000,
    endMs: TICK_START_MS + (second + 1) * 1000,
    users,
    endpoints,
    failures: [],
    exceptions: [],
    aborted: [],
    ...more,
    generator: {
      eventLoopUtilization: 0.12,
      stolenShare: 0.01,
      lateness: null,
      waiting: 0,
      inFlight: 3,
      due: requests,
      begun: requests,
      dropped: 0,
      ...more.generator,
    },
  };
}
