import { describe, expect, it } from 'vitest';
import { compareRuns } from '../../src/compare/compare-runs.ts';
import { usualNoise } from '../../src/compare/options.ts';
import type { Comparison, MetricComparison } from '../../src/model/comparison.ts';
import type { Run } from '../../src/model/run.ts';
import { endpointOf, windowsOf } from '../support/run-example.ts';
import { type SimulatedEndpoint, simulatedRun } from './simulated-run.ts';

const chat: SimulatedEndpoint = { name: '/chat', medianMs: 300 };
const health: SimulatedEndpoint = { name: '/health', medianMs: 8 };
const slowerChat = { ...chat, medianMs: 300 * 1.25 };

const runs = (seeds: readonly number[], endpoints: readonly SimulatedEndpoint[]) =>
  seeds.map((seed) => simulatedRun(seed, endpoints));
const baseline = runs([1, 2, 3], [chat, health]);
const slower = runs([4, 5, 6], [slowerChat, health]);

function rowOf(comparison: Comparison, name: string, metric: string): MetricComparison {
  const found = comparison.rows.find(
    (row) => row.endpoint !== 'total' && row.endpoint.name === name && row.metric === metric,
  );
  if (found === undefined) throw new Error(`no row of ${name}, ${metric}`);
  return found;
}

/** What is called so, apart from all requests together: 'GET /chat latency-p95'. */
function calledSo(comparison: Comparison, outcome: MetricComparison['outcome']): readonly string[] {
  return comparison.rows.flatMap((row) =>
    row.endpoint === 'total' || row.outcome !== outcome ? [] : [`${row.endpoint.name} ${row.metric}`],
  );
}

describe('three runs against three', () => {
  const comparison = compareRuns(baseline, slower);

  it('find a slower endpoint, and nothing else', () => {
    expect(comparison.outcome).toBe('regressed');
    expect(calledSo(comparison, 'regressed')).toEqual([
      '/chat latency-p50',
      '/chat latency-p95',
      '/chat latency-p99',
      '/chat latency-mean',
      '/chat apdex',
    ]);
    const p95 = rowOf(comparison, '/chat', 'latency-p95');
    expect(p95).toMatchObject({ role: 'primary', reason: 'beyond-threshold', confirmed: true });
    expect(p95.effect?.value).toBeGreaterThan(0.15);
    expect(p95.effect?.interval?.lo).toBeLessThan(0.25);
    expect(p95.effect?.interval?.hi).toBeGreaterThan(0.25);
    expect(comparison.summary).toMatch(/^Worse: response time p95 of GET \/chat \+2\d\.\d/);
  });

  it('measure how much runs differ, and say what they rest on', () => {
    const { effect, noise } = rowOf(comparison, '/chat', 'latency-p95');
    expect(effect?.basis).toBe('these-runs');
    expect(noise?.withinRun).toBeGreaterThan(0);
    expect(noise?.betweenRuns).toBeLessThan(0.05);
  });

  it('say of the same service that nothing changed', () => {
    const same = compareRuns(baseline, runs([7, 8, 9], [chat, health]), { threshold: 0.1 });
    expect(same.outcome).toBe('no-change');
    expect(calledSo(same, 'regressed')).toEqual([]);
  });

  it('find the improvement when the sides are exchanged', () => {
    const exchanged = compareRuns(slower, baseline);
    expect(exchanged.outcome).toBe('improved');
    for (const row of comparison.rows) {
      const other = exchanged.rows.find(
        ({ endpoint, metric }) =>
          metric === row.metric && JSON.stringify(endpoint) === JSON.stringify(row.endpoint),
      );
      if (row.scale === 'ratio' && row.effect !== null) {
        expect(1 / (1 + (other?.effect?.value ?? 0))).toBeCloseTo(1 + row.effect.value, 10);
      }
      expect(other?.effect?.p).toBe(row.effect?.p);
    }
  });

  it('give the same bytes when made again', () => {
    expect(JSON.stringify(compareRuns(baseline, slower))).toBe(JSON.stringify(comparison));
    expect(JSON.parse(JSON.stringify(comparison))).toEqual(comparison);
  });

  it('do not count throughput of a closed load as evidence', () => {
    expect(rowOf(comparison, '/chat', 'throughput')).toMatchObject({
      outcome: 'not-judged',
      reason: 'follows-from-response-times',
    });
  });

  it('find failures that became more frequent', () => {
    const failing = compareRuns(
      runs([1, 2, 3], [{ ...chat, failureShare: 0.005 }, health]),
      runs([4, 5, 6], [{ ...chat, failureShare: 0.04 }, health]),
    );
    expect(calledSo(failing, 'regressed')).toEqual(['/chat error-ratio']);
    expect(failing.notices.map(({ code }) => code)).toEqual(['failures-changed']);
  });
});

