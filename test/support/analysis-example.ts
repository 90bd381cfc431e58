import type {
  Analysis,
  EndpointAnalysis,
  EndpointStatistics,
  Estimate,
  FailureCause,
  LatencyAnalysis,
  Series,
  Timeline,
} from '../../src/model/analysis.ts';
import type { Capacity } from '../../src/model/capacity.ts';
import type { EndpointKey } from '../../src/model/endpoint-key.ts';
import type { Result } from '../../src/model/result.ts';
import type { Check, Verdict } from '../../src/model/verdict.ts';

/** 22 November 2026, 14:30:00 UTC. */
export const startMs = Date.UTC(2026, 10, 22, 14, 30);

/** An exact value unless bounds are given. */
export function estimate(
  value: number,
  bounds: { lo: number; hi: number } | null = null,
  n = 1000,
): Estimate {
  return { value, n, bounds, interval: null };
}

/** Percentiles by number: `{ 50: 360, 95: 790 }`; each exact, or [value, lo, hi]. */
export function latencyOf(
  percentiles: Readonly<Record<number, number | readonly [number, number, number]>>,
  rest: Partial<LatencyAnalysis> = {},
): LatencyAnalysis {
  const known = Object.entries(percentiles).map(([percentile, value]) => ({
    percentile: Number(percentile),
    value: typeof value === 'number' ? estimate(value) : estimate(value[0], { lo: value[1], hi: value[2] }),
  }));
  return {
    count: 1000,
    minMs: 1.9,
    meanMs: estimate(418.3),
    medianMs: known.find((entry) => entry.percentile === 50)?.value ?? null,
    maxMs: 6580.7,
    percentiles: known.sort((a, b) => a.percentile - b.percentile),
    fidelity: 'quantiles',
    ...rest,
  };
}

/** Rates follow from the counts over 100 seconds. */
export function statisticsOf(
  requests: number,
  failures: number,
  latency: LatencyAnalysis | null,
  rest: Partial<EndpointStatistics> = {},
): EndpointStatistics {
  return {
    durationMs: 100_000,
    requests,
    failures,
    throughputPerS: estimate(requests / 100, null, requests),
    goodputPerS: estimate((requests - failures) / 100, null, requests),
    errorRatio: requests === 0 ? null : estimate(failures / requests),
    latency,
    apdex: null,
    meanResponseBytes: 234,
    ...rest,
  };
}

export function endpointOf(
  method: string,
  name: string,
  whole: EndpointStatistics,
  rest: Partial<EndpointAnalysis> = {},
): EndpointAnalysis {
  const anchor = `ep-${Buffer.from(`${method} ${name}`).toString('hex').slice(0, 40)}`;
  return {
    key: { method, name },
    anchor,
    isGroup: false,
    whole,
    steady: null,
    curve: null,
    series: null,
    allRequests: null,
    measures: [],
    ...rest,
  };
}

export function causeOf(
  cause: string,
  count: number,
  key: EndpointKey,
  rest: Partial<FailureCause> = {},
): FailureCause {
  return {
    cause,
    count,
    firstMs: null,
    lastMs: null,
    endpoints: [{ key, count }],
    messages: 1,
    example: cause,
    answers: [],
    ...rest,
  };
}

/** Buckets of 1 s; the mean response time as given, everything else constant. */
export function seriesOf(meanMs: readonly (number | null)[], rest: Partial<Series> = {}): Series {
  return {
    throughputPerS: meanMs.map((mean) => (mean === null ? 0 : 20)),
    failuresPerS: meanMs.map(() => 0),
    meanMs,
    percentiles: null,
    ...rest,
  };
}

export function timelineOf(buckets: number): Timeline {
  return { startMs, bucketMs: 1000, buckets, users: new Array<number>(buckets).fill(40) };
}

/** Of a run under one load. */
export const noCapacity: Capacity = {
  outcome: 'not-measured',
  reason: 'The number of users never changed (40).',
  loadIs: 'users',
  levels: [],
  scalability: null,
  knee: null,
  withinLimits: null,
  remarks: [],
};

