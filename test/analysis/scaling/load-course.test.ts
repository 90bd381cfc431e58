import { describe, expect, it } from 'vitest';
import { loadCourseOf } from '../../../src/analysis/scaling/load-course.ts';
import type { LoadModel } from '../../../src/model/run.ts';
import { ENGINE_START_MS, engineRun } from '../../support/engine-run-example.ts';

const at = (s: number) => ENGINE_START_MS + s * 1000;
const exactly = (s: number) => ({ earliestMs: at(s), latestMs: at(s) });

function planned(load: LoadModel) {
  return loadCourseOf(engineRun(600, { 'GET /': [] }, { load }));
}

describe('the load of a run by our engine', () => {
  it('changes when its stages begin, to the ms; a ramp when it begins', () => {
    const course = planned({
      kind: 'closed',
      stages: [
        { fromUsers: 0, toUsers: 50, durationMs: 5000 },
        { fromUsers: 50, toUsers: 50, durationMs: 295_000 },
        { fromUsers: 50, toUsers: 100, durationMs: 60_000 },
        { fromUsers: 100, toUsers: 100, durationMs: 180_000 },
        { fromUsers: 20, toUsers: 20, durationMs: 60_000 },
      ],
    });
    expect(course?.changes).toEqual([
      { at: exactly(0), untilMs: at(5), direction: 'up', level: { from: 0, to: 50 } },
      { at: exactly(300), untilMs: at(360), direction: 'up', level: { from: 50, to: 100 } },
      { at: exactly(540), untilMs: at(540), direction: 'down', level: { from: 100, to: 20 } },
    ]);
    expect(course?.end).toEqual(exactly(600));
  });

  it('is in requests per second where it is open; what was cut off did not happen', () => {
    const course = planned({
      kind: 'open',
      arrivals: 'even',
      stages: [
        { fromPerS: 10, toPerS: 10, durationMs: 300_000 },
        { fromPerS: 40, toPerS: 40, durationMs: 600_000 },
        { fromPerS: 80, toPerS: 80, durationMs: 600_000 },
      ],
    });
    expect(course?.unit).toBe('req/s');
    expect(course?.changes.map(({ level }) => level)).toEqual([
      { from: 0, to: 10 },
      { from: 10, to: 40 },
    ]);
    expect(course?.end).toEqual(exactly(600));
  });
});

describe('the load of an import', () => {
  const imported = (users: readonly number[]) => {
    const run = engineRun(users.length, { 'GET /': [] }, { load: { kind: 'unknown' } });
    return loadCourseOf({
      ...run,
      source: { ...run.source, kind: 'import', tool: 'Locust' },
      users: { atMs: Float64Array.from(users, (_, i) => at(i)), users: Float64Array.from(users) },
    });
  };
  const held = (level: number, seconds: number) => Array.from({ length: seconds }, () => level);

  it('changed somewhere between the rows before and after, a stamp of whole seconds being up to a second early', () => {
    const course = imported([...held(10, 60), 20, 30, 40, ...held(50, 60)]);
    expect(course?.changes).toMatchObject([
      { direction: 'up', level: { from: 0, to: 10 }, at: { earliestMs: at(-1), latestMs: at(1) } },
      { direction: 'up', level: { from: 10, to: 50 }, at: { earliestMs: at(59), latestMs: at(61) } },
    ]);
  });

  it('that grows slowly is one change, which began with its first step', () => {
    const ramp = Array.from({ length: 40 }, (_, i) => held(10 + i, 20)).flat();
    expect(imported(ramp)?.changes).toMatchObject([{ level: { from: 0, to: 49 } }]);
  });

  it('did not change where a user in a hundred came or went', () => {
    expect(imported([...held(100, 60), ...held(101, 60), ...held(100, 60)])?.changes).toHaveLength(1);
  });

  it('without users begins with the first request', () => {
    const run = engineRun(100, { 'GET /': [{ second: 7, responseMs: 10 }] }, { load: { kind: 'unknown' } });
    expect(loadCourseOf(run)?.changes).toEqual([
      { at: { earliestMs: at(7), latestMs: at(8) }, direction: 'up', level: null, untilMs: at(8) },
    ]);
    expect(loadCourseOf({ ...run, startMs: null })).toBeNull();
  });
});
