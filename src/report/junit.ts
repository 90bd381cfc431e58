import type { Analysis, EndpointAnalysis, EndpointStatistics, Estimate } from '../model/analysis.ts';
import { endpointLabel } from '../model/endpoint-key.ts';
import type { Result } from '../model/result.ts';
import type { Check } from '../model/verdict.ts';
import { namedText } from './findings/finding.ts';
import { percentileScope, type Scope } from './findings/response-time.ts';
import { headline } from './findings.ts';
import { hasCalendarDate, hasWideBounds, shortText } from './format.ts';
import { element } from './junit/xml.ts';
import type { Reporter } from './reporter.ts';

/**
 * JUnit XML as Jenkins, GitLab and GitHub's actions read it: a suite per run. With a verdict every check is a test
 * case; without one, or with one about the quality of the data alone, every endpoint is a skipped test case, since nothing was judged. Times are in seconds. The layout
 * is that of the JUnit schema of Jenkins' xunit plugin, junit-10.xsd.
 */
export const junit = {
  id: 'junit',
  title: 'JUnit XML for a build server',
  fileName: 'junit.xml',
  async render(result) {
    const suites = suitesOf(result);
    const counts = countCases(suites.flatMap((suite) => suite.cases));
    const attributes = {
      name: result.tool.name,
      ...counts,
      time: seconds(suites.reduce((sum, s) => sum + s.durationMs, 0)),
    };
    return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', attributes, suites.map(suiteXml))}\n`;
  },
} as const satisfies Reporter;

interface Suite {
  readonly name: string;
  readonly startMs: number | null;
  readonly durationMs: number;
  readonly properties: ReadonlyMap<string, string | number>;
  readonly cases: readonly Case[];
}

interface Case {
  readonly name: string;
  readonly suite: string;
  readonly timeMs: number;
  readonly properties: ReadonlyMap<string, string | number>;
  readonly outcome: 'pass' | 'fail' | 'skipped';
  /** Why it failed or was skipped. */
  readonly reason: string;
  readonly kind: string;
}

/** A verdict over several runs belongs to none of them: its checks are a suite of their own. */
function suitesOf(result: Result): readonly Suite[] {
  const checks = result.verdict?.checks ?? [];
  if (checks.length === 0)
    return result.analyses.map((analysis) => runSuite(analysis, unjudgedCases(analysis)));
  const [only, ...others] = result.analyses;
  if (only !== undefined && others.length === 0) {
    const isUnjudged = checks.every((check) => check.kind === 'data-quality');
    const cases = [...checkCases(checks, labelOf(only)), ...(isUnjudged ? unjudgedCases(only) : [])];
    return [runSuite(only, cases)];
  }
  const verdict = {
    name: 'verdict',
    startMs: null,
    durationMs: 0,
    properties: new Map(),
    cases: checkCases(checks, 'verdict'),
  };
  return [verdict, ...result.analyses.map((analysis) => runSuite(analysis, []))];
}

function runSuite(analysis: Analysis, cases: readonly Case[]): Suite {
  const { id, source, startMs, durationMs } = analysis.run;
  return {
    name: labelOf(analysis),
    startMs,
    durationMs: durationMs ?? 0,
    properties: new Map<string, string | number>([
      ['run-id', id],
      ['measured-by', [source.tool, source.toolVersion].filter((part) => part !== null).join(' ')],
      ['headline', headline(analysis, null).title],
      ...numbersOf(analysis.total, percentileScope(analysis)),
    ]),
    cases,
  };
}

function labelOf(analysis: Analysis): string {
  return shortText(analysis.run.label);
}

function checkCases(checks: readonly Check[], suite: string): readonly Case[] {
  return checks.map((check) => ({
    name: `${check.subject}: ${check.expected}`,
    suite,
    timeMs: 0,
    properties: new Map([['measured', check.actual]]),
    outcome: check.outcome === 'inconclusive' ? 'skipped' : check.outcome,
    reason:
      check.outcome === 'inconclusive'
        ? `not enough evidence: ${check.explanation}`
        : `${check.actual}, expected ${check.expected}. ${check.explanation}`,
    kind: check.kind,
  }));
}

