import { describe, expect, it } from 'vitest';
import type { LoadModel } from '../../src/model/run.ts';
import { loadWords } from '../../src/report/load-words.ts';
import { readable } from '../support/finding-text.ts';

type Triple = readonly [from: number, to: number, seconds: number];

const closed = (...stages: readonly Triple[]): LoadModel => ({
  kind: 'closed',
  stages: stages.map(([fromUsers, toUsers, seconds]) => ({ fromUsers, toUsers, durationMs: seconds * 1000 })),
});
const open = (arrivals: 'even' | 'poisson', ...stages: readonly Triple[]): LoadModel => ({
  kind: 'open',
  arrivals,
  stages: stages.map(([fromPerS, toPerS, seconds]) => ({ fromPerS, toPerS, durationMs: seconds * 1000 })),
});
const words = (load: LoadModel) => {
  const found = loadWords(load);
  return found === null ? null : readable(found);
};

describe('a load model in words', () => {
  it('has users, spawn rate and duration where that is the plan', () => {
    expect(words(closed([0, 100, 10], [100, 100, 890]))).toBe('closed: 100 users, 10 per s, 15 min');
    expect(words(closed([0, 1, 2], [1, 1, 58]))).toBe('closed: 1 user, 0.50 per s, 1 min');
  });

  it('has each stage of any other plan', () => {
    expect(words(closed([30, 30, 60]))).toBe('closed: 30 users for 1 min');
    expect(words(closed([10, 50, 60], [50, 50, 300], [50, 0, 10]))).toBe(
      'closed: 10 to 50 users in 1 min, 50 users for 5 min, 50 to 0 users in 10 s',
    );
  });

  it('has rate and arrivals of an open one', () => {
    expect(words(open('poisson', [50, 50, 600]))).toBe('open: 50/s, Poisson, 10 min');
    expect(words(open('even', [2.5, 50, 60], [50, 50, 60]))).toBe(
      'open: 2.5 to 50/s in 1 min, 50/s for 1 min, evenly spaced',
    );
  });

  it('is cut after six stages', () => {
    const steps = Array.from({ length: 9 }, (_, i): Triple => [i + 1, i + 1, 10]);
    expect(words(closed(...steps))?.split(', ')).toHaveLength(7);
    expect(words(closed(...steps))).toMatch(/6 users for 10 s, …$/);
  });

  it('says no more than is known', () => {
    expect(words(closed())).toBe('closed');
    expect(words(open('even'))).toBe('open: evenly spaced');
    expect(words({ kind: 'unknown' })).toBeNull();
  });
});