/** Two endpoints, one of them slow; the whole run is the steady state; no target. */
export function analysisExample(change: Partial<Analysis> = {}): Analysis {
  const chat = endpointOf(
    'POST',
    '/chat',
    statisticsOf(
      1675,
      8,
      latencyOf({ 50: [360, 355, 365], 90: [650, 645, 655], 95: [790, 785, 795], 99: [1900, 1850, 1950] }),
    ),
  );
  const health = endpointOf(
    'GET',
    '/health',
    statisticsOf(
      229,
      0,
      latencyOf(
        { 50: [2, 1.5, 2.5], 90: [9, 8.5, 9.5], 95: [18, 17.5, 18.5], 99: [93, 92.5, 93.5] },
        { count: 229, meanMs: estimate(6.04), minMs: 0.74, maxMs: 101.8 },
      ),
    ),
  );
  return {
    schema: 'analysis/1',
    run: {
      id: '0123456789ab',
      label: 'baseline',
      labels: [],
      origin: null,
      source: {
        kind: 'import',
        tool: 'Locust',
        toolVersion: '2.12.1',
        host: null,
        files: [],
        latencyCovers: 'all-requests',
      },
      startMs,
      endMs: startMs + 100_000,
      durationMs: 100_000,
      ended: 'finished',
      load: { kind: 'closed', stages: [] },
      usersPeak: 40,
    },
    phases: {
      method: 'whole-run',
      steadyStartMs: startMs,
      steadyEndMs: startMs + 100_000,
      parts: [{ kind: 'steady', startMs, endMs: startMs + 100_000 }],
      summary: 'Whole run, as asked.',
    },
    settings: { apdexToleratedMs: 500, confidence: 0.95 },
    endpoints: [chat, health],
    total: endpointOf(
      '',
      'Total',
      statisticsOf(
        1904,
        8,
        latencyOf(
          { 50: [290, 285, 295], 90: [600, 595, 605], 95: [740, 735, 745], 99: [1300, 1250, 1350] },
          { count: 1904, meanMs: estimate(368.7) },
        ),
      ),
    ),
    timeline: null,
    failureCauses: [
      causeOf('HTTP 500 Internal Server Error', 5, chat.key),
      causeOf('HTTP 503 Service Unavailable', 3, chat.key),
    ],
    exceptions: [],
    littlesLaw: {
      outcome: 'not-checked',
      users: null,
      throughputPerS: null,
      meanMs: null,
      impliedThinkTimeMs: null,
      explanation: 'The user count is unknown.',
    },
    scaling: [],
    generator: null,
    capacity: noCapacity,
    notices: [],
    ...change,
  };
}

/** A run in which nothing was answered. */
export function emptyAnalysis(): Analysis {
  const nothing = statisticsOf(0, 0, null, { throughputPerS: null, goodputPerS: null });
  return analysisExample({ endpoints: [], total: endpointOf('', 'Total', nothing), failureCauses: [] });
}

export function checkOf(outcome: Check['outcome'], subject = 'POST /chat, p95'): Check {
  return {
    id: `${subject} ${outcome}`,
    kind: 'slo',
    outcome,
    subject,
    expected: 'at most 600 ms',
    actual: '790 ms',
    explanation: 'The value and all its bounds lie above the limit.',
  };
}

export function verdictOf(...checks: readonly Check[]): Verdict {
  const has = (outcome: Check['outcome']) => checks.some((check) => check.outcome === outcome);
  const outcome = has('fail') ? 'fail' : has('inconclusive') ? 'inconclusive' : 'pass';
  return { schema: 'verdict/1', outcome, checks };
}

export function resultOf(analyses: readonly Analysis[], verdict: Verdict | null = null): Result {
  return {
    schema: 'result/1',
    tool: { name: 'plimsoll', version: '0.1.0' },
    createdMs: startMs + 200_000,
    analyses,
    comparison: null,
    trend: null,
    verdict,
  };
}

/** Names that an attacker, or a careless tester, put into a load test. Most are in samples/locust/d04-names too. */
export const hostileNames: readonly string[] = [
  '</script><img src=x onerror=1>',
  '"><svg onload=alert(1)>',
  "=cmd|' /C calc'!A0",
  '__proto__',
  'constructor',
  'line1\nline2 of name',
  'crlf\r\nname',
  'null\u0000char \u001b[31mred\u001b[0m',
  'rtl \u202eabc\u202c end',
  'lone \ud800 surrogate \udfff',
  'not a character \ufffe \uffff',
  'zero\u200bwidth',
  'pipe|name',
  'back\\slash\\|pipe',
  '`code` ``and`` more`',
  '`',
  '|',
  '\\',
  ' leading and trailing ',
  '**bold** _it_ ~~gone~~ <b>bold</b>&amp;',
  '@octocat #123 GH-7 octo/cat#1 octo@example.org',
  'https://example.org/a www.example.org [link](javascript:alert(1)) ![i](x)',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is the attack
  '{{7*7}} ${jndi:ldap://x}',
  'emoji 🚀🔥 👩‍👩‍👧 日本語/チャット é',
  ']]> <!-- comment --> &#60;',
  '# heading',
  '- item',
  '$math$ :tada:',
  '',
  'x'.repeat(10_000),
];
