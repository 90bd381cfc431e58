import { describe, expect, it } from 'vitest';
import type { LoadPlan } from '../../../src/scenario/load-plan.ts';
import { constantUsers, endpointOf, requestsOf, runTest } from '../support/run-test.ts';
import { runWatched } from './machine-noise.ts';
import { startServer } from './server-process.ts';
import type { ArrivedRequest } from './servers/arrivals.ts';
import { percentile, sumOf } from './values.ts';

const arrivalsServer = new URL('./servers/arrivals.ts', import.meta.url);
/** What each user asked for, in order, and how long it let pass between. */
interface Lives {
  readonly paths: ReadonlyMap<string, readonly string[]>;
  readonly gapsMs: ReadonlyMap<string, readonly number[]>;
}

const person = `{
  thinkTime: between('20ms', '180ms'),
  onStart: async (user) => { user.headers['x-user'] = String(user.id); },
  tasks: {
    often: { weight: 5, run: async (user) => { await user.get('/often/' + user.between(1, 9)); } },
    now: { weight: 3, run: async (user) => { await user.get('/now/' + user.choose(['a', 'b', 'c'])); } },
    rarely: { run: async (user) => { await user.get('/rarely'); } },
  },
}`;

type Arrivals = readonly ArrivedRequest[];

/** @param requests of one test. */
function livesOf(requests: Arrivals): Lives {
  const byUser = new Map<string, ArrivedRequest[]>();
  for (const request of requests) {
    byUser.set(request.user, [...(byUser.get(request.user) ?? []), request]);
  }
  const mapped = <Value>(make: (requests: Arrivals) => Value) =>
    new Map([...byUser].sort().map(([user, ofUser]) => [user, make(ofUser)]));
  return {
    paths: mapped((ofUser) => ofUser.map(({ path }) => path)),
    gapsMs: mapped((ofUser) => ofUser.slice(1).map(({ atMs }, i) => atMs - (ofUser[i]?.atMs ?? 0))),
  };
}

/** As far as both go: how far a user gets in a given time depends on the answers. */
function together<Value>(
  a: readonly Value[] = [],
  b: readonly Value[] = [],
): readonly (readonly [Value, Value])[] {
  return a.slice(0, b.length).map((value, i) => [value, b[i] as Value]);
}

/** How many of the requests of all users differ, and by how much the gaps before them do at the median. */
function difference(a: Lives, b: Lives) {
  const users = [...a.paths.keys()];
  const paths = users.flatMap((user) => together(a.paths.get(user), b.paths.get(user)));
  const gaps = users.flatMap((user) => together(a.gapsMs.get(user), b.gapsMs.get(user)));
  return {
    users,
    compared: paths.length,
    otherPaths: paths.filter(([one, other]) => one !== other).length,
    gapMs: percentile(
      gaps.map(([one, other]) => Math.abs(one - other)),
      50,
    ),
  };
}

describe.concurrent('the same seed', () => {
  it('makes every user do the same, in one worker or in two; another seed does not', async () => {
    const server = await startServer<Arrivals>(arrivalsServer);
    const live = (run: string, seed: number, workers: number) =>
      runWatched({
        host: server.host,
        headers: { 'x-run': run },
        load: constantUsers(6, 2500),
        users: `{ a: ${person}, b: ${person} }`,
        seed,
        workers,
      });
    const [{ noise }] = await Promise.all([
      live('first', 5, 1),
      live('again', 5, 1),
      live('inTwo', 5, 2),
      live('other', 6, 1),
    ]);
    const arrived = await server.truth();
    const lives = (run: string) => livesOf(arrived.filter((request) => request.run === run));
    const [first, again, inTwo, other] = [lives('first'), lives('again'), lives('inTwo'), lives('other')];
    for (const same of [again, inTwo]) {
      const { users, compared, otherPaths, gapMs } = difference(first, same);
      expect(users).toEqual(['1', '2', '3', '4', '5', '6']);
      expect([...same.paths.keys()]).toEqual(users);
      // Twice for each user, however slow the machine.
      expect(compared).toBeGreaterThan(12);
      expect(otherPaths).toBe(0);
      expect(gapMs).toBeLessThan(8 + 2 * noise.usualMs);
    }
    const { compared, otherPaths, gapMs } = difference(first, other);
    expect(otherPaths).toBeGreaterThan(compared / 2);
    // Of two draws between 20 and 180 ms the median difference is 0.29 of 160 ms.
    expect(gapMs).toBeGreaterThan(25);
    // Users of one test do not do the same either.
    expect(new Set([...first.paths.values()].map((paths) => paths.slice(0, 8).join(' '))).size).toBe(6);
  });

  it('makes two workers begin together what one begins: every count is equal', async () => {
    const load: LoadPlan = {
      kind: 'open',
      stages: [
        { fromPerS: 50, toPerS: 250, durationMs: 1500 },
        { fromPerS: 250, toPerS: 250, durationMs: 1000 },
      ],
      arrivals: 'poisson',
      maxInFlight: 500,
      maxWaiting: 10_000,
    };
    const type = (name: string, share: number) => `${name}: { share: ${share}, tasks: { home: {
      run: async (user) => { await user.get('/${name}', { checks: [${name === 'b' ? 'status(404)' : 'status(200)'}] }); } } } }`;
    const users = `{ ${type('a', 5)}, ${type('b', 2)}, ${type('c', 1)} }`;
    const server = await startServer<Arrivals>(arrivalsServer);
    const counted = async (workers: number) => {
      const headers = { 'x-run': String(workers) };
      const test = await runTest({ host: server.host, headers, load, users, workers, seed: 11 });
      expect(test.outcome).toMatchObject({ reason: 'finished', unfinished: 0 });
      const { due, begun, dropped } = test.all.generator;
      return {
        requests: requestsOf(test),
        generator: { due, begun, dropped },
        histograms: ['GET /a', 'GET /b', 'GET /c'].map((label) => {
          const { failures, responseTime, measures } = endpointOf(test, label);
          const total = (counts?: Uint32Array) => sumOf([...(counts ?? [])]);
          // How many connections there are depends on how many tasks are on their way at a time.
          const fixed = measures.filter(({ id }) => id !== 'connect-time');
          return {
            failures,
            responseTime: total(responseTime?.counts),
            measures: fixed.map(({ id, histogram }) => [id, total(histogram.counts)]),
          };
        }),
      };
    };
    const [one, two] = await Promise.all([counted(1), counted(2)]);
    expect(two).toEqual(one);
    const arrived = await server.truth();
    for (const run of ['1', '2']) {
      const at = (path: string) =>
        arrived.filter((request) => request.run === run && request.path === path).length;
      expect(one.requests).toEqual({ 'GET /a': at('/a'), 'GET /b': at('/b'), 'GET /c': at('/c') });
    }
    // Of about 475 arrivals, within five standard deviations; three types by their shares.
    const all = one.generator.due;
    expect(Math.abs(all - 475)).toBeLessThan(5 * Math.sqrt(475));
    const a = one.requests['GET /a'] ?? 0;
    expect(Math.abs(a - (5 / 8) * all)).toBeLessThan(5 * Math.sqrt((15 / 64) * all));
    const [ofA, ofB] = one.histograms;
    expect([ofA?.failures, ofA?.responseTime]).toEqual([0, a]);
    expect([ofB?.failures, ofB?.responseTime]).toEqual([one.requests['GET /b'], 0]);
  });
});
