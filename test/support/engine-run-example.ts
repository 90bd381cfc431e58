import type { Histogram } from '../../src/model/distribution.ts';
import type { GeneratorRecord } from '../../src/model/generator.ts';
import type { Measure, MeasuredValues, MeasureId } from '../../src/model/measure.ts';
import { middleOfBucket } from '../../src/model/percentile.ts';
import type { Endpoint, LoadModel, Run, Windows } from '../../src/model/run.ts';
import { bucketOf } from '../../src/stats/histogram-layout.ts';

/** 23 November 2026, 09:00:00 UTC. */
export const ENGINE_START_MS = Date.UTC(2026, 10, 23, 9);

export const CLOSED: LoadModel = {
  kind: 'closed',
  stages: [
    { fromUsers: 0, toUsers: 40, durationMs: 20_000 },
    { fromUsers: 40, toUsers: 40, durationMs: 160_000 },
  ],
};

export const OPEN: LoadModel = {
  kind: 'open',
  arrivals: 'poisson',
  stages: [{ fromPerS: 25, toPerS: 25, durationMs: 180_000 }],
};

/** One request as the engine counts it: response time in ms, null for a failed one, and what else was measured. */
export interface Sent {
  readonly second: number;
  readonly responseMs: number;
  readonly failed?: boolean;
  readonly measures?: Readonly<Partial<Record<MeasureId, readonly number[]>>>;
}

/** An endpoint of these requests: a window for every second, and the histograms of the engine's recording. */
export function engineEndpoint(
  method: string,
  name: string,
  seconds: number,
  sent: readonly Sent[],
): Endpoint {
  const succeeded = sent.filter(({ failed }) => failed !== true);
  const failures = sent.length - succeeded.length;
  const ids = new Map<MeasureId, number[]>();
  const measured = (id: MeasureId, values: readonly number[]) => {
    const all = ids.get(id) ?? [];
    all.push(...values);
    ids.set(id, all);
  };
  for (const { measures: own, failed, responseMs } of sent) {
    if (failed === true) measured('failed-response-time', [responseMs]);
    for (const [id, values] of Object.entries(own ?? {})) measured(id as MeasureId, values);
  }
  return {
    key: { method, name },
    requests: sent.length,
    failures,
    latency: histogramOf(succeeded.map(({ responseMs }) => responseMs)),
    meanResponseBytes: 412,
    reportedThroughputPerS: null,
    failureGroups:
      failures === 0
        ? []
        : [
            {
              message: 'HTTP 503 Service Unavailable',
              count: failures,
              firstMs: ENGINE_START_MS + 61_000,
              lastMs: ENGINE_START_MS + 90_000,
              examples: [
                {
                  atMs: ENGINE_START_MS + 61_000,
                  status: 503,
                  body: '{"error": "queue full",\n "detail": "<b>no pod</b> is free</pre><script>window.harmed=7</script>"}',
                  isBodyCut: false,
                },
                { atMs: ENGINE_START_MS + 62_000, status: 0, body: '', isBodyCut: false },
              ],
            },
          ],
    measures: [...ids].map(([id, values]): Measure => ({ id, values: measuredOf(values) })),
    windows: windowsOf(seconds, sent),
  };
}

