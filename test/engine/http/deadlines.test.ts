import { expect, test } from 'vitest';
import { Deadlines, type Timed } from '../../../src/engine/http/deadlines.ts';

const timed = (onDeadline: () => void): Timed => ({
  dueMs: 0,
  queue: null,
  earlier: null,
  later: null,
  onDeadline,
});

test('what is not over comes due in the order of its deadlines, what is over does not', async () => {
  const due: string[] = [];
  const deadlines = new Deadlines();
  const nowMs = performance.now();
  let finish = (): void => {};
  const isOver = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const add = (name: string, limitMs: number) => {
    const item = timed(() => due.push(name));
    deadlines.add(item, nowMs, limitMs);
    return item;
  };

  add('slow', 90);
  const [first, , middle, , last] = ['a', 'b', 'c', 'd', 'e'].map((name) => add(name, 30));
  for (const item of [first, middle, last]) deadlines.remove(item as Timed);
  deadlines.remove(middle as Timed);
  deadlines.add(timed(finish), nowMs, 120);
  setTimeout(finish, 10_000).unref();
  const ended = setInterval(() => {}, 1000);
  await isOver;
  clearInterval(ended);

  expect(due).toEqual(['b', 'd', 'slow']);
});

test('one that comes due may add another', async () => {
  const deadlines = new Deadlines();
  const due: number[] = [];
  const keepsRunning = setInterval(() => {}, 1000);
  await new Promise<void>((resolve) => {
    const again = timed(() => {
      due.push(due.length);
      if (due.length === 3) resolve();
      else deadlines.add(again, performance.now(), 5);
    });
    deadlines.add(again, performance.now(), 5);
  });
  clearInterval(keepsRunning);

  expect(due).toEqual([0, 1, 2]);
});
