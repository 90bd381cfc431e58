import { analyseRun } from '../../src/analysis/analyse-run.ts';
import type { Result } from '../../src/model/result.ts';
import type { Endpoint, Run, Windows } from '../../src/model/run.ts';

/** Names as they come from the internet: markup, scripts, formulas, invisible characters, far too much text. */
export const HOSTILE_NAMES: readonly string[] = [
  '</script><img src=x onerror=window.harmed=1>',
  '"><svg onload=window.harmed=2>',
  "' onmouseover='window.harmed=3",
  '{{constructor}} {{{raw}}} {{> run}}',
  '__proto__',
  'constructor',
  "=cmd|' /C calc'!A0",
  '<!-- <script>window.harmed=4</script> -->',
  'javascript:window.harmed=5',
  'line one\nline two\ttabbed\u0000nul',
  '\u202egnp.exe',
  'style="color:red" href="#" role="x"',
  '\ud800lone',
  'ქართული/日本語/עברית',
  '',
  `/long/${'x'.repeat(9994)}`,
];

/** Characters that no page may send as they are: controls and a direction override. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
export const UNSHOWN_CHARACTERS = /[\u0000-\u0008\u202e]/;

const START_MS = Date.UTC(2026, 10, 23, 9, 0, 0);

export interface ExampleOptions {
  readonly names?: readonly string[];
  readonly seconds?: number;
  /** Length of a window in seconds. */
  readonly windowS?: number;
  readonly label?: string;
}

/** A result of a made-up run, which is the same every time. The numbers mean nothing; the names are as asked. */
export function exampleResult(options: ExampleOptions = {}): Result {
  return {
    schema: 'result/1',
    tool: { name: 'plimsoll', version: '0.0.0-test' },
    createdMs: START_MS + 86_400_000,
    analyses: [analyseRun(exampleRun(options))],
    comparison: null,
    trend: null,
    verdict: null,
  };
}

/** The made-up run: closed load, percentiles per window as Locust's history has them. */
function exampleRun({
  names = ['/chat', '/stats', '/health'],
  seconds = 180,
  windowS = 1,
  label = 'example',
}: ExampleOptions = {}): Run {
  const random = lehmer(20_260_122);
  const count = Math.floor(seconds / windowS);
  const endpoints = names.map((name, index) => endpointOf(name, index, count, windowS, random));
  const totalWindows = sumWindows(
    endpoints.flatMap((endpoint) => endpoint.windows ?? []),
    count,
    windowS,
  );
  const atMs = Float64Array.from({ length: count }, (_, i) => START_MS + i * windowS * 1000);
  return {
    schema: 'run/1',
    id: '0123456789ab',
    label,
    labels: [],
    origin: null,
    source: {
      kind: 'import',
      tool: 'Locust',
      toolVersion: '2.12.1',
      host: 'http://chatbot.example:8000',
      files: [
        {
          name: 'run_stats.csv',
          sizeBytes: 12_345,
          sha256: '0'.repeat(64),
          readAs: 'Locust statistics (CSV)',
          rowsRead: names.length + 1,
          rowsSkipped: 1,
        },
      ],
      latencyCovers: 'all-requests',
    },
    startMs: START_MS,
    endMs: START_MS + count * windowS * 1000,
    durationMs: count * windowS * 1000,
    ended: 'finished',
    load: { kind: 'unknown' },
    endpoints,
    total: {
      ...endpointOf('Aggregated', 0, count, windowS, random),
      key: { method: '', name: 'Aggregated' },
      requests: sum(endpoints, 'requests'),
      failures: sum(endpoints, 'failures'),
      failureGroups: [],
      windows: totalWindows,
    },
    users: { atMs, users: Float64Array.from(atMs, (_, i) => Math.min(40, 4 + i * 2)) },
    exceptions: [
      {
        message: "KeyError: '<b>token</b>'",
        traceback: 'Traceback:\n  File "<locustfile>"\n</pre><script>window.harmed=6</script>',
        count: 3,
        nodes: 'local',
      },
    ],
    resetsMs: [],
    scaling: [],
    generator: null,
    notices: [
      {
        code: 'row-damaged',
        severity: 'warning',
        message: 'One row was left out: it has "<i>9</i>" cells.',
        where: { file: 'run_stats.csv', line: 7 },
        hint: 'Look at that row.',
      },
    ],
  };
}

