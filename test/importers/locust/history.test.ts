import { describe, expect, it } from 'vitest';
import { readHistory } from '../../../src/importers/locust/history.ts';
import type { LocustPart } from '../../../src/importers/locust/part.ts';
import type { Windows } from '../../../src/model/run.ts';
import {
  type HistoryCell,
  headers,
  historyFile,
  historyRow,
  oldTable,
  table,
} from '../../support/locust-tables.ts';
import { sampleFiles, sourceFileFrom } from '../../support/source-file.ts';

const readText = (text: string) => readHistory(sourceFileFrom('run_stats_history.csv', text), () => {});
const read = (...cells: readonly HistoryCell[]) => readHistory(historyFile(...cells), () => {});
const codes = (part: LocustPart) => part.notices.map(({ code }) => code);
/** [start, end, requests] of each window, in seconds. */
const spans = (windows: Windows | null | undefined) =>
  Array.from({ length: windows?.length ?? 0 }, (_, i) => [
    (windows?.startMs[i] ?? 0) / 1000,
    (windows?.endMs[i] ?? 0) / 1000,
    windows?.requests[i],
  ]);
const endpoint = (part: LocustPart, name: string) => part.endpoints.find(({ key }) => key.name === name);

/** A row of all endpoints a second, with these cumulative counts. */
const total = (atS: number, requests: number, more: Partial<HistoryCell> = {}): HistoryCell => ({
  atS,
  requests,
  ...more,
});

describe('the windows of a history', () => {
  it('hold the differences of cumulative counts from one row to the next', async () => {
    const part = await read(total(100, 0), total(101, 5, { failures: 1 }), total(102, 12, { failures: 3 }));
    expect(spans(part.total?.windows)).toEqual([
      [100, 101, 5],
      [101, 102, 7],
    ]);
    expect(Array.from(part.total?.windows?.failures ?? [])).toEqual([1, 2]);
    expect(part).toMatchObject({
      rowsRead: 3,
      rowsSkipped: 0,
      startMs: 100_000,
      endMs: 102_000,
      cutOff: false,
    });
  });

  // statistics.md, section 0.1: the mean of a window is (n2 a2 - n1 a1) / (n2 - n1).
  it('hold the exact sum of their response times, from counts and means since the start', async () => {
    const part = await read(
      total(100, 0),
      total(101, 4, { meanMs: 10.123456 }),
      total(102, 6, { meanMs: 20.123456 }),
      total(103, 6, { meanMs: 20.123456 }),
    );
    const sums = Array.from(part.total?.windows?.sumMs ?? []);
    expect(sums[0]).toBeCloseTo(4 * 10.123456, 9);
    expect(sums[1]).toBeCloseTo(6 * 20.123456 - 4 * 10.123456, 9);
    expect(sums[2]).toBe(0);
  });

  it('have no sums where averages were cut to whole milliseconds', async () => {
    const [file] = sampleFiles('d09-locust-0.14.6', 'run_stats_history.csv');
    const part = await readHistory(file as never, () => {});
    expect(part.total?.windows?.sumMs).toBeNull();
  });

  it('begin with the second row: when the first one began to count is not known', async () => {
    const part = await read(total(100, 7), total(101, 9));
    expect(spans(part.total?.windows)).toEqual([[100, 101, 2]]);
  });

  it('of an endpoint begin with the run: before its first row it had no request', async () => {
    const part = await read(
      total(100, 0),
      { atS: 101, endpoint: 'GET,/a', requests: 3 },
      total(101, 3),
      { atS: 102, endpoint: 'GET,/a', requests: 3 },
      { atS: 102, endpoint: 'GET,/b', requests: 2 },
      total(102, 5),
    );
    expect(spans(endpoint(part, '/a')?.windows)).toEqual([
      [100, 101, 3],
      [101, 102, 0],
    ]);
    expect(spans(endpoint(part, '/b')?.windows)).toEqual([
      [100, 101, 0],
      [101, 102, 2],
    ]);
  });

  it('of Locust up to 1.1.1 begin 2 s before the first row, as it wrote one every 2 s', async () => {
    const row = (atS: number, n: number) =>
      `"None","Aggregated","${atS}",${n},0,0.00,0.00,42,42,40,45.00,15.00,42,42,42,42,42,42,42,42,42,42,42,42`;
    const part = await readText(`${oldTable(headers.history0133, row(100, 4), row(102, 10))}\n`);
    expect(spans(part.total?.windows)).toEqual([
      [98, 100, 4],
      [100, 102, 6],
    ]);
    expect(part.version).toEqual({ atLeast: '0.13.3', below: '1.0' });
  });

  it('of Locust 1.0 come with the number of users', async () => {
    const percentiles = Array.from({ length: 12 }, () => 42).join(',');
    const row = (atS: number, n: number) =>
      `"${atS}","3","","Aggregated",1.00,0.00,${percentiles},${n},0,42,42,40,45,15`;
    const part = await readText(`${oldTable(headers.history10, row(100, 4), row(102, 10))}\n`);
    expect(Array.from(part.users?.users ?? [])).toEqual([3, 3]);
    expect(part.total?.windows?.requests.at(-1)).toBe(6);
    expect(part.version).toEqual({ atLeast: '1.0', below: '1.2' });
  });
});

