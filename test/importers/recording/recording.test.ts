import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importRuns } from '../../../src/importers/import-runs.ts';
import { percentileOf } from '../../../src/model/percentile.ts';
import type { Endpoint, Run } from '../../../src/model/run.ts';
import { sourceFileFrom } from '../../support/source-file.ts';
import { endpointTick, histogramOf, tickOf } from '../../support/tick-example.ts';
import {
  eventsOf,
  linesOf,
  RUN_ID,
  runIn,
  runOfTicks,
  START_MS,
  startedEvent,
  stoppedEvent,
} from './recorded.ts';

/** Three seconds: two endpoints, one failure, a group; in the second one nothing completed. */
const ticks = [
  tickOf(0, 2, [
    endpointTick('POST', '/chat', [10, 20.5, 400], {
      failures: 1,
      bytesIn: 700,
      measures: [{ id: 'failed-response-time', histogram: histogramOf(3) }],
    }),
    endpointTick('GET', '/health', [1.25], { bytesIn: 15 }),
  ]),
  tickOf(1, 4, []),
  tickOf(2, 4, [
    endpointTick('POST', '/chat', [30], { bytesIn: 300 }),
    endpointTick('GROUP', 'visit', [431.25], { counts: 'groups' }),
  ]),
];

function endpointNamed(run: Run, name: string): Endpoint {
  const found = run.endpoints.find(({ key }) => key.name === name);
  if (found === undefined) throw new Error(`no endpoint ${name}`);
  return found;
}

const column = (values: Float64Array | null | undefined) => Array.from(values ?? []);
const codes = (run: Run) => run.notices.map(({ code }) => code);

