import { describe, expect, it } from 'vitest';
import { analyseRun } from '../../src/analysis/analyse-run.ts';
import { compareRuns } from '../../src/compare/compare-runs.ts';
import type { RunWithAnalysis } from '../../src/compare/options.ts';
import type { ComparedMetricId } from '../../src/model/compared-metric.ts';
import type { Comparison } from '../../src/model/comparison.ts';
import { changeWords } from '../../src/model/comparison-words.ts';
import { withMeasures } from './measured-run.ts';
import { simulatedRun } from './simulated-run.ts';

const chat = { name: '/chat', medianMs: 400 };

function rowOf(comparison: Comparison, metric: ComparedMetricId) {
  const row = comparison.rows.find((one) => one.metric === metric && one.endpoint !== 'total');
  if (row === undefined) throw new Error(`no row ${metric}`);
  return row;
}

describe('Apdex', () => {
  const before = [1, 2].map((seed) => simulatedRun(seed, [chat]));

  it('is compared by its difference, and lower is worse', () => {
    const after = [3, 4].map((seed) => simulatedRun(seed, [{ ...chat, medianMs: 600 }]));
    const row = rowOf(compareRuns(before, after), 'apdex');
    // Log-normal with σ = 0.4 around m: satisfied Φ(ln(500/m)/0.4), the rest tolerating. 400 ms: 0.855; 600 ms: 0.661.
    expect(row.baseline.value).toBeCloseTo(0.855, 1);
    expect(row.effect?.value).toBeCloseTo(0.661 - 0.855, 1);
    expect(row).toMatchObject({ scale: 'difference', role: 'exploratory', outcome: 'regressed' });
    expect(changeWords(row)).toMatch(/^−0\.1\d\d$/);
    expect(row.effect?.band).toEqual({ lo: -0.05, hi: 0.05 });
  });

  it('has an error where everybody is satisfied, and the same on both sides is no change', () => {
    const fast = (seed: number) => simulatedRun(seed, [{ name: '/chat', medianMs: 20 }]);
    const row = rowOf(compareRuns([5, 6].map(fast), [7, 8].map(fast)), 'apdex');
    expect(row).toMatchObject({ outcome: 'no-change', baseline: { value: 1 }, candidate: { value: 1 } });
    expect(row.noise?.withinRun).toBeGreaterThan(0);
  });

  it('is shown and not judged of one run a side', () => {
    const [one, other] = before as [RunWithAnalysis, RunWithAnalysis];
    expect(rowOf(compareRuns([one], [other]), 'apdex').reason).toBe('single-pair');
  });

  it('with another limit is another thing', () => {
    const after = before.map(({ run }) => ({ run, analysis: analyseRun(run, { apdexToleratedMs: 100 }) }));
    expect(rowOf(compareRuns(before, after), 'apdex')).toMatchObject({
      outcome: 'not-enough-evidence',
      reason: 'definitions-differ',
    });
  });
});

