import { describe, expect, it } from 'vitest';
import { analyseRun } from '../../src/analysis/analyse-run.ts';
import { parseGate } from '../../src/decode/gate/parse-gate.ts';
import type { Analysis, Estimate } from '../../src/model/analysis.ts';
import type { Check } from '../../src/model/verdict.ts';
import { decideVerdict } from '../../src/verdict/decide.ts';
import {
  analysisExample,
  estimate,
  latencyOf,
  seriesOf,
  statisticsOf,
  timelineOf,
} from '../support/analysis-example.ts';
import { comparisonExample, openRowExample, rowExample } from '../support/comparison-example.ts';
import { chatRun } from '../support/engine-run-chat.ts';

const chat = analyseRun(chatRun());

function checksOf(analysis: Analysis, ...gates: readonly string[]): readonly Check[] {
  return (
    decideVerdict(
      [analysis],
      null,
      gates.map((text) => parseGate(text)),
    )?.checks ?? []
  );
}

/** What one gate over one number comes to. */
function outcomeOf(gate: string, value: Estimate): Pick<Check, 'outcome' | 'actual' | 'explanation'> {
  const statistics = statisticsOf(value.n, 0, latencyOf({}, { meanMs: value }));
  const { total } = analysisExample();
  const [check] = checksOf(analysisExample({ total: { ...total, whole: statistics } }), gate);
  if (check === undefined) throw new Error('no check');
  return check;
}

describe('a limit', () => {
  const interval = (lo: number, hi: number | null) => ({ lo, hi, confidence: 0.95, method: 'EWC' });

  it.each([
    [interval(450, 550), 'pass'],
    [interval(450, 650), 'inconclusive'],
    [interval(450, null), 'inconclusive'],
    [null, 'pass'],
  ] as const)('of 600 ms on a mean of 500 ms with the interval %j: %s', (given, outcome) => {
    const value = { value: 500, n: 1000, bounds: null, interval: given };
    expect(outcomeOf('mean < 600ms', value)).toMatchObject({ outcome, actual: '500 ms' });
  });

  it('says how much more would be enough: half the interval needs four times the requests', () => {
    const value = { value: 500, n: 1000, bounds: null, interval: interval(300, 700) };
    const { outcome, explanation } = outcomeOf('mean < 600ms', value);
    expect(outcome).toBe('inconclusive');
    expect(explanation).toContain('the 95\u202f% interval is 300 ms to 700 ms');
    expect(explanation).toContain('About 4\u202f000 requests would be enough');
    expect(outcomeOf('mean < 500ms', value).explanation).toContain('too close to the limit');
  });

  it('is missed only when all of the interval is', () => {
    const value = { value: 700, n: 1000, bounds: null, interval: interval(610, 790) };
    expect(outcomeOf('mean < 600ms', value).outcome).toBe('fail');
    expect(outcomeOf('mean < 620ms', value).outcome).toBe('inconclusive');
    expect(outcomeOf('mean > 600ms', value).outcome).toBe('pass');
    expect(outcomeOf('mean > 800ms', value).outcome).toBe('fail');
  });

  it('is not decided where the source rounds across it', () => {
    const value = estimate(500, { lo: 450, hi: 549 });
    expect(outcomeOf('mean < 520ms', value)).toMatchObject({
      outcome: 'inconclusive',
      actual: '450 ms to 549 ms',
      explanation: expect.stringContaining('The source rounds'),
    });
    expect(outcomeOf('mean < 550ms', value).outcome).toBe('pass');
    expect(outcomeOf('mean <= 549ms', value).outcome).toBe('pass');
    expect(outcomeOf('mean < 449ms', value).outcome).toBe('fail');
  });

  it('on a percentile without an interval needs the 72 values that p95 needs (statistics.md 2)', () => {
    const { total } = analysisExample();
    const of = (count: number) => {
      const latency = latencyOf({ 95: [790, 785, 795] }, { count });
      const percentiles = latency.percentiles.map((entry) => ({
        ...entry,
        value: { ...entry.value, n: count },
      }));
      const whole = statisticsOf(count, 0, { ...latency, percentiles });
      return checksOf(analysisExample({ total: { ...total, whole } }), 'p95 < 1s')[0];
    };
    expect(of(71)).toMatchObject({ outcome: 'inconclusive', explanation: expect.stringContaining('72') });
    expect(of(72)).toMatchObject({ outcome: 'pass' });
  });
});

