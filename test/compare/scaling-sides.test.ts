import { describe, expect, it } from 'vitest';
import { analyseRun } from '../../src/analysis/analyse-run.ts';
import { compareRuns } from '../../src/compare/compare-runs.ts';
import { readResultDocument } from '../../src/decode/result-document.ts';
import type { Result } from '../../src/model/result.ts';
import { reporterFor } from '../../src/report/registry.ts';
import { exactly, polled, reads, runOf, scalingTruth, timelineOf } from '../support/scaling-truth.ts';

const truth = scalingTruth('sim-heavy');
const analysed = (id: string, coarsen = exactly) => {
  const run = { ...runOf(truth, [timelineOf(truth, coarsen)]), id };
  return { run, analysis: analyseRun(run) };
};

describe('how a workload scaled on both sides', () => {
  const before = analysed('before000000');
  const after = analysed('after0000000', polled(reads(truth, () => 15_000)));
  const comparison = compareRuns([before], [after]);

  it('is put side by side, with what the record leaves open, and nothing of it is tested', () => {
    const [sides, ...others] = comparison.scaling ?? [];
    expect(others).toEqual([]);
    const [baseline, candidate] = [sides?.baseline[0], sides?.candidate[0]];
    const surges = before.analysis.scaling[0]?.surges ?? [];
    expect(surges.length).toBeGreaterThan(0);
    expect(baseline).toMatchObject({ runId: 'before000000', surges: surges.length });
    const exact = baseline?.timeToScale;
    const asPolled = candidate?.timeToScale;
    // Seen every 15 s, the same time to scale is a range that holds the exact one.
    expect(asPolled?.leastMs).toBeLessThanOrEqual(exact?.leastMs ?? 0);
    expect(asPolled?.mostMs ?? 0).toBeGreaterThanOrEqual(exact?.mostMs ?? Number.POSITIVE_INFINITY);
    expect(comparison.rows.map(({ metric }) => metric)).not.toContain('time-to-scale');
  });

  it('is said in every format for people, and read again', async () => {
    const result: Result = {
      schema: 'result/1',
      tool: { name: 'plimsoll', version: '0.0.0' },
      createdMs: 0,
      analyses: [before.analysis, after.analysis],
      comparison,
      trend: null,
      verdict: null,
    };
    for (const id of ['text', 'markdown', 'html']) {
      const text = await reporterFor(id)?.render(result, { columns: null, colour: false });
      expect(text).toContain('slowest time to scale');
      expect(text).toContain('llm-chatbot-backend');
    }
    expect(readResultDocument(JSON.stringify(result), 'r.json').comparison).toEqual(comparison);
  });

  it('is left out where only one side has a record', () => {
    const without = runOf(truth, []);
    const other = { run: without, analysis: analyseRun(without) };
    expect(compareRuns([before], [other]).scaling).toBeUndefined();
  });
});
