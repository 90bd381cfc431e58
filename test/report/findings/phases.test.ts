import { describe, expect, it } from 'vitest';
import { phasesFinding } from '../../../src/report/findings.ts';
import { analysisExample, startMs } from '../../support/analysis-example.ts';

describe('The finding about phases', () => {
  it('says which part was used, and the note what was trimmed', () => {
    const example = analysisExample();
    const phases = {
      ...example.phases,
      method: 'detected',
      steadyStartMs: startMs + 45_000,
      steadyEndMs: startMs + 90_000,
      summary: 'Kept 0:45–1:30 of 1:40.',
    } as const;
    expect(phasesFinding({ ...example, phases })).toEqual({
      title: 'Steady state from 0:45 to 1:30: 45 s of 1 min 40 s',
      note: 'Kept 0:45–1:30 of 1:40.',
    });
  });

  it('says when nothing was trimmed and when there is no steady state', () => {
    const example = analysisExample();
    expect(phasesFinding(example).title).toBe('The whole run was used');
    const phases = { ...example.phases, method: 'none', steadyStartMs: null, steadyEndMs: null } as const;
    expect(phasesFinding({ ...example, phases }).title).toBe('No steady state was found');
  });
});