describe('the run of a recording', () => {
  it('has what the first event says', async () => {
    const run = await runOfTicks(ticks);
    expect(run).toMatchObject({
      schema: 'run/1',
      id: RUN_ID,
      label: 'heavy',
      labels: [{ key: 'commit', value: '4fc0e1a' }],
      source: {
        kind: 'engine',
        tool: 'Plimsoll',
        toolVersion: '0.2.0',
        host: 'http://127.0.0.1:8000',
        latencyCovers: 'successful-requests',
        files: [{ name: 'events.ndjson', readAs: 'Plimsoll recording', rowsSkipped: 0 }],
      },
      startMs: START_MS,
      endMs: START_MS + 3000,
      durationMs: 3000,
      ended: 'finished',
      load: { kind: 'closed' },
      notices: [],
    });
  });

  it('counts, sums and extremes are exact, and of requests that did not fail', async () => {
    const chat = endpointNamed(await runOfTicks(ticks), '/chat');
    expect(chat).toMatchObject({
      key: { method: 'POST', name: '/chat' },
      requests: 5,
      failures: 1,
      meanResponseBytes: 200,
      latency: { kind: 'histogram', count: 4, sumMs: 460.5, minMs: 10, maxMs: 400, rounding: 'three-digits' },
      measures: [{ id: 'failed-response-time', values: { count: 1, sum: 3, min: 3, max: 3 } }],
    });
  });

  it('has a window for every second, with nothing in it where nothing completed', async () => {
    const run = await runOfTicks(ticks);
    for (const endpoint of [...run.endpoints, run.total]) {
      expect(column(endpoint?.windows?.startMs)).toEqual([0, 1000, 2000].map((ms) => START_MS + ms));
      expect(column(endpoint?.windows?.endMs)).toEqual([1000, 2000, 3000].map((ms) => START_MS + ms));
    }
    const { windows } = endpointNamed(run, '/chat');
    expect(column(windows?.requests)).toEqual([4, 0, 1]);
    expect(column(windows?.failures)).toEqual([1, 0, 0]);
    expect(column(windows?.sumMs)).toEqual([430.5, 0, 30]);
    expect(Array.from(windows?.histograms?.offsets ?? [])).toEqual([0, 3, 3, 4]);
  });

  it('the total is of all requests; a group is none', async () => {
    const run = await runOfTicks(ticks);
    expect(run.endpoints.map(({ key }) => `${key.method} ${key.name}`)).toEqual([
      'POST /chat',
      'GET /health',
      'GROUP visit',
    ]);
    expect(run.total).toMatchObject({
      requests: 6,
      failures: 1,
      latency: { count: 5, sumMs: 461.75, minMs: 1.25 },
    });
    expect(column(run.total?.windows?.requests)).toEqual([5, 0, 1]);
  });

  it('every percentile lies within its bounds around the true one', async () => {
    const times = fc.array(fc.double({ min: 0.001, max: 90_000, noNaN: true }), {
      minLength: 1,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(times, { minLength: 1, maxLength: 4 }), async (seconds) => {
        const run = await runOfTicks(
          seconds.map((timesMs, i) => tickOf(i, 1, [endpointTick('GET', '/', timesMs)])),
        );
        const all = seconds.flat().sort((a, b) => a - b);
        const { latency } = endpointNamed(run, '/');
        for (const percentile of [1, 50, 90, 99, 100]) {
          const found = latency && percentileOf(latency, percentile);
          const truth = all[Math.ceil((all.length * percentile) / 100) - 1] ?? 0;
          expect(found?.loMs).toBeLessThanOrEqual(truth);
          expect(found?.hiMs).toBeGreaterThanOrEqual(truth);
          expect((found?.hiMs ?? 0) - (found?.loMs ?? 0)).toBeLessThanOrEqual(truth / 1000 + 0.0011);
        }
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it('workers that report the same second are added up', async () => {
    const lines = linesOf(eventsOf(ticks.slice(0, 1)));
    const [first = '', second = ''] = lines.slice(1);
    const run = await runIn([lines[0], first, second, first, ...lines.slice(3)].join('\n'));
    expect(endpointNamed(run, '/chat')).toMatchObject({ requests: 8, latency: { count: 6, sumMs: 861 } });
    expect(column(endpointNamed(run, '/chat').windows?.requests)).toEqual([8]);
  });

  it('users, exceptions and failures are those of the ticks', async () => {
    const key = { method: 'POST', name: '/chat' };
    const failure = { key, message: 'HTTP 503', firstMs: START_MS + 5, lastMs: START_MS + 9 };
    const example = { atMs: START_MS + 5, status: 503, body: 'busy', isBodyCut: false };
    const thrown = { message: 'TypeError: x', traceback: 'at chat.ts:3' };
    const run = await runOfTicks([
      tickOf(0, 2, [], {
        failures: [{ ...failure, count: 2, example }],
        exceptions: [{ ...thrown, count: 1 }],
      }),
      tickOf(1, 3, [], {
        failures: [
          { ...failure, firstMs: START_MS + 1100, lastMs: START_MS + 1200, count: 3, example: null },
        ],
        exceptions: [{ ...thrown, count: 4 }],
      }),
    ]);
    expect(column(run.users?.atMs)).toEqual([START_MS, START_MS + 1000]);
    expect(column(run.users?.users)).toEqual([2, 3]);
    expect(run.exceptions).toEqual([{ ...thrown, count: 5, nodes: 'local' }]);
    expect(endpointNamed(run, '/chat').failureGroups).toEqual([
      { message: 'HTTP 503', count: 5, firstMs: START_MS + 5, lastMs: START_MS + 1200, examples: [example] },
    ]);
  });
});

describe('what the generator recorded of itself', () => {
  it('is a row a second', async () => {
    const run = await runOfTicks([
      tickOf(0, 1, [], {
        generator: {
          eventLoopUtilization: 0.5,
          lateness: histogramOf(1, 2, 30),
          due: 7,
          begun: 6,
          dropped: 1,
        },
      }),
    ]);
    expect(run.generator).toMatchObject({
      workers: 2,
      length: 1,
      eventLoopUtilization: [0.5],
      due: [7],
      begun: [6],
      dropped: [1],
      unfinished: 0,
    });
    expect(run.generator?.lateP99Ms[0]).toBeCloseTo(30, 1);
  });

  it('of more than an hour it is halved: counts are added, of all else the larger stays', async () => {
    const seconds = 3601;
    const run = await runOfTicks(
      Array.from({ length: seconds }, (_, i) =>
        tickOf(i, 1, [], {
          generator: { eventLoopUtilization: i === 101 ? 0.9 : 0.1, due: 2, begun: 2, inFlight: i },
        }),
      ),
    );
    const { generator } = run;
    expect(generator?.length).toBe(1801);
    expect(generator?.due.reduce((a, b) => a + b, 0)).toBe(2 * seconds);
    expect(generator?.eventLoopUtilization[50]).toBe(0.9);
    expect(generator?.inFlight.slice(0, 2)).toEqual([1, 3]);
    expect([generator?.startMs[50], generator?.endMs[50]]).toEqual([START_MS + 100_000, START_MS + 102_000]);
    expect(generator?.endMs.at(-1)).toBe(START_MS + seconds * 1000);
  });
});

describe('how it ended', () => {
  it.each([
    ['finished', 'finished', []],
    ['interrupted', 'interrupted', []],
  ] as const)('%s', async (reason, ended, expected) => {
    const run = await runOfTicks(ticks, { stopped: stoppedEvent(3, { reason }) });
    expect(run.ended).toBe(ended);
    expect(codes(run)).toEqual(expected);
  });

  it('a test that could not go on says why', async () => {
    const stopped = stoppedEvent(3, { reason: 'failed', explanation: 'a worker died' });
    const run = await runOfTicks(ticks, { stopped });
    expect(run.ended).toBe('interrupted');
    expect(run.notices).toMatchObject([
      { code: 'test-failed', message: 'The test could not go on: a worker died.' },
    ]);
  });

  it('requests without an answer are told of', async () => {
    const run = await runOfTicks(ticks, { stopped: stoppedEvent(3, { unfinished: 2 }) });
    expect(run.generator?.unfinished).toBe(2);
    expect(run.notices).toMatchObject([
      { code: 'requests-unfinished', message: expect.stringMatching(/^2 requests had no/) },
    ]);
  });

  it('without an end it was interrupted, and everything until there is kept', async () => {
    const run = await runOfTicks(ticks, { stopped: null });
    expect(run).toMatchObject({ ended: 'interrupted', durationMs: 3000, total: { requests: 6 } });
    expect(run.notices).toMatchObject([
      {
        code: 'recording-cut',
        message: expect.stringContaining('Everything until 12:00:03 UTC was recovered.'),
      },
    ]);
  });

  it('a recording of its first line only is a run without requests', async () => {
    const run = await runOfTicks([], { stopped: null });
    expect(run).toMatchObject({
      endpoints: [],
      durationMs: 0,
      users: null,
      generator: null,
      ended: 'interrupted',
    });
  });
});

describe('notices', () => {
  it('users that stopped for good, by reason', async () => {
    const run = await runOfTicks([
      tickOf(0, 2, [], { aborted: [{ reason: 'not logged in', count: 1 }] }),
      tickOf(1, 0, [], {
        aborted: [
          { reason: 'not logged in', count: 1 },
          { reason: 'no feed', count: 1 },
        ],
      }),
    ]);
    expect(run.notices).toMatchObject([
      {
        code: 'users-aborted',
        message: '3 users stopped for good: not logged in (2), no feed (1). They were not replaced.',
      },
    ]);
  });

  it('request names that were counted together', async () => {
    const run = await runOfTicks([tickOf(0, 2, [endpointTick('GET', '(other names)', [1, 2])])]);
    expect(run.notices).toMatchObject([
      { code: 'names-together', message: expect.stringContaining('2 requests of') },
    ]);
  });
});

it('a label that the user gives replaces the recorded one', async () => {
  const text = linesOf(eventsOf(ticks, { started: startedEvent({ label: 'before' }) })).join('\n');
  const { runs } = await importRuns([sourceFileFrom('events.ndjson', text)], { label: 'after' });
  expect(runs.map(({ label }) => label)).toEqual(['after']);
});
