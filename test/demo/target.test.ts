import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type DemoTarget, type DemoTargetOptions, startDemoTarget } from '../../src/demo/target.ts';
import type { DemoTruth } from '../../src/demo/truth/demo-truth.ts';

async function withTarget<T>(
  options: DemoTargetOptions,
  use: (target: DemoTarget) => Promise<T>,
): Promise<T> {
  const target = await startDemoTarget(options);
  try {
    return await use(target);
  } finally {
    await target.close();
  }
}

async function chat(
  target: DemoTarget,
  path = '/chat',
  signal: AbortSignal | null = null,
): Promise<Response> {
  return fetch(`${target.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ message: 'How does autoscaling work?', conversation_id: 'a' }),
    signal,
  });
}

/** So many chats at once; their status codes. */
async function chats(target: DemoTarget, count: number): Promise<number[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const response = await chat(target);
      await response.arrayBuffer();
      return response.status;
    }),
  );
}

it('writes down every request as the server saw it', async () => {
  await withTarget({ chatSlowdown: 0.05 }, async (target) => {
    const fromMs = Date.now();
    expect(await chats(target, 40)).toEqual(Array(40).fill(200));
    await (await fetch(`${target.url}/health`)).arrayBuffer();
    await (await fetch(`${target.url}/nowhere`)).arrayBuffer();
    const { requests, schema } = target.truth();
    expect(schema).toBe('demo-truth/1');
    expect(requests).toMatchObject({ count: 42, recorded: 42 });
    const names = requests.endpoint.map((i) => requests.endpointNames[i]);
    expect(names.filter((name) => name === 'POST /chat')).toHaveLength(40);
    expect(names.slice(40)).toEqual(['GET /health', 'other']);
    expect(requests.status.slice(40)).toEqual([200, 404]);
    const pods = target.cluster.store.list('Pod').map(({ metadata }) => metadata.name);
    requests.durationMs.forEach((durationMs, i) => {
      const { queueMs, serviceMs, arrivalMs, pod } = requests;
      // A timer may fire up to 1 ms early against the clock that measures.
      expect(durationMs).toBeGreaterThan((queueMs[i] ?? 0) + (serviceMs[i] ?? 0) - 1.5);
      expect(arrivalMs[i]).toBeGreaterThan(fromMs - 50);
      if (i < 41) expect(pods).toContain(requests.podNames[pod[i] ?? -1]);
    });
    // 40 chats on 2 pods of 8 slots: at least 24 waited.
    expect(requests.queueMs.filter((ms) => ms > 0).length).toBeGreaterThanOrEqual(24);
  });
});

it('streams tokens one after the other, and knows when the first went out', async () => {
  await withTarget({ chatSlowdown: 0.2 }, async (target) => {
    const response = await chat(target, '/chat?stream=1');
    const reader = response.body?.getReader();
    let reads = 0;
    while ((await reader?.read())?.done === false) reads += 1;
    expect(reads).toBeGreaterThan(5);
    const { requests } = target.truth();
    expect(requests.endpointNames).toEqual(['POST /chat (stream)']);
    expect(requests.tokens[0]).toBeGreaterThan(30);
    expect(requests.firstTokenMs[0]).toBeGreaterThan(0);
    expect(requests.firstTokenMs[0]).toBeLessThan(requests.durationMs[0] ?? 0);
  });
});

it('notes a client that goes away as 499 and frees its slot', async () => {
  await withTarget({}, async (target) => {
    const controller = new AbortController();
    const gone = chat(target, '/chat?stream=1', controller.signal);
    const response = await gone;
    controller.abort();
    await response.text().catch(() => {});
    await expect.poll(() => target.truth().requests.status).toEqual([499]);
    const metrics = await (await fetch(`${target.url}/metrics`)).text();
    const busy = [...metrics.matchAll(/^chatbot_answers_in_progress\{.*\} (\d+)$/gm)].map(([, n]) =>
      Number(n),
    );
    expect(busy).toEqual([0, 0]);
  });
});

it('fails the share of answers that it is told to, always the same ones', async () => {
  const failures = () =>
    withTarget({ chatSlowdown: 0.001, failureRatio: 0.3, seed: 9 }, async (target) => {
      const statuses: number[] = [];
      for (let i = 0; i < 60; i += 1) statuses.push(...(await chats(target, 1)));
      return statuses;
    });
  const first = await failures();
  expect(first.filter((status) => status === 500).length).toBeGreaterThan(8);
  expect(first.filter((status) => status === 500).length).toBeLessThan(30);
  expect(await failures()).toEqual(first);
});

it('scales under load and writes down how, on a compressed cluster', async () => {
  const changes: number[] = [];
  const truth = await withTarget({ compression: 100, seed: 3 }, async (target) => {
    target.cluster.onChange(({ resourceVersion }) => changes.push(resourceVersion));
    const load = Promise.allSettled(Array.from({ length: 60 }, () => chat(target)));
    const routed = () => Math.max(...target.truth().scaling.replicas.map((point) => point.routed));
    await expect.poll(routed, { timeout: 10_000 }).toBeGreaterThanOrEqual(4);
    await target.close();
    await load;
    return target.truth();
  });
  const [first] = truth.scaling.decisions;
  expect(first?.from).toBe(2);
  expect(first?.to).toBeGreaterThan(2);
  expect(first?.reason).toMatch(/above target$/);
  expect(truth.requests.count).toBe(60);
  expect(changes).toEqual([...changes].sort((a, b) => a - b));
});

it('says 503 when too many wait', async () => {
  const refused = await withTarget({ autoscale: false }, async (target) => {
    // 2 pods with 8 slots and 128 places in the queue each: of 400, at least 128 find no place.
    const load = Promise.allSettled(
      Array.from({ length: 400 }, async () => {
        const response = await chat(target);
        return response.status === 503 ? (await response.json()).error : null;
      }),
    );
    await expect.poll(() => target.truth().requests.count).toBeGreaterThanOrEqual(128);
    await target.close();
    return (await load).map((result) => (result.status === 'fulfilled' ? result.value : null));
  });
  const overloaded = 'overloaded: too many requests wait';
  expect(refused.filter((error) => error === overloaded).length).toBeGreaterThanOrEqual(120);
});

it('refuses options that make no sense, and a port that is taken', async () => {
  await expect(startDemoTarget({ compression: 0 })).rejects.toThrow(
    'compression of the demo target is 0, expected a number from 1 to 100',
  );
  await expect(startDemoTarget({ pods: { min: 3, max: 2 } })).rejects.toThrow('pods.max');
  await withTarget({}, async ({ port }) => {
    await expect(startDemoTarget({ port })).rejects.toMatchObject({
      code: 'cannot-listen',
      message: `cannot listen on 127.0.0.1:${port}: EADDRINUSE`,
    });
  });
});

it('ends everything when it closes, and leaves the truth in its file', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'demo-target-')), 'truth.json');
  const writeTruth = (truth: DemoTruth) => writeFile(file, JSON.stringify(truth));
  const target = await startDemoTarget({ writeTruth, compression: 100 });
  const waiting = Array.from({ length: 20 }, () => chat(target).catch(() => 'cut off'));
  const busy = async () => {
    const metrics = await (await fetch(`${target.url}/metrics`)).text();
    return [...metrics.matchAll(/^chatbot_answers_in_progress\{.*\} ([1-9])$/gm)].length;
  };
  await expect.poll(busy).toBe(2);
  await Promise.all([target.close(), target.close()]);
  expect(await Promise.all(waiting)).toContain('cut off');
  await expect(fetch(`${target.url}/health`)).rejects.toThrow();
  const after = target.cluster.store.resourceVersion;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(target.cluster.store.resourceVersion).toBe(after);
  const truth = JSON.parse(await readFile(file, 'utf8'));
  expect(truth).toMatchObject({ schema: 'demo-truth/1', compression: 100 });
  expect(truth.requests.status.filter((status: number) => status === 499).length).toBeGreaterThan(10);
});
