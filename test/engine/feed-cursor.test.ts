import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFeedCursor } from '../../src/engine/feed-cursor.ts';
import { rowsFeed } from '../../src/scenario/feed.ts';

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

function user(id: number, draws: readonly number[] = []): { id: number; random: () => number } {
  const rest = [...draws];
  return { id, random: () => rest.shift() ?? 0 };
}

describe('the rows of a feed', () => {
  it('come one after the other, from the start again at the end', () => {
    const cursor = createFeedCursor({ worker: 0, workers: 1 });
    const feed = rowsFeed(letters.slice(0, 3));
    expect([1, 2, 1, 1].map((id) => cursor.next(feed, user(id)))).toEqual(['a', 'b', 'c', 'a']);
  });

  it('are dealt over workers: in a round, each row once', () => {
    const anyDeal = fc.record({
      rows: fc.integer({ min: 1, max: 30 }),
      workers: fc.integer({ min: 1, max: 8 }),
    });
    fc.assert(
      fc.property(anyDeal, ({ rows, workers }) => {
        const feed = rowsFeed(Array.from({ length: rows }, (_, row) => row));
        const cursors = Array.from({ length: workers }, (_, worker) => createFeedCursor({ worker, workers }));
        const dealt = Array.from({ length: rows * workers }, (_, turn) =>
          cursors[turn % workers]?.next(feed, user(1)),
        );
        for (let round = 0; round < workers; round += 1) {
          expect(new Set(dealt.slice(round * rows, (round + 1) * rows)).size).toBe(rows);
        }
      }),
    );
  });

  it('are counted for each feed by itself', () => {
    const cursor = createFeedCursor({ worker: 0, workers: 1 });
    const [one, other] = [rowsFeed(letters), rowsFeed(letters)];
    expect([cursor.next(one, user(1)), cursor.next(one, user(1)), cursor.next(other, user(1))]).toEqual([
      'a',
      'b',
      'a',
    ]);
  });

  it('are drawn by the numbers of the user', () => {
    const cursor = createFeedCursor({ worker: 0, workers: 1 });
    const feed = rowsFeed(letters, { order: 'random' });
    const drawing = user(1, [0, 0.5, 1 - 2 ** -53]);
    expect([1, 2, 3].map(() => cursor.next(feed, drawing))).toEqual(['a', 'd', 'g']);
  });

  it('stay with their user, and no two users have the same, over all workers', () => {
    const feed = rowsFeed(letters, { order: 'once-per-user' });
    const cursors = [0, 1].map((worker) => createFeedCursor({ worker, workers: 2 }));
    const rows = [1, 2, 3, 4, 1, 2].map((id) => cursors[id % 2]?.next(feed, user(id)));
    expect(new Set(rows.slice(0, 4)).size).toBe(4);
    expect(rows.slice(4)).toEqual(rows.slice(0, 2));
  });

  it('run out in words', () => {
    const cursor = createFeedCursor({ worker: 0, workers: 1 });
    const feed = rowsFeed(letters, { order: 'once-per-user' });
    for (let id = 1; id <= 7; id += 1) cursor.next(feed, user(id));
    expect(() => cursor.next(feed, user(8))).toThrowError(
      expect.objectContaining({
        code: 'feed-used-up',
        message: 'the feed "rows" has 7 rows, too few for a row of its own for each user',
      }),
    );
    expect(cursor.next(feed, user(3))).toBe('c');
  });
});
