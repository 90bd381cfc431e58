import { describe, expect, it } from 'vitest';
import { countingServer } from './support/http-server.ts';
import { constantUsers, requestsOf, runTest } from './support/run-test.ts';

describe.concurrent('what a scenario throws', () => {
  it('is written down with file and line, and the user goes on', async () => {
    const { host } = await countingServer();
    const test = await runTest({
      host,
      load: constantUsers(1, 300),
      before: `interface Shop { readonly price: number }
const missing = null as unknown as Shop;
async function buy(): Promise<number> {
  return missing.price;
}`,
      users: `{ one: { thinkTime: constant('50ms'), tasks: { buy: { run: async (user) => {
        await user.get('/');
        await buy();
      } } } } }`,
    });
    const { exceptions } = test.all;
    expect(exceptions).toHaveLength(1);
    expect(exceptions[0]?.message).toBe("TypeError: Cannot read properties of null (reading 'price')");
    expect(exceptions[0]?.traceback).toMatch(/ at .*buy \(scenario-\d+\.ts:5:\d+\)/);
    expect(exceptions[0]?.count).toBe(requestsOf(test)['GET /']);
    expect(exceptions[0]?.count).toBeGreaterThan(1);
  });

  it('at once and without a think time is tried again after a second', async () => {
    const { host } = await countingServer();
    const test = await runTest({
      host,
      load: constantUsers(1, 400),
      users: `{ one: { tasks: { no: { run: async () => { throw new RangeError('never'); } } } } }`,
    });
    expect(test.all.exceptions).toMatchObject([{ message: 'RangeError: never', count: 1 }]);
  });

  it('in a check fails the request and is written down', async () => {
    const { host } = await countingServer();
    const test = await runTest({
      host,
      load: constantUsers(1, 150),
      users: `{ one: { thinkTime: constant('10s'), tasks: { home: { run: async (user) => {
        await user.get('/', { checks: [{ kind: 'content', explain: () => { throw new Error('broken check'); } }] });
      } } } } }`,
    });
    expect(test.all.failures).toMatchObject([
      { message: 'check failed: it threw Error: broken check', count: 1 },
    ]);
    expect(test.all.exceptions).toMatchObject([{ message: 'Error: broken check', count: 1 }]);
  });

  it('of more than a hundred kinds is counted together', async () => {
    const { host } = await countingServer();
    const test = await runTest({
      host,
      load: constantUsers(1, 1500),
      users: `{ one: { thinkTime: constant('1ms'), state: () => ({ n: 0 }), tasks: { no: { run: async (user) => {
        if (user.state.n < 150) throw new Error('number ' + user.state.n++);
      } } } } }`,
    });
    const { exceptions } = test.all;
    expect(exceptions).toHaveLength(101);
    expect(exceptions.find(({ message }) => message === '(other exceptions)')?.count).toBe(50);
  });
});

describe.concurrent('a user that aborts', () => {
  it('is counted under its reason, does nothing more and is not replaced', async () => {
    const { host, counts } = await countingServer();
    const test = await runTest({
      host,
      load: constantUsers(3, 1100),
      users: `{ one: {
        thinkTime: constant('20ms'),
        onStart: async (user) => {
          await user.get('/start');
          if (user.id === 2) user.abort('health check failed');
        },
        onStop: async (user) => { await user.get('/stop'); },
        tasks: { home: { run: async (user) => { await user.get('/by/' + user.id); } } },
      } }`,
    });
    expect(test.all.aborted).toEqual([{ reason: 'health check failed', count: 1 }]);
    expect(test.all.exceptions).toEqual([]);
    expect(test.ticks[0]?.users).toBe(2);
    expect(counts.get('GET /start')).toBe(3);
    expect(counts.get('GET /stop')).toBe(2);
    expect(counts.has('GET /by/2')).toBe(false);
  });

  it('stops even when its code goes on, and when a feed has no row for it', async () => {
    const { host, counts } = await countingServer();
    const test = await runTest({
      host,
      load: constantUsers(3, 300),
      before: `const accounts = rowsFeed([{ name: 'a' }, { name: 'b' }], { order: 'once-per-user' });`,
      users: `{ one: {
        thinkTime: constant('20ms'),
        tasks: { home: { run: async (user) => {
          const { name } = user.next(accounts);
          if (name === 'b') try { user.abort('enough'); } catch {}
          await user.get('/' + name);
        } } },
      } }`,
    });
    expect(test.all.aborted.map(({ count }) => count)).toEqual([1, 1]);
    expect(test.all.aborted.map(({ reason }) => reason).join()).toMatch(/enough/);
    expect(test.all.aborted.map(({ reason }) => reason).join()).toMatch(/feed/);
    expect([...counts.keys()]).toEqual(['GET /a']);
    expect(test.outcome.unfinished).toBe(0);
  });
});