function unjudgedCases(analysis: Analysis): readonly Case[] {
  const skipped = { suite: labelOf(analysis), outcome: 'skipped', kind: 'none' } as const;
  if (analysis.endpoints.length === 0) {
    const reason = headline(analysis, null).title;
    return [{ ...skipped, name: 'requests', timeMs: 0, properties: new Map(), reason }];
  }
  return analysis.endpoints.map((endpoint) => ({
    ...skipped,
    name: namedText(endpointLabel(endpoint.key), Number.POSITIVE_INFINITY),
    timeMs: endpoint.whole.latency?.meanMs?.value ?? 0,
    properties: new Map(numbersOf(endpoint, percentileScope(analysis))),
    reason: 'no target set',
  }));
}

/** Times in seconds; what is unknown is left out. */
function numbersOf(
  endpoint: EndpointAnalysis,
  scope: Scope,
): readonly (readonly [string, string | number])[] {
  const statistics = endpoint[scope];
  if (statistics === null) return [];
  const part = scope === 'steady' ? 'steady state' : 'whole run';
  return [['part-of-run', part], ...countsOf(statistics), ...timesOf(statistics)];
}

function countsOf({ requests, failures, throughputPerS, errorRatio }: EndpointStatistics) {
  return known([
    ['requests', requests],
    ['failures', failures],
    ['requests-per-second', throughputPerS?.value],
    ['error-ratio', errorRatio?.value],
  ]);
}

function timesOf({ latency }: EndpointStatistics) {
  const percentiles = (latency?.percentiles ?? []).map(
    ({ percentile, value }) => [`response-time-p${percentile}-s`, estimateInSeconds(value)] as const,
  );
  const mean = latency?.meanMs ?? null;
  return [
    ...(mean === null ? [] : [['response-time-mean-s', estimateInSeconds(mean)] as const]),
    ...percentiles,
  ];
}

/** '0.790000', or '1.100000 to 6.600000' where only this range is known. */
function estimateInSeconds(estimate: Estimate): string {
  const precise = (ms: number) => (ms / 1000).toFixed(6);
  if (!hasWideBounds(estimate)) return precise(estimate.value);
  return `${precise(estimate.bounds.lo)} to ${precise(estimate.bounds.hi)}`;
}

function known(pairs: readonly (readonly [string, number | undefined])[]) {
  return pairs.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

function suiteXml({ name, startMs, durationMs, properties, cases }: Suite): string {
  // The schema wants the time of day without a zone; it is UTC.
  const timestamp =
    startMs === null || !hasCalendarDate(startMs)
      ? {}
      : { timestamp: new Date(startMs).toISOString().slice(0, 19) };
  const attributes = { name, ...countCases(cases), time: seconds(durationMs), ...timestamp };
  return element('testsuite', attributes, [...propertiesXml(properties), ...cases.map(caseXml)]);
}

function caseXml({ name, suite, timeMs, properties, outcome, reason, kind }: Case): string {
  const verdict =
    outcome === 'pass'
      ? []
      : [
          element(
            outcome === 'fail' ? 'failure' : 'skipped',
            outcome === 'fail' ? { message: reason, type: kind } : { message: reason },
          ),
        ];
  return element('testcase', { classname: suite, name, time: seconds(timeMs) }, [
    ...propertiesXml(properties),
    ...verdict,
  ]);
}

function propertiesXml(properties: ReadonlyMap<string, string | number>): readonly string[] {
  if (properties.size === 0) return [];
  return [
    element(
      'properties',
      {},
      [...properties].map(([name, value]) => element('property', { name, value })),
    ),
  ];
}

function countCases(cases: readonly Case[]) {
  const count = (outcome: Case['outcome']) => cases.filter((each) => each.outcome === outcome).length;
  return { tests: cases.length, failures: count('fail'), errors: 0, skipped: count('skipped') };
}

/** '0.360': seconds to the millisecond, as build servers expect. */
function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
