import { expect, it } from 'vitest';
import { watchForNobody } from '../../src/cli/nobody-left.ts';
import { arrivalRate, userStages, users } from '../../src/scenario/load-builders.ts';
import type { LoadPlan } from '../../src/scenario/load-plan.ts';
import { tickOf } from '../support/tick-example.ts';

/** What is said of each second, by users at its end and users that stopped for good in it. */
function verdicts(load: LoadPlan, seconds: readonly (readonly [users: number, aborted: number])[]) {
  const watch = watchForNobody(load);
  return seconds.map(([count, aborted], second) =>
    watch({
      ...tickOf(second, count, []),
      aborted: aborted === 0 ? [] : [{ reason: 'no login', count: aborted }],
    }),
  );
}

it('nobody is left when the last has started and all have stopped for good', () => {
  const load = users({ users: 3, spawnRate: 1, duration: '1m' });
  expect(
    verdicts(load, [
      [0, 1],
      [0, 1],
      [1, 0],
      [0, 1],
    ]),
  ).toEqual([null, null, null, 3]);
});

it('users of a later stage may still come', () => {
  const load = userStages('1@1s, 3@1s, 3..2@5s');
  expect(
    verdicts(load, [
      [0, 1],
      [1, 1],
      [0, 1],
    ]),
  ).toEqual([null, null, 3]);
});

it('users who have only ended, and tasks that come at a rate, are no reason', () => {
  expect(
    verdicts(userStages('1@1s, 0@5s'), [
      [1, 0],
      [0, 0],
    ]),
  ).toEqual([null, null]);
  expect(
    verdicts(arrivalRate({ rate: 1, duration: '1m' }), [
      [0, 1],
      [0, 1],
    ]),
  ).toEqual([null, null]);
});