function counted(values: readonly number[]) {
  const counts = new Map<number, number>();
  for (const value of values) {
    const bucket = bucketOf(Math.round(value * 1000));
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  }
  const buckets = [...counts.keys()].sort((a, b) => a - b);
  return { values: buckets.map(middleOfBucket), counts: buckets.map((bucket) => counts.get(bucket) ?? 0) };
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

export function measuredOf(values: readonly number[]): MeasuredValues {
  return {
    count: values.length,
    sum: sum(values),
    min: values.length === 0 ? null : values.reduce((a, b) => Math.min(a, b)),
    max: values.length === 0 ? null : values.reduce((a, b) => Math.max(a, b)),
    ...counted(values),
  };
}

function histogramOf(valuesMs: readonly number[]): Histogram | null {
  if (valuesMs.length === 0) return null;
  const { count, sum: sumMs, min, max, values, counts } = measuredOf(valuesMs);
  return {
    kind: 'histogram',
    count,
    sumMs,
    minMs: min,
    maxMs: max,
    valuesMs: values,
    counts,
    rounding: 'three-digits',
  };
}

function windowsOf(seconds: number, sent: readonly Sent[]): Windows {
  const of = Array.from({ length: seconds }, (): Sent[] => []);
  for (const one of sent) of[one.second]?.push(one);
  const column = (read: (here: readonly Sent[]) => number) => Float64Array.from(of, read);
  const succeeded = (here: readonly Sent[]) =>
    here.filter(({ failed }) => failed !== true).map(({ responseMs }) => responseMs);
  const histograms = of.map((here) => counted(succeeded(here)));
  let offset = 0;
  const offsets = [0, ...histograms.map(({ values }) => (offset += values.length))];
  return {
    length: seconds,
    startMs: Float64Array.from(of, (_, i) => ENGINE_START_MS + i * 1000),
    endMs: Float64Array.from(of, (_, i) => ENGINE_START_MS + (i + 1) * 1000),
    requests: column((here) => here.length),
    failures: column((here) => here.length - succeeded(here).length),
    sumMs: column((here) => sum(succeeded(here))),
    quantiles: null,
    histograms: {
      offsets: Uint32Array.from(offsets),
      valuesMs: Float64Array.from(histograms.flatMap(({ values }) => values)),
      counts: Uint32Array.from(histograms.flatMap(({ counts }) => counts)),
      rounding: 'three-digits',
    },
  };
}

/** A generator at ease in every second; `at` changes single seconds. */
export function generatorOf(
  seconds: number,
  at: (second: number) => Partial<GeneratorSecond> = () => ({}),
): GeneratorRecord {
  const rows = Array.from({ length: seconds }, (_, second): GeneratorSecond => {
    return {
      eventLoopUtilization: 0.12,
      stolenShare: 0.01,
      lateP99Ms: 1.4,
      waiting: 0,
      inFlight: 8,
      due: 25,
      begun: 25,
      dropped: 0,
      ...at(second),
    };
  });
  const column = <K extends keyof GeneratorSecond>(key: K) => rows.map((row) => row[key]);
  return {
    workers: 1,
    length: seconds,
    startMs: rows.map((_, i) => ENGINE_START_MS + i * 1000),
    endMs: rows.map((_, i) => ENGINE_START_MS + (i + 1) * 1000),
    eventLoopUtilization: column('eventLoopUtilization'),
    stolenShare: column('stolenShare'),
    lateP99Ms: column('lateP99Ms'),
    waiting: column('waiting'),
    inFlight: column('inFlight'),
    due: column('due'),
    begun: column('begun'),
    dropped: column('dropped'),
    unfinished: 0,
  };
}

export interface GeneratorSecond {
  readonly eventLoopUtilization: number;
  readonly stolenShare: number | null;
  readonly lateP99Ms: number | null;
  readonly waiting: number;
  readonly inFlight: number;
  readonly due: number;
  readonly begun: number;
  readonly dropped: number;
}

/** A run of the engine with these endpoints; their requests together are the total, which leaves out groups. */
export function engineRun(
  seconds: number,
  requests: Readonly<Record<string, readonly Sent[]>>,
  changes: Partial<Run> = {},
): Run {
  const named = Object.entries(requests).map(([label, sent]) => {
    const [method = '', ...rest] = label.split(' ');
    return { method, name: rest.join(' '), sent };
  });
  const counted = named.filter(({ method }) => method !== 'GROUP').flatMap(({ sent }) => sent);
  return {
    schema: 'run/1',
    id: 'fedcba987654',
    label: 'heavy',
    labels: [],
    origin: null,
    source: {
      kind: 'engine',
      tool: 'Plimsoll',
      toolVersion: '0.1.0',
      host: 'http://127.0.0.1:8000',
      files: [],
      latencyCovers: 'successful-requests',
    },
    startMs: ENGINE_START_MS,
    endMs: ENGINE_START_MS + seconds * 1000,
    durationMs: seconds * 1000,
    ended: 'finished',
    load: CLOSED,
    endpoints: named.map(({ method, name, sent }) => engineEndpoint(method, name, seconds, sent)),
    total: { ...engineEndpoint('', 'Aggregated', seconds, counted), failureGroups: [] },
    users: null,
    exceptions: [],
    resetsMs: [],
    scaling: [],
    generator: generatorOf(seconds),
    notices: [],
    ...changes,
  };
}