describe('time in a history', () => {
  it('may skip a second: the window is then longer, and its rate still right', async () => {
    const part = await read(total(100, 0), total(101, 5), total(103, 15));
    expect(spans(part.total?.windows)).toEqual([
      [100, 101, 5],
      [101, 103, 10],
    ]);
  });

  it('may name a second twice: both rows are one tick, the later count its end', async () => {
    const part = await read(total(100, 0), total(101, 5), total(101, 8), total(102, 10));
    expect(spans(part.total?.windows)).toEqual([
      [100, 101, 8],
      [101, 102, 2],
    ]);
    expect(part.rowsRead).toBe(4);
  });

  it('may name a second twice for every endpoint, without making one of the second total', async () => {
    const tick = (atS: number, n: number) => [{ atS, endpoint: 'GET,/a', requests: n }, total(atS, n)];
    const part = await read(...tick(100, 0), ...tick(101, 5), ...tick(101, 8), ...tick(102, 10));
    expect(part.endpoints.map(({ key }) => key.name)).toEqual(['/a']);
    expect(spans(endpoint(part, '/a')?.windows)).toEqual(spans(part.total?.windows));
  });

  it('may go back, when the clock was set: no window is made of the time until it has caught up', async () => {
    const cells = [
      total(100, 0),
      total(101, 5),
      total(99, 9),
      total(100, 14),
      total(101, 20),
      total(102, 27),
    ];
    const part = await read(...cells);
    expect(codes(part)).toContain('clock-backwards');
    expect(part.rowsSkipped).toBe(3);
    const windows = spans(part.total?.windows);
    expect(windows).toEqual([[100, 101, 5]]);
    expect(spans((await read(...cells, total(103, 30))).total?.windows)).toEqual([
      [100, 101, 5],
      [102, 103, 3],
    ]);
  });

  it.each([
    ['far earlier', 7],
    ['far later', 9_795_427_669],
    ['a little later', 130],
  ])('loses one row and no more to a time that is damaged: %s', async (_, atS) => {
    const part = await read(total(100, 0), total(101, 5), total(atS, 9), total(103, 12), total(104, 15));
    expect(part).toMatchObject({ rowsRead: 4, rowsSkipped: 1 });
    expect(part.notices[0]).toMatchObject({ code: 'rows-skipped', where: { line: 4 } });
    expect(spans(part.total?.windows).at(-1)).toEqual([103, 104, 3]);
  });

  it.each([
    ['earlier', 7],
    ['later', 9_795_427_669],
  ])('loses the first row and no more when its time is damaged: %s', async (_, atS) => {
    const part = await read(
      total(atS, 0),
      total(1_795_427_101, 5),
      total(1_795_427_102, 9),
      total(1_795_427_103, 12),
    );
    expect(part).toMatchObject({ rowsRead: 3, rowsSkipped: 1, startMs: 1_795_427_101_000 });
    expect(spans(part.total?.windows)).toHaveLength(2);
  });

  it('may pause, as that of a machine that was asleep: no row is lost', async () => {
    const part = await read(total(100, 0), total(101, 5), total(102, 5), total(4000, 6), total(4001, 9));
    expect(part).toMatchObject({ rowsRead: 5, rowsSkipped: 0 });
    expect(spans(part.total?.windows)).toEqual([
      [100, 101, 5],
      [101, 102, 0],
      [102, 4000, 1],
      [4000, 4001, 3],
    ]);
  });

  it('loses one row to a damaged time between the endpoints of a second', async () => {
    const part = await read(
      total(100, 0),
      { atS: 101, endpoint: 'GET,/a', requests: 3 },
      { atS: 901, endpoint: 'GET,/b', requests: 2 },
      total(101, 5),
      { atS: 102, endpoint: 'GET,/a', requests: 4 },
      { atS: 102, endpoint: 'GET,/b', requests: 4 },
      total(102, 8),
    );
    expect(part.rowsSkipped).toBe(1);
    expect(spans(part.total?.windows)).toEqual([
      [100, 101, 5],
      [101, 102, 3],
    ]);
    expect(spans(endpoint(part, '/a')?.windows)).toEqual([
      [100, 101, 3],
      [101, 102, 1],
    ]);
  });

  it('is left out before the first users came and after the test was stopped, where that took 5 s', async () => {
    const idle = (fromS: number, requests: number) =>
      Array.from({ length: 20 }, (_, i) => total(fromS + i, requests, { users: 0 }));
    const busy = Array.from({ length: 10 }, (_, i) => total(120 + i, 5 * (i + 1), { users: 3 }));
    const part = await read(...idle(100, 0), ...busy, ...idle(130, 50));
    expect(part.startMs).toBe(119_000);
    expect(part.endMs).toBeGreaterThanOrEqual(129_000);
    expect(part.endMs).toBeLessThanOrEqual(130_000);
    expect(spans(part.total?.windows).reduce((sum, [, , n]) => sum + (n ?? 0), 0)).toBe(50);
  });
});