describe('which part of a run is judged', () => {
  const [steady, whole, both] = checksOf(
    chat,
    'throughput > 1/s',
    'throughput > 1/s during whole run',
    'requests > 10',
  );

  it('is the steady state, unless it says otherwise; numbers are counted over all of it', () => {
    expect(chat.phases.method).toBe('detected');
    expect(steady?.explanation).toMatch(/^Steady state, /);
    expect(whole?.explanation).toMatch(/^Whole run, /);
    expect(whole?.expected).toBe('above 1/s in the whole run');
    expect(both?.explanation).toMatch(/^Whole run, /);
  });

  it('is the whole run where the source has nothing else, and that is said', () => {
    const [usual, asked] = checksOf(analysisExample(), 'p95 < 1s', 'p95 < 1s during steady');
    expect(usual).toMatchObject({ outcome: 'pass' });
    expect(usual?.explanation).toContain(
      'Whole run, 1\u202f000 requests (the source has no curve over time)',
    );
    expect(asked).toMatchObject({ outcome: 'inconclusive', actual: 'no value' });
    expect(asked?.explanation).toContain('no steady state is known');
  });

  it('cannot be the steady state where none was found', () => {
    const unsettled = { ...chat, phases: { ...chat.phases, method: 'none' as const } };
    expect(checksOf(unsettled, 'p95 < 60s')[0]).toMatchObject({
      outcome: 'inconclusive',
      explanation: 'No steady state was found; write "during whole run" to judge all of it.',
    });
    expect(checksOf(unsettled, 'p95 < 60s during whole run')[0]).toMatchObject({ outcome: 'pass' });
  });
});

describe('what a run does not tell', () => {
  it.each([
    ['p97 < 1s', 'has no p97, only p50, p90, p95, p99'],
    ['p95 of ttft < 1s', 'The run has no such measurement'],
    ['time_to_scale < 2m', 'no record of how its cluster scaled'],
    ['p95{GET /gone} < 1s', 'The run has no request of this name'],
    ['p95 < 1s for 10s', 'no curve over time'],
    ['p95 <= baseline * 1.1', 'nothing to compare with yet'],
    ['no regression', 'nothing to compare with yet'],
  ])('%s is neither met nor missed', (gate, why) => {
    expect(checksOf(analysisExample(), gate)).toMatchObject([
      { outcome: 'inconclusive', explanation: expect.stringContaining(why) },
    ]);
  });

  it('is no pass where every request failed', () => {
    const failed = statisticsOf(500, 500, null);
    const { total } = analysisExample();
    const analysis = analysisExample({ total: { ...total, whole: failed } });
    expect(checksOf(analysis, 'p95 < 1s')[0]).toMatchObject({ outcome: 'inconclusive' });
  });
});

describe('{each}', () => {
  it('is a check for every endpoint, but not for groups of requests', () => {
    expect(chat.endpoints.some(({ isGroup }) => isGroup)).toBe(true);
    expect(checksOf(chat, 'mean{each} < 1h').map(({ id, subject }) => [id, subject])).toEqual([
      ['gate-1-1', 'POST /chat, response time mean'],
      ['gate-1-2', 'GET /health, response time mean'],
    ]);
  });
});

describe('measures of a streamed answer', () => {
  it('are judged over the whole run', () => {
    expect(checksOf(chat, 'p95 of ttft{POST /chat} < 1h', 'mean of tokens{POST /chat} > 1')).toMatchObject([
      { outcome: 'pass', explanation: expect.stringContaining('nothing else is kept of this') },
      { outcome: 'pass' },
    ]);
  });
});