describe('measures of streamed answers', () => {
  const streamed = (seed: number, factor: number, tokens = 40) =>
    withMeasures(simulatedRun(seed, [chat]), {
      'ttft.firstContent': [100, 120, 140, 200].map((ms) => ms * factor * (1 + seed / 1000)),
      'itl.gap': [10, 12, 20].map((ms) => ms * factor * (1 + seed / 1000)),
      'tokens-per-second': [50 / factor, 60 / factor].map((rate) => rate * (1 - seed / 1000)),
      tokens: [tokens, tokens],
    });
  const before = [1, 2, 3].map((seed) => streamed(seed, 1));

  it('are judged by how runs differ, and more tokens per second are better', () => {
    const comparison = compareRuns(
      before,
      [4, 5, 6].map((seed) => streamed(seed, 1.3)),
    );
    for (const metric of ['ttft-p50', 'ttft-p95', 'chunk-gap-p95', 'tokens-per-second-p50'] as const) {
      expect(rowOf(comparison, metric)).toMatchObject({ role: 'exploratory', outcome: 'regressed' });
    }
    // Nearest rank: the second and the fourth of four values.
    expect(rowOf(comparison, 'ttft-p95').baseline.runs[0]).toBeCloseTo(200.2, 0);
    expect(rowOf(comparison, 'ttft-p50').effect?.value).toBeCloseTo(0.3, 1);
    expect(rowOf(comparison, 'tokens-per-second-p50').effect?.value).toBeLessThan(-0.2);
    expect(rowOf(comparison, 'answer-tokens-mean')).toMatchObject({
      outcome: 'not-judged',
      reason: 'no-quality',
    });
    // Gaps are many; what was observed are requests.
    expect(rowOf(comparison, 'chunk-gap-p50').baseline.requests).toBe(900);
  });

  it('of one run a side are summaries: nothing tells how sure they are', () => {
    const [one] = before as [RunWithAnalysis];
    const row = rowOf(compareRuns([one], [streamed(4, 1.3)]), 'ttft-p95');
    expect(row).toMatchObject({ reason: 'summary-only', effect: { interval: null, p: null } });
  });

  it('with other definitions are not compared', () => {
    const redefined = [4, 5, 6].map((seed) => {
      const { run, analysis } = streamed(seed, 1.3);
      const endpoints = analysis.endpoints.map((endpoint) => ({
        ...endpoint,
        measures: endpoint.measures.map((measure) => ({ ...measure, definition: 'To the first byte.' })),
      }));
      return { run, analysis: { ...analysis, endpoints } };
    });
    const comparison = compareRuns(before, redefined);
    expect(rowOf(comparison, 'ttft-p95')).toMatchObject({
      reason: 'definitions-differ',
      explanation: 'The two sides define it differently.',
    });
    expect(comparison.differences.map(({ aspect }) => aspect)).toContain('measures');
  });

  it('of answers of another length are of other work', () => {
    const longer = [4, 5, 6].map((seed) => streamed(seed, 1, 44));
    const finding = compareRuns(before, longer).differences.find(({ aspect }) => aspect === 'answer-length');
    expect(finding).toMatchObject({
      severity: 'warning',
      baseline: 'GET /chat 40 tokens',
      candidate: 'GET /chat 44 tokens',
    });
    const about = [4, 5, 6].map((seed) => streamed(seed, 1, 41));
    expect(compareRuns(before, about).differences).toEqual([]);
  });
});

describe('what differs besides the numbers', () => {
  const before = [1, 2].map((seed) => simulatedRun(seed, [chat, { name: '/health', medianMs: 5 }]));
  const aspects = (comparison: Comparison) => comparison.differences.map(({ aspect }) => aspect);

  it('may be the mix of requests', () => {
    const after = [3, 4].map((seed) =>
      simulatedRun(seed, [
        { ...chat, requestsPerS: 30 },
        { name: '/health', medianMs: 5, requestsPerS: 10 },
      ]),
    );
    const found = compareRuns(before, after).differences.find(({ aspect }) => aspect === 'mix');
    expect(found).toMatchObject({ baseline: 'GET /chat 50 %, GET /health 50 %' });
    expect(found?.candidate).toBe('GET /chat 75 %, GET /health 25 %');
    expect(aspects(compareRuns(before, before))).toEqual(['same-run']);
  });

  it('may be how long the service was warm', () => {
    const after = [3, 4].map((seed) => {
      const { run } = simulatedRun(seed, [chat, { name: '/health', medianMs: 5 }]);
      return { run, analysis: analyseRun(run, { steady: { fromMs: 120_000, toMs: 300_000 } }) };
    });
    const found = compareRuns(before, after).differences.find(({ aspect }) => aspect === 'warm-up');
    expect(found).toMatchObject({ severity: 'warning', candidate: '2.0 min' });
  });
});
