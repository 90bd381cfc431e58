import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { expect, it, onTestFinished } from 'vitest';
import { startDemoTarget } from '../../src/demo/target.ts';
import { ownHeaders, raw, startWeb } from '../support/web.ts';

interface Summary {
  readonly phase: string;
  readonly label: string;
  readonly total: { readonly requests: number; readonly failures: number; readonly p95Ms: number | null };
  readonly endpoints: readonly { readonly name: string; readonly requests: number }[];
  readonly stopped: { readonly reason: string } | null;
  readonly isOurs: boolean;
}

/** A page that watches: its seconds as they come, and the summary that came last. */
async function watch(url: string, id: string, until: (summary: Summary) => boolean, lastId = '') {
  const rows: (number | null)[][] = [];
  let summary: Summary | null = null;
  let firstFrom: number | null = null;
  const answer = await fetch(`${url}/api/tests/${id}/events`, { headers: { 'last-event-id': lastId } });
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of Readable.fromWeb((answer.body ?? new Blob([]).stream()) as ReadableStream)) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const data: unknown = JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? 'null');
      if (event.includes('event: seconds')) {
        const { from, rows: added } = data as { from: number; rows: number[][] };
        firstFrom ??= from;
        rows.splice(from, rows.length - from, ...added);
      } else if (event.includes('event: summary')) summary = data as Summary;
    }
    if (summary !== null && until(summary)) break;
  }
  return { rows, summary: summary as Summary | null, firstFrom };
}

async function post(url: string, path: string, body: object = {}) {
  const { status, body: text } = await raw(url, {
    method: 'POST',
    path,
    headers: ownHeaders,
    body: JSON.stringify(body),
  });
  return { status, answer: JSON.parse(text) as { id: string; error: { what: string; fix: string } } };
}

async function target() {
  const demo = await startDemoTarget({ instant: true });
  onTestFinished(() => demo.close());
  return demo;
}

const isStored = ({ phase }: Summary) => phase === 'stored';

it('starts a test, shows it while it runs, and a second is told who runs', async () => {
  const demo = await target();
  const { url } = await startWeb();
  const form = { load: 'custom', users: '4', spawnRate: '4', runTime: '4s', host: demo.url, label: 'first' };
  const { status, answer } = await post(url, '/api/tests', form);
  expect(status).toBe(201);
  const second = await post(url, '/api/tests', form);
  expect(second.status).toBe(409);
  expect(second.answer.error.what).toMatch(/^"first" \([0-9a-f]{12}\) is running$|^a test is running$/);
  const running = await watch(url, answer.id, ({ total }) => total.requests > 0);
  expect(running.summary).toMatchObject({ label: 'first', phase: 'running', isOurs: true });
  const { rows, summary } = await watch(url, answer.id, isStored);
  expect(summary).toMatchObject({ stopped: { reason: 'finished' } });
  // What the page counted is what the target was asked, but for the look at GET / before the test.
  const asked = demo.truth().requests.count;
  expect(summary?.total.requests).toBeGreaterThan(3);
  expect(asked - (summary?.total.requests ?? 0)).toBeLessThanOrEqual(1);
  const requests = rows.reduce((sum, [, , perS]) => sum + (perS ?? 0), 0);
  expect(requests).toBeCloseTo(summary?.total.requests ?? 0, 0);
  expect(Math.max(...rows.map(([, users]) => users ?? 0))).toBe(4);
  // A page that comes back gets what it has not, with the second that may have been incomplete.
  const back = await watch(url, answer.id, isStored, `${rows.length - 1}`);
  expect(back.firstFrom).toBe(rows.length - 2);
});

it('stops softly, keeps what was measured, and takes a new test then', async () => {
  const demo = await target();
  const { url, store } = await startWeb();
  const form = { load: 'custom', users: '2', spawnRate: '2', runTime: '5m', host: demo.url };
  const { answer } = await post(url, '/api/tests', form);
  await watch(url, answer.id, ({ total }) => total.requests > 1);
  expect((await post(url, `/api/tests/${answer.id}/stop`)).status).toBe(200);
  const { summary } = await watch(url, answer.id, isStored);
  expect(summary).toMatchObject({ stopped: { reason: 'interrupted' } });
  expect(readdirSync(join(store, answer.id))).toContain('run.json');
  await expect
    .poll(async () => (await post(url, `/api/tests/${answer.id}/stop`)).status, { timeout: 10_000 })
    .toBe(409);
});

it('says in the words of the command line why a test does not begin', async () => {
  const { url, store } = await startWeb();
  const form = { load: 'custom', users: 'many', runTime: '5s' };
  const { status, answer } = await post(url, '/api/tests', form);
  expect(status).toBe(422);
  expect(answer.error.what).toMatch(/^--users holds "many", expected a whole number/);
  const { answer: unreachable } = await post(url, '/api/tests', {
    ...form,
    users: '1',
    host: 'http://127.0.0.1:1',
  });
  expect(unreachable.error.what).toContain('127.0.0.1:1');
  expect(readdirSync(join(store, '..'))).not.toContain('events.ndjson');
});

it('a server that is ended stops its test softly and saves it', async () => {
  const demo = await target();
  const { url, store, close, runningTest } = await startWeb();
  const form = { load: 'custom', users: '2', spawnRate: '2', runTime: '5m', host: demo.url };
  const { answer } = await post(url, '/api/tests', form);
  await watch(url, answer.id, ({ total }) => total.requests > 0);
  expect(runningTest()).toBe(answer.id);
  await close();
  expect(readdirSync(join(store, answer.id))).toEqual(expect.arrayContaining(['run.json', 'report.html']));
});

it('there is nothing to watch under an id that nobody has', async () => {
  const { url } = await startWeb();
  for (const path of ['/api/tests/000000000000/events', '/live/000000000000', '/api/tests/..%2f/events']) {
    expect((await raw(url, { path })).status).toBe(404);
  }
  expect((await raw(url, { path: '/live' })).body).toContain('No test is running');
});