describe('counters that are set back', () => {
  it('begin a new segment: there is no window over the gap, and the instant is kept', async () => {
    const part = await read(total(100, 0), total(101, 50), total(102, 4), total(103, 9));
    expect(spans(part.total?.windows)).toEqual([
      [100, 101, 50],
      [102, 103, 5],
    ]);
    expect(part.resetsMs).toEqual([102_000]);
    expect(part.notices.find(({ code }) => code === 'counters-reset')?.message).toContain('00:01:42 UTC');
    expect(part.total?.requests).toBe(9);
  });

  it('are seen by every endpoint at once, so that none has a window over the gap', async () => {
    const tick = (atS: number, a: number, b: number) => [
      { atS, endpoint: 'GET,/a', requests: a },
      { atS, endpoint: 'GET,/b', requests: b },
      total(atS, a + b),
    ];
    const part = await read(...tick(100, 0, 0), ...tick(101, 30, 1), ...tick(102, 2, 1), ...tick(103, 4, 3));
    expect(spans(endpoint(part, '/b')?.windows)).toEqual([
      [100, 101, 1],
      [102, 103, 2],
    ]);
    expect(part.resetsMs).toEqual([102_000]);
  });

  it('stay where they are when one endpoint falls alone: that row is damaged', async () => {
    const tick = (atS: number, a: number, b: number) => [
      { atS, endpoint: 'GET,/a', requests: a },
      { atS, endpoint: 'GET,/b', requests: b },
      total(atS, 10 * (atS - 99)),
    ];
    const part = await read(...tick(100, 5, 5), ...tick(101, 10, 1), ...tick(102, 15, 15));
    expect(part.resetsMs).toEqual([]);
    expect(spans(endpoint(part, '/a')?.windows)).toHaveLength(2);
  });

  it('are set back for a second test in the same process, which goes on in the same file', async () => {
    const part = await read(
      total(100, 0),
      total(101, 50),
      total(102, 50, { users: 0 }),
      total(150, 0, { users: 0 }),
      total(151, 3),
      total(152, 8),
    );
    expect(part.resetsMs).toEqual([150_000]);
    expect(spans(part.total?.windows)).toContainEqual([151, 152, 5]);
    expect(spans(part.total?.windows).some(([from = 0, to = 0]) => from < 150 && to > 150)).toBe(false);
  });

  it('in a real run: --reset-stats after the ramp (d07)', async () => {
    const [file] = sampleFiles('d07-short-history-custom-percentiles', 'run_stats_history.csv');
    const part = await readHistory(file as never, () => {});
    expect(part.resetsMs).toEqual([Date.parse('2026-11-23T09:54:54Z')]);
    expect(codes(part)).toContain('counters-reset');
  });
});