describe('one run against one', () => {
  const [before] = baseline;
  const [after] = slower;
  if (before === undefined || after === undefined) throw new Error('There are runs.');

  it('is no evidence, however much they differ, and says that they do', () => {
    const pair = compareRuns([before], [after]);
    expect(pair.outcome).toBe('not-enough-evidence');
    expect(rowOf(pair, '/chat', 'latency-p95')).toMatchObject({ reason: 'single-pair', differs: true });
    expect(calledSo(pair, 'regressed')).toEqual([]);
  });

  it('can be judged by an assumed noise floor, which is then said', () => {
    const pair = compareRuns([before], [after], { assumedNoise: usualNoise });
    expect(pair.outcome).toBe('regressed');
    const p95 = rowOf(pair, '/chat', 'latency-p95');
    expect(p95.effect?.basis).toBe('assumed');
    expect(p95.explanation).toContain('Noise floor ASSUMED: runs differ by 4.0');
    expect(pair.notices.map(({ code }) => code)).toEqual(['noise-floor-assumed']);
  });

  it('says what would be enough where it is not', () => {
    const pair = compareRuns([before], [simulatedRun(9, [{ ...chat, medianMs: 312 }, health])], {
      assumedNoise: usualNoise,
    });
    const p95 = rowOf(pair, '/chat', 'latency-p95');
    expect(p95.reason).toBe('interval-too-wide');
    expect(p95.needed?.runsPerSide).toBeGreaterThan(2);
    expect(p95.needed?.dominatedBy).toBe('between-run');
    expect(p95.effect?.minimumDetectable).toBeGreaterThan(0.05);
  });

  it('never calls a run worse than itself', () => {
    for (const options of [{}, { assumedNoise: usualNoise }]) {
      const same = compareRuns([before], [before], options);
      expect(same.differences.map(({ aspect }) => aspect)).toContain('same-run');
      expect(same.rows.map(({ effect }) => effect?.value)).toEqual(same.rows.map(() => 0));
      const outcomes = new Set(same.rows.map(({ outcome }) => outcome));
      expect([...outcomes].filter((outcome) => outcome === 'regressed' || outcome === 'improved')).toEqual(
        [],
      );
    }
  });
});

describe('runs that cannot be compared', () => {
  const [before] = baseline;
  if (before === undefined) throw new Error('There is a run.');
  const refusal = (comparison: Comparison) =>
    comparison.differences.filter(({ severity }) => severity === 'refusal').map(({ aspect }) => aspect);

  it.each([
    [
      'another number of users',
      { users: { atMs: Float64Array.of(before.run.startMs ?? 0), users: Float64Array.of(40) } },
      'users',
      'load-differs',
    ],
    [
      'an open load',
      {
        load: {
          kind: 'open',
          arrivals: 'even',
          stages: [{ fromPerS: 20, toPerS: 20, durationMs: 300_000 }],
        } as const,
      },
      'load',
      'load-differs',
    ],
    [
      'other requests that are timed',
      { source: { ...before.run.source, latencyCovers: 'successful-requests' } as const },
      'latency-covers',
      'definitions-differ',
    ],
  ])('get no verdict: %s', (_, changes, aspect, reason) => {
    const other = simulatedRun(4, [slowerChat, health], { changes });
    const comparison = compareRuns([before], [other], { assumedNoise: usualNoise });
    expect(refusal(comparison)).toContain(aspect);
    expect(rowOf(comparison, '/chat', 'latency-p95')).toMatchObject({
      outcome: 'not-enough-evidence',
      reason,
    });
    expect(comparison.summary).toMatch(/^Not comparable\./);
  });

  it('are warned of when tool, version or the steps of the load differ', () => {
    const findings = (changes: Partial<Run>) =>
      compareRuns([before], [simulatedRun(4, [chat, health], { changes })]).differences.map(
        ({ aspect, severity }) => `${severity} ${aspect}`,
      );
    const { source } = before.run;
    expect(findings({})).toEqual([]);
    expect(findings({ source: { ...source, tool: 'k6' } })).toEqual(['warning tool']);
    expect(findings({ source: { ...source, toolVersion: '2.46.3' } })).toEqual(['info tool']);
    expect(findings({ source: { ...source, host: 'http://other' } })).toEqual(['warning host']);
    const stages = [
      { fromUsers: 0, toUsers: 20, durationMs: 1000 },
      { fromUsers: 20, toUsers: 20, durationMs: 299_000 },
    ];
    const steps = [{ fromUsers: 20, toUsers: 20, durationMs: 300_000 }];
    const stepped = simulatedRun(4, [chat, health], { changes: { load: { kind: 'closed', stages } } });
    const flat = simulatedRun(5, [chat, health], { changes: { load: { kind: 'closed', stages: steps } } });
    expect(compareRuns([stepped], [flat]).differences).toMatchObject([
      { aspect: 'load', severity: 'warning', baseline: '0→20 users, 20 users', candidate: '20 users' },
    ]);
  });

  it('get none where the load generator was the bottleneck', () => {
    const { run, analysis } = before;
    if (analysis.generator !== null) throw new Error('This run has no record of its generator.');
    const generator = {
      outcome: 'saturated',
      explanation: 'It had no time left.',
      workers: 1,
      secondsJudged: 300,
      secondsAtFault: 200,
      flagged: [],
      achievedRatio: null,
      due: 0,
      begun: 0,
      dropped: 0,
      unfinished: 0,
      peakEventLoopUtilization: 1,
      peakStolenShare: null,
      peakLateP99Ms: null,
      peakWaiting: 0,
      series: null,
    } as const;
    const comparison = compareRuns([{ run, analysis: { ...analysis, generator } }], slower);
    expect(refusal(comparison)).toEqual(['generator']);
    expect(comparison.rows.filter(({ outcome }) => outcome === 'regressed')).toEqual([]);
  });

  it('are at least one on each side', () => {
    expect(() => compareRuns([], slower)).toThrow('the baseline has no run');
    expect(() => compareRuns(baseline, [])).toThrow('the candidate has no run');
    expect(() => compareRuns(baseline, slower, { threshold: 0 })).toThrow('the threshold is 0 %');
  });
});

