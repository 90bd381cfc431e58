import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Run } from '../../../src/model/run.ts';
import { endpointTick, tickOf } from '../../support/tick-example.ts';
import { eventsOf, linesOf, runIn, START_MS } from './recorded.ts';

/** Six seconds with one endpoint: 1 request in the first, 2 in the second, … 21 in all. */
const ticks = Array.from({ length: 6 }, (_, i) =>
  tickOf(i, i + 1, [
    endpointTick(
      'GET',
      '/',
      Array.from({ length: i + 1 }, () => 10 + i),
    ),
  ]),
);
const whole = linesOf(eventsOf(ticks));
const killed = linesOf(eventsOf(ticks, { stopped: null }));
const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');
const codes = (run: Run) => run.notices.map(({ code }) => code);

/** The numbers of lines, from 1, of the windows of `whole`: one a second. */
const windowLines = whole.flatMap((line, i) => (line.startsWith('{"type":"window"') ? [i + 1] : []));

/** `whole` with the window of a second replaced. */
function withWindow(second: number, change: (line: string) => string): string {
  return text(whole.map((line, i) => (i + 1 === windowLines[second] ? change(line) : line)));
}

describe('a process that was killed', () => {
  it('cut at any byte of the last two seconds, all but the cut line is recovered', async () => {
    const bytes = Buffer.from(text(killed));
    const from = Buffer.byteLength(text(killed.slice(0, -6)));
    for (let cut = from; cut <= bytes.length; cut += 1) {
      const kept = bytes.subarray(0, cut).toString();
      // A line that lacks its end only is whole.
      const lines = kept.split('\n');
      const isWhole = killed.includes(lines.at(-1) ?? '');
      const complete = isWhole ? lines : lines.slice(0, -1);
      const windows = complete.filter((line) => line.startsWith('{"type":"window"')).length;
      const run = await runIn(kept, 100);
      expect(run.total?.requests, `cut at ${cut}`).toBe((windows * (windows + 1)) / 2);
      expect({ ended: run.ended, codes: codes(run) }).toEqual({
        ended: 'interrupted',
        codes: ['recording-cut'],
      });
    }
  });
});

describe('damaged lines', () => {
  it('in the middle they are counted and listed by number, and the rest is read', async () => {
    const damaged = [...whole];
    damaged.splice(2, 0, 'no JSON', '{"type":7}', '{"type":"window"}', '[]');
    const run = await runIn(text(damaged));
    expect(run.total?.requests).toBe(21);
    expect(run.notices).toMatchObject([
      {
        code: 'rows-skipped',
        message: expect.stringMatching(
          /^4 rows were left out .*: line 3 is not JSON; line 4 has no type; line 5 key "endpoint" .*; also line 6\.$/,
        ),
        where: { file: 'events.ndjson', line: 3 },
      },
    ]);
    expect(run.source.files).toMatchObject([{ rowsSkipped: 4, rowsRead: whole.length }]);
  });

  it('a line cut off before the end of a test that ended is damage', async () => {
    const run = await runIn(`${text(whole)}{"type":"win`);
    expect(run.notices).toMatchObject([{ code: 'rows-skipped' }]);
  });

  it.each([
    ['a histogram that is none', /"hdr":"[^"]*"/, '"hdr":"AAAA"', 'key "responseTime": it ends too early'],
    ['a negative count', /"requests":\d+/, '"requests":-1', 'key "requests" holds "-1"'],
    ['more failures than requests', /"failures":0/, '"failures":99', 'has more failures than requests'],
    ['fewer requests than times', /"requests":\d+/, '"requests":0', 'has more response times than requests'],
    [
      'more than a second can hold',
      /"requests":\d+/,
      '"requests":4294967296',
      'has more requests than any second',
    ],
    ['an end before its start', /"endMs":\d+/, '"endMs":0', 'ends before it starts'],
    ['a time long before the test', /"startMs":\d+/, '"startMs":0', 'is from before the test'],
    [
      'a second that is over',
      /"startMs":\d+,"endMs":\d+/,
      `"startMs":${START_MS},"endMs":${START_MS + 1000}`,
      'goes back in time',
    ],
    [
      'a time years later',
      /"startMs":\d+,"endMs":\d+/,
      '"startMs":4000000000000,"endMs":4000000001000',
      'is at a time that no other line confirms',
    ],
    [
      'an end years later',
      /"endMs":\d+/,
      '"endMs":4000000000000',
      'is at a time that no other line confirms',
    ],
  ])('%s: only that line is lost', async (_, pattern, replacement, reason) => {
    const run = await runIn(withWindow(2, (line) => line.replace(pattern, replacement)));
    expect(run.notices).toMatchObject([
      { code: 'rows-skipped', message: expect.stringContaining(`line ${windowLines[2]} ${reason}`) },
    ]);
    expect(run.total?.requests).toBe(21 - 3);
    expect(run.durationMs).toBe(6000);
  });

  it('a users line years later does not spoil the others', async () => {
    const run = await runIn(text(whole).replace(/("type":"users","atMs":)\d+/, '$14000000000000'));
    expect(Array.from(run.users?.users ?? [])).toEqual([2, 3, 4, 5, 6]);
  });

  it('a pause of the machine is no damage: what follows goes on', async () => {
    const late = [
      ...ticks.slice(0, 3),
      ...[3, 4].map((i) => tickOf(i + 3600, 1, [endpointTick('GET', '/', [5])])),
    ];
    const run = await runIn(text(linesOf(eventsOf(late, { stopped: null }))));
    expect(run.total?.requests).toBe(8);
    expect(codes(run)).toEqual(['recording-cut']);
  });

  it('a recording that begins a second time goes on with the first', async () => {
    const run = await runIn(text([...whole.slice(0, 4), whole[0] ?? '', ...whole.slice(4)]));
    expect(run.total?.requests).toBe(21);
    expect(run.notices).toMatchObject([{ message: expect.stringContaining('begins a second recording') }]);
  });
});