describe('"for"', () => {
  /** Buckets of 1 s, p95-free: a mean of 100 ms, or what is given from second 20 on. */
  const over = (gate: string, from20: readonly (number | null)[]): Check | undefined => {
    const means = [...new Array<number>(20).fill(100), ...from20, ...new Array<number>(20).fill(100)];
    const { total } = analysisExample();
    const timeline = timelineOf(means.length);
    const series = seriesOf(means);
    const [check] = checksOf(analysisExample({ timeline, total: { ...total, series } }), gate);
    return check;
  };
  const slow = (seconds: number) => new Array<number>(seconds).fill(900);

  it('is missed when the limit is violated for that long on end', () => {
    expect(over('mean < 500ms for 10s', slow(10))).toMatchObject({
      outcome: 'fail',
      actual: 'violated for 10 s on end, from 20 s into the run',
      expected: 'below 500 ms, but for less than 10 s on end',
    });
    expect(over('mean < 500ms for 10s', slow(9))).toMatchObject({
      outcome: 'pass',
      actual: 'violated for at most 9 s on end',
    });
    expect(over('mean < 500ms for 10s', [])).toMatchObject({ outcome: 'pass', actual: 'never violated' });
  });

  it('begins anew when the limit is met between, but not when nothing was measured', () => {
    expect(over('mean < 500ms for 10s', [...slow(6), 100, ...slow(6)])?.outcome).toBe('pass');
    expect(over('mean < 500ms for 10s', [...slow(6), null, ...slow(6)])?.outcome).toBe('fail');
  });

  it('cannot be shorter than a step of the curve', () => {
    expect(over('mean < 500ms for 500ms', slow(3))).toMatchObject({
      outcome: 'inconclusive',
      explanation: expect.stringContaining('steps of 1 s'),
    });
  });
});

describe('a gate on a comparison', () => {
  const before = { ...analysisExample().run, id: 'ba5e11ae0001' };
  const comparison = comparisonExample({
    baseline: [before],
    rows: [
      rowExample(),
      rowExample({
        endpoint: { method: 'GET', name: '/health' },
        metric: 'latency-mean',
        role: 'exploratory',
        outcome: 'no-change',
      }),
      openRowExample(),
    ],
  });
  const analyses = [...comparison.baseline, ...comparison.candidate].map((run) => analysisExample({ run }));
  const judged = (...gates: readonly string[]) =>
    decideVerdict(
      analyses,
      comparison,
      gates.map((text) => parseGate(text)),
    )?.checks.map(({ kind, subject, outcome, expected }) => ({ kind, subject, outcome, expected }));

  it('takes the place of the usual threshold', () => {
    expect(judged()).toMatchObject([{ kind: 'regression', outcome: 'fail' }]);
    expect(judged('no regression > 50%')).toMatchObject([
      { outcome: 'pass', expected: 'no regression beyond +50.0\u202f%' },
    ]);
  });

  // The row: +24 %, 95 % interval +18 to +30 %, 90 % interval +19 to +29 %, adjusted p 0.0002.
  it.each([
    ['no regression', 'fail'],
    ['no regression > 5%', 'fail'],
    ['no regression > 20%', 'fail'],
    ['no regression > 25%', 'inconclusive'],
    ['no regression > 30%', 'pass'],
    ['p95{POST /chat} <= baseline * 1.10', 'fail'],
    ['p95 <= baseline * 1.25', 'inconclusive'],
    ['p95 <= baseline * 1.35', 'pass'],
    ['p95 <= baseline + 50ms', 'fail'],
    ['p95 <= baseline + 200ms', 'pass'],
    ['p95 > baseline', 'pass'],
  ])('%s: %s', (gate, outcome) => {
    expect(judged(gate)).toMatchObject([
      { kind: 'regression', subject: 'POST /chat, response time p95', outcome },
    ]);
  });

  it('says what is not compared', () => {
    expect(judged('p99 <= baseline')).toMatchObject([
      { outcome: 'inconclusive', subject: 'p99 <= baseline' },
    ]);
    expect(judged('error_ratio{total} <= baseline')).toMatchObject([{ outcome: 'inconclusive' }]);
  });

  it('does not judge by numbers that the comparison does not trust', () => {
    const gated = comparisonExample({
      rows: [rowExample({ gates: ['single-pair'], outcome: 'not-enough-evidence' })],
    });
    const gates = ['p95 <= baseline * 1.1', 'no regression > 5%'].map((text) => parseGate(text));
    expect(decideVerdict([], gated, gates)?.checks.map(({ outcome }) => outcome)).toEqual([
      'inconclusive',
      'inconclusive',
    ]);
  });

  it('limits the candidate, not the baseline', () => {
    expect(judged('p95 < 1s')?.filter(({ kind }) => kind === 'slo')).toHaveLength(
      comparison.candidate.length,
    );
  });
});
