import { describe, expect, it } from 'vitest';
import { analyseRun } from '../../src/analysis/analyse-run.ts';
import type { LoadModel } from '../../src/model/run.ts';
import { CLOSED, engineRun, type GeneratorSecond, generatorOf } from '../support/engine-run-example.ts';
import { readable } from '../support/finding-text.ts';

/** 50 tasks a second for 4 s, in a run of `seconds`. */
const FIFTY: LoadModel = {
  kind: 'open',
  arrivals: 'even',
  stages: [{ fromPerS: 50, toPerS: 50, durationMs: 4000 }],
};

function said(
  seconds: number,
  at: (second: number) => Partial<GeneratorSecond>,
  load: LoadModel = FIFTY,
): string | null {
  const generator = generatorOf(seconds, (second) => ({ due: second < 4 ? 50 : 0, begun: 0, ...at(second) }));
  const sent = Array.from({ length: seconds }, (_, second) => ({ second, responseMs: 20 }));
  const { notices } = analyseRun(engineRun(seconds, { 'GET /': sent }, { load, generator }));
  const notice = notices.find(({ code }) => code === 'rate-not-reached');
  return notice === undefined ? null : readable(notice.message);
}

describe('an open load', () => {
  it('that the service could not take says which rate was asked for and which achieved', () => {
    expect(said(20, () => ({ begun: 10 }))).toBe(
      '50/s asked, 10/s achieved; 160 of 200 tasks waited and were begun after the planned 4 s.',
    );
  });

  it('says so too where tasks were dropped', () => {
    expect(said(4, () => ({ begun: 40, dropped: 10 }))).toBe(
      '50/s asked, 40/s achieved; 40 of 200 tasks were dropped.',
    );
  });

  it('is as asked where tasks are begun in time, however long the last answers take', () => {
    expect(said(30, (second) => ({ begun: second < 4 ? 50 : 0 }))).toBeNull();
  });

  it('is as asked where less than 1 % is missing', () => {
    expect(said(5, (second) => ({ begun: [50, 50, 50, 49, 1][second] ?? 0 }))).toBeNull();
    expect(
      said(4, (second) => ({ begun: second === 3 ? 49 : 50, dropped: second === 3 ? 1 : 0 })),
    ).toBeNull();
  });

  it('is judged by what was due: random arrivals are not as many as their rate says', () => {
    expect(said(4, () => ({ due: 45, begun: 45 }))).toBeNull();
  });

  it('that was cut off was not due after that', () => {
    expect(said(2, () => ({ begun: 50 }))).toBeNull();
  });
});

it('a closed load has no rate that was asked for', () => {
  expect(said(20, () => ({ begun: 10 }), CLOSED)).toBeNull();
});