describe('awkward runs', () => {
  it('with endpoints on one side only name them and compare the others', () => {
    const renamed = runs([4, 5, 6], [{ ...slowerChat, name: '/v2/chat' }, health]);
    const comparison = compareRuns(baseline, renamed);
    expect(comparison.onlyInBaseline.map(({ name }) => name)).toEqual(['/chat']);
    expect(comparison.onlyInCandidate.map(({ name }) => name)).toEqual(['/v2/chat']);
    expect(comparison.differences.map(({ aspect }) => aspect)).toEqual(['endpoints']);
    const mapped = compareRuns(baseline, renamed, {
      renames: [{ from: { method: 'GET', name: '/chat' }, to: { method: 'GET', name: '/v2/chat' } }],
    });
    expect(mapped.onlyInBaseline).toEqual([]);
    expect(rowOf(mapped, '/v2/chat', 'latency-p95')).toMatchObject({
      outcome: 'regressed',
      renamedFrom: { method: 'GET', name: '/chat' },
    });
  });

  it('with nothing in common are no pass', () => {
    const comparison = compareRuns(baseline, runs([4, 5, 6], [{ ...chat, name: '/other' }]));
    expect(comparison.outcome).toBe('not-enough-evidence');
    expect(comparison.rows.map(({ endpoint }) => endpoint)).not.toContainEqual({
      method: 'GET',
      name: '/chat',
    });
  });

  it('with failures only are compared by what there is', () => {
    const failing = runs([4, 5, 6], [{ ...chat, failureShare: 1 }, health]);
    const comparison = compareRuns(baseline, failing);
    expect(rowOf(comparison, '/chat', 'error-ratio').outcome).toBe('regressed');
    const both = compareRuns(failing, runs([7, 8, 9], [{ ...chat, failureShare: 1 }, health]));
    expect(calledSo(both, 'regressed')).toEqual([]);
    expect(rowOf(both, '/chat', 'error-ratio').effect?.value).toBe(0);
  });

  it.each([
    ['no request', windowsOf(new Array<number>(300).fill(0))],
    ['a single window', windowsOf([50])],
    ['no window', null],
  ])('with %s give no verdict and no error', (_, windows) => {
    const odd = [11, 12, 13].map((seed) => {
      const { run } = simulatedRun(seed, [health], { seconds: 30 });
      return simulatedRun(seed, [health], {
        changes: { endpoints: [...run.endpoints, endpointOf('/chat', windows)] },
      });
    });
    const comparison = compareRuns(baseline, odd);
    expect(calledSo(comparison, 'regressed').filter((name) => name.startsWith('/chat'))).toEqual([]);
    expect(calledSo(comparison, 'improved').filter((name) => name.startsWith('/chat latency-p'))).toEqual([]);
  });

  it('of a few seconds are too short', () => {
    const short = [14, 15, 16].map((seed) => simulatedRun(seed, [slowerChat, health], { seconds: 60 }));
    const comparison = compareRuns(baseline, short);
    expect(rowOf(comparison, '/chat', 'latency-p95').gates).toContain('too-short');
    expect(comparison.outcome).toBe('not-enough-evidence');
  });
});