function endpointOf(
  name: string,
  index: number,
  count: number,
  windowS: number,
  random: () => number,
): Endpoint {
  const baseMs = 20 * 2 ** (index % 6);
  const windows: Windows = {
    length: count,
    startMs: Float64Array.from({ length: count }, (_, i) => START_MS + i * windowS * 1000),
    endMs: Float64Array.from({ length: count }, (_, i) => START_MS + (i + 1) * windowS * 1000),
    requests: Float64Array.from({ length: count }, () => windowS * (2 + Math.floor(random() * 4))),
    failures: Float64Array.from({ length: count }, () => (random() < 0.05 ? 1 : 0)),
    sumMs: null,
    quantiles: {
      percentiles: [50, 95, 99],
      valuesMs: [1, 2.5, 4].map((times) =>
        Float32Array.from({ length: count }, () => Math.round(baseMs * times * (0.8 + 0.4 * random()))),
      ),
      covers: 'trailing',
      spanMs: 10_000,
      rounding: 'two-digits',
    },
    histograms: null,
  };
  const withSums = {
    ...windows,
    sumMs: windows.requests.map((requests) => requests * baseMs * (1 + 0.3 * random())),
  };
  const requests = withSums.requests.reduce((all, value) => all + value, 0);
  const failures = withSums.failures.reduce((all, value) => all + value, 0);
  return {
    key: { method: 'GET', name },
    requests,
    failures,
    latency: {
      kind: 'quantiles',
      count: requests,
      meanMs: withSums.sumMs.reduce((all, value) => all + value, 0) / requests,
      minMs: baseMs / 4,
      maxMs: baseMs * 9,
      medianMs: baseMs,
      points: [
        { percentile: 50, valueMs: baseMs },
        { percentile: 95, valueMs: baseMs * 2.5 },
        { percentile: 99, valueMs: baseMs * 4 },
        { percentile: 100, valueMs: baseMs * 9 },
      ],
      rounding: 'two-digits',
      extremesRounding: 'none',
      rankRule: 'one-above',
    },
    meanResponseBytes: 512,
    reportedThroughputPerS: requests / (count * windowS),
    failureGroups: [
      {
        message: `HTTPError('500 Server Error for url: ${name.slice(0, 300)}')`,
        count: failures,
        firstMs: START_MS + 5000,
        lastMs: START_MS + 60_000,
        examples: [],
      },
    ],
    measures: [],
    windows: withSums,
  };
}

function sumWindows(parts: readonly Windows[], count: number, windowS: number): Windows {
  const column = (read: (windows: Windows) => Float64Array | null) =>
    Float64Array.from({ length: count }, (_, i) =>
      parts.reduce((all, part) => all + (read(part)?.[i] ?? 0), 0),
    );
  return {
    length: count,
    startMs: Float64Array.from({ length: count }, (_, i) => START_MS + i * windowS * 1000),
    endMs: Float64Array.from({ length: count }, (_, i) => START_MS + (i + 1) * windowS * 1000),
    requests: column((part) => part.requests),
    failures: column((part) => part.failures),
    sumMs: column((part) => part.sumMs),
    quantiles: parts[0]?.quantiles ?? null,
    histograms: null,
  };
}

function sum(endpoints: readonly Endpoint[], of: 'requests' | 'failures'): number {
  return endpoints.reduce((all, endpoint) => all + endpoint[of], 0);
}

/** Lehmer's generator with the constants of Park and Miller (1988). */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
