import { describe, expect, it } from 'vitest';
import { findPlateau } from '../../src/analysis/plateau.ts';
import type { LoadModel } from '../../src/model/run.ts';
import { chatRun } from '../support/engine-run-chat.ts';

type Stages = Extract<LoadModel, { kind: 'open' }>['stages'];

/** The plateau of an open load over 180 s, in seconds since the start; users come and go as they like. */
function plateau(stages: Stages): readonly [number, number] | null {
  const run = { ...chatRun({ load: 'open' }), load: { kind: 'open', arrivals: 'even', stages } as const };
  const startMs = run.startMs ?? 0;
  const found = findPlateau(run, { startMs, endMs: startMs + 180_000 });
  return found === null ? null : [(found.startMs - startMs) / 1000, (found.endMs - startMs) / 1000];
}

const stage = (fromPerS: number, toPerS: number, seconds: number) => ({
  fromPerS,
  toPerS,
  durationMs: seconds * 1000,
});

describe('the plateau of an open load follows the arrival rate that was asked for', () => {
  it('is the whole run at a constant rate', () => {
    expect(plateau([stage(25, 25, 180)])).toEqual([0, 180]);
  });

  it('begins when a ramp has reached the highest rate', () => {
    expect(plateau([stage(1, 50, 60), stage(50, 50, 120)])).toEqual([60, 180]);
  });

  it('joins stages that go on at the same rate, and ends with them', () => {
    expect(plateau([stage(50, 50, 60), stage(50, 50, 60), stage(50, 0, 60)])).toEqual([0, 120]);
  });

  it('is the longest of several at the highest rate', () => {
    const stages = [stage(50, 50, 30), stage(10, 10, 30), stage(50, 50, 90), stage(5, 5, 30)];
    expect(plateau(stages)).toEqual([60, 150]);
  });

  it('is none when the rate never holds, or holds for less than a tenth of the run', () => {
    expect(plateau([stage(1, 100, 180)])).toBeNull();
    expect(plateau([stage(1, 100, 170), stage(100, 100, 10)])).toBeNull();
  });

  it('ends with the run when that was cut off', () => {
    expect(plateau([stage(50, 50, 3600)])).toEqual([0, 180]);
  });
});
