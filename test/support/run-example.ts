import type { Distribution } from '../../src/model/distribution.ts';
import type { Endpoint, Run, UserCounts, Windows } from '../../src/model/run.ts';

export const START_MS = Date.UTC(2026, 10, 22, 14, 30, 0);

/** Windows of `windowMs` from one value per window; failures and means default to none and 100 ms. */
export function windowsOf(
  requests: readonly number[],
  options: {
    failures?: readonly number[];
    meansMs?: readonly number[];
    windowMs?: number;
    startMs?: number;
  } = {},
): Windows {
  const windowMs = options.windowMs ?? 1000;
  const startMs = options.startMs ?? START_MS;
  const meanMs = (i: number) => options.meansMs?.[i] ?? 100;
  return {
    length: requests.length,
    startMs: Float64Array.from(requests, (_, i) => startMs + i * windowMs),
    endMs: Float64Array.from(requests, (_, i) => startMs + (i + 1) * windowMs),
    requests: Float64Array.from(requests),
    failures: Float64Array.from(requests, (_, i) => options.failures?.[i] ?? 0),
    sumMs: Float64Array.from(requests, (count, i) => count * meanMs(i)),
    quantiles: null,
    histograms: null,
  };
}

export function endpointOf(name: string, windows: Windows | null, changes: Partial<Endpoint> = {}): Endpoint {
  const sum = (column: Float64Array | undefined) => column?.reduce((a, b) => a + b, 0) ?? 0;
  return {
    key: { method: name === '' ? '' : 'GET', name },
    requests: sum(windows?.requests),
    failures: sum(windows?.failures),
    latency: null,
    meanResponseBytes: null,
    reportedThroughputPerS: null,
    failureGroups: [],
    measures: [],
    windows,
    ...changes,
  };
}

/** A run of one endpoint whose total is that endpoint. `users` is one value per window. */
export function runOf(windows: Windows, users: readonly number[] | null, changes: Partial<Run> = {}): Run {
  const userCounts: UserCounts | null =
    users === null ? null : { atMs: windows.startMs.slice(), users: Float64Array.from(users) };
  return {
    schema: 'run/1',
    id: '0123456789ab',
    label: 'example',
    labels: [],
    origin: null,
    source: {
      kind: 'import',
      tool: 'Locust',
      toolVersion: null,
      host: null,
      files: [],
      latencyCovers: 'all-requests',
    },
    startMs: windows.startMs[0] ?? null,
    endMs: windows.endMs.at(-1) ?? null,
    durationMs: (windows.endMs.at(-1) ?? 0) - (windows.startMs[0] ?? 0),
    ended: 'finished',
    load: { kind: 'closed', stages: [] },
    endpoints: [endpointOf('/chat', windows)],
    total: endpointOf('Aggregated', windows),
    users: userCounts,
    exceptions: [],
    resetsMs: [],
    scaling: [],
    generator: null,
    notices: [],
    ...changes,
  };
}

/** A distribution of these exact response times. */
export function samplesOf(valuesMs: readonly number[]): Distribution {
  return { kind: 'samples', valuesMs: [...valuesMs].sort((a, b) => a - b), resolutionMs: 0 };
}