it('lines of types that this version does not know are no damage', async () => {
  const lines = [...whole];
  lines.splice(
    3,
    0,
    '{"type":"replicas","workload":"chat","point":{}}',
    '{"type":"of-the-future","any":1}',
    '',
  );
  const run = await runIn(text(lines));
  expect(run.notices).toEqual([]);
  expect(run.total?.requests).toBe(21);
});

it('measures that this version does not know are left out', async () => {
  const run = await runIn(
    withWindow(0, (line) =>
      line.replace(
        '"measures":[]',
        '"measures":[{"id":"of-the-future","histogram":{"sum":1,"min":1,"max":1,"hdr":""}}]',
      ),
    ),
  );
  expect(run.notices).toEqual([]);
  expect(run.endpoints[0]?.measures).toEqual([]);
});

describe('hostile lines', () => {
  const hostile = fc.oneof(
    fc.string(),
    fc.json(),
    fc.constantFrom(
      '{"type":"window","endpoint":{"method":"__proto__","name":"constructor"}}',
      '{"type":"__proto__"}',
      '{"__proto__":{"type":"stopped"}}',
      '{"type":"generator","startMs":9e15,"endMs":9e15}',
      `{"type":"users","atMs":8e15,"users":1e308}`,
    ),
  );

  /** A line of the recording with one value replaced by anything. */
  const changed = fc
    .tuple(fc.integer({ min: 1, max: whole.length - 1 }), fc.nat(20), fc.jsonValue({ maxDepth: 1 }))
    .map(([at, key, value]) => {
      const event = JSON.parse(whole[at] ?? '') as Record<string, unknown>;
      const keys = Object.keys(event).filter((name) => name !== 'type');
      return { at, line: JSON.stringify({ ...event, [keys[key % keys.length] ?? 'x']: value }) };
    });
  const anywhere = fc
    .tuple(fc.integer({ min: 1, max: whole.length }), hostile)
    .map(([at, line]) => ({ at, line: line.replaceAll(/[\r\n]/g, ' ') }));

  it('never crash the reader, and never lose the other lines', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(changed, anywhere), { maxLength: 8 }), async (inserted) => {
        const lines = [...whole];
        for (const { at, line } of [...inserted].sort((a, b) => b.at - a.at)) lines.splice(at, 0, line);
        const run = await runIn(text(lines), 50);
        expect(run.endpoints.find(({ key }) => key.name === '/')?.requests).toBeGreaterThanOrEqual(21);
        expect(run.total?.windows?.length).toBeGreaterThanOrEqual(6);
        expect(() => JSON.stringify(run)).not.toThrow();
      }),
      { seed: 20_261_123, numRuns: 500 },
    );
  });

  it('a hundred thousand names take the room of two thousand', async () => {
    const names = Array.from({ length: 100_000 }, (_, i) =>
      JSON.stringify({
        type: 'failures',
        endpoint: { method: 'GET', name: `/item/${i}` },
        message: `${i}`,
        count: 1,
        firstMs: START_MS,
        lastMs: START_MS,
        example: null,
      }),
    );
    const run = await runIn(text([...whole.slice(0, -1), ...names]));
    expect(run.endpoints).toHaveLength(2001);
    expect(codes(run)).toContain('names-together');
    const others = run.endpoints.find(({ key }) => key.name === '(other names)');
    expect(others?.failureGroups.length).toBe(501);
    expect(others?.failureGroups.reduce((all, { count }) => all + count, 0)).toBe(100_000 - 1999);
  });
});
