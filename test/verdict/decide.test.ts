import { describe, expect, it } from 'vitest';
import { analyseRun } from '../../src/analysis/analyse-run.ts';
import { decideVerdict } from '../../src/verdict/decide.ts';
import { analysisExample } from '../support/analysis-example.ts';
import { chatRun } from '../support/engine-run-chat.ts';

describe('the verdict', () => {
  const healthy = analyseRun(chatRun());
  const saturated = analyseRun(chatRun({ isSaturated: true }));

  it('is none where nothing is to be judged', () => {
    expect(decideVerdict([])).toBeNull();
    expect(decideVerdict([analysisExample()])).toBeNull();
    expect(decideVerdict([healthy])).toBeNull();
  });

  it('is that nothing can be concluded when the load generator was the bottleneck', () => {
    const verdict = decideVerdict([saturated]);
    expect(verdict?.outcome).toBe('inconclusive');
    expect(verdict?.checks).toMatchObject([
      {
        kind: 'data-quality',
        outcome: 'inconclusive',
        subject: 'load generator',
        expected: 'keeps up with the load',
        actual: 'the bottleneck in 14 of 178 s',
        explanation: saturated.generator?.explanation,
      },
    ]);
  });

  it('names the run when there are several', () => {
    const named = { ...saturated, run: { ...saturated.run, label: 'candidate' } };
    expect(decideVerdict([healthy, named])?.checks.map(({ subject }) => subject)).toEqual([
      'load generator of candidate',
    ]);
  });

  it('does not hold an interruption, or the limit of tasks in flight, against a run', () => {
    const interrupted = analyseRun({ ...chatRun({ load: 'open' }), ended: 'interrupted' });
    expect(interrupted.generator?.flagged.map(({ reason }) => reason)).toEqual(['in-flight-limit']);
    expect(decideVerdict([interrupted])).toBeNull();
  });
});