describe('the row of all endpoints', () => {
  it('is the one with most requests where an endpoint without a method is called Aggregated', async () => {
    const tick = (atS: number, a: number, namesake: number) => [
      { atS, endpoint: ',Aggregated', requests: namesake },
      { atS, endpoint: 'GET,/a', requests: a },
      total(atS, a + namesake),
    ];
    const part = await read(...tick(100, 1, 1), ...tick(101, 4, 2), ...tick(102, 9, 4));
    expect(spans(part.total?.windows)).toEqual([
      [100, 101, 4],
      [101, 102, 7],
    ]);
    expect(spans(endpoint(part, 'Aggregated')?.windows)).toEqual([
      [100, 101, 1],
      [101, 102, 2],
    ]);
  });

  it('may be missing from the last second, which was cut between endpoints: that second is left out', async () => {
    const [file] = sampleFiles('d01-baseline', 'run_stats_history.csv');
    const part = await readHistory(file as never, () => {});
    expect(codes(part)).toContain('incomplete-last-tick');
    // The file's last rows are of 09:50:22, its last row of all endpoints is of 09:50:21.
    expect(part.endMs).toBe(Date.parse('2026-11-23T09:50:21Z'));
    expect(part.endpoints.every(({ windows }) => (windows?.endMs.at(-1) ?? 0) <= (part.endMs ?? 0))).toBe(
      true,
    );
  });

  it('may be missing from a second in the middle, whose endpoints still count', async () => {
    const part = await read(
      total(100, 0),
      { atS: 101, endpoint: 'GET,/a', requests: 3 },
      { atS: 102, endpoint: 'GET,/a', requests: 5 },
      total(102, 5),
    );
    expect(spans(part.total?.windows)).toEqual([[100, 102, 5]]);
    expect(spans(endpoint(part, '/a')?.windows)).toEqual([
      [100, 101, 3],
      [101, 102, 2],
    ]);
  });

  it('may be missing everywhere, as from a filter of theirs: the last second is then no more cut than the others', async () => {
    const cells = [100, 101, 102].map((atS) => ({ atS, endpoint: 'GET,/a', requests: 5 * (atS - 100) }));
    const part = await read(...cells);
    expect(part.total).toBeNull();
    expect(spans(endpoint(part, '/a')?.windows)).toEqual([
      [100, 101, 5],
      [101, 102, 5],
    ]);
    expect(codes(part)).not.toContain('incomplete-last-tick');
  });
});

describe('the end of a history', () => {
  it('may be a line that was cut off: it is left out, even when all cells seem to be there', async () => {
    const text = table(headers.history12, historyRow(total(100, 0)), historyRow(total(101, 5)));
    const cut = `${text}${historyRow(total(102, 12))}`;
    for (const length of [1, 20, cut.length - text.length]) {
      const part = await readText(cut.slice(0, text.length + length));
      expect(part.cutOff).toBe(true);
      expect(codes(part)).toContain('cut-off-last-line');
      expect(part.notices.find(({ code }) => code === 'cut-off-last-line')?.where?.line).toBe(4);
      expect(spans(part.total?.windows)).toEqual([[100, 101, 5]]);
    }
  });

  it('may come after the header: there are no windows then', async () => {
    const part = await readText(`${headers.history12}\r\n`);
    expect(part).toMatchObject({ rowsRead: 0, endpoints: [], total: null, users: null, startMs: null });
  });

  it('may come after one row: there are users, and no windows', async () => {
    const part = await read(total(100, 0));
    expect(part.total?.windows?.length).toBe(0);
    expect(Array.from(part.users?.atMs ?? [])).toEqual([100_000]);
  });

  it('of a run without requests leaves windows of nothing', async () => {
    const [file] = sampleFiles('d03-no-requests', 'run_stats_history.csv');
    const part = await readHistory(file as never, () => {});
    expect(part.total?.windows?.requests.every((count) => count === 0)).toBe(true);
    expect(part.total?.latency).toBeNull();
  });
});

describe('users', () => {
  it('are those of the row of all endpoints, one value a tick', async () => {
    const part = await read(
      total(100, 0, { users: 0 }),
      total(101, 5, { users: 4 }),
      total(103, 9, { users: 8 }),
    );
    expect(Array.from(part.users?.atMs ?? [])).toEqual([100_000, 101_000, 103_000]);
    expect(Array.from(part.users?.users ?? [])).toEqual([0, 4, 8]);
  });

  it('are not known up to 0.14.6, which had no such column', async () => {
    const [file] = sampleFiles('d09-locust-0.14.6', 'run_stats_history.csv');
    expect((await readHistory(file as never, () => {})).users).toBeNull();
  });
});
