import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { describe, expect, it } from 'vitest';
import { read, servedStory, soon, watch } from './served-story.ts';

const PODS = '/api/v1/namespaces/default/pods';
const HPAS = '/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers';

describe('who may read, and what', () => {
  it('only who has the token, when there is one', async () => {
    const { api } = await servedStory({ token: 'secret' });
    for (const headers of [{}, { authorization: 'Bearer wrong' }]) {
      expect(await read(api, PODS, headers)).toMatchObject({
        status: 401,
        body: { kind: 'Status', reason: 'Unauthorized', message: 'Unauthorized' },
      });
    }
    expect((await read(api, PODS, { authorization: 'Bearer secret' })).status).toBe(200);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s changes nothing', async (method) => {
    const { story, api } = await servedStory();
    const before = story.cluster.store.resourceVersion;
    const response = await fetch(`${api.url}${PODS}`, { method, body: '{}' });
    expect(response.status).toBe(405);
    expect(await response.json()).toMatchObject({ kind: 'Status', reason: 'MethodNotAllowed', code: 405 });
    expect(story.cluster.store.resourceVersion).toBe(before);
  });

  it('nothing that is not there', async () => {
    const { api } = await servedStory();
    expect((await read(api, `${HPAS}/other`)).body).toMatchObject({
      code: 404,
      message: 'horizontalpodautoscalers.autoscaling "other" not found',
      details: { name: 'other', group: 'autoscaling', kind: 'horizontalpodautoscalers' },
    });
    for (const path of [
      '/apis/none/v1',
      '/api/v2/pods',
      '/api/v1/pods/a',
      '/api/v1/namespaces/default/namespaces/default',
      `${PODS}/a/b/c`,
      '/other',
      '/api/v1/constructor',
    ]) {
      expect((await read(api, path)).body, path).toMatchObject({ kind: 'Status', code: 404 });
    }
    for (const path of ['/api/v1/%E0%A4%A', `${PODS}?resourceVersion=x`, `${PODS}?labelSelector=a%20b`]) {
      expect((await read(api, path)).body, path).toMatchObject({ kind: 'Status', code: 400 });
    }
  });

  it('over HTTPS with a certificate of its own', async () => {
    const fixture = (name: string) =>
      readFileSync(new URL(`../../fixtures/tls/localhost.${name}.pem`, import.meta.url), 'utf8');
    const cert = fixture('cert');
    const { api } = await servedStory({ tls: { key: fixture('key'), cert } });
    const answer = await new Promise<string>((resolve, reject) => {
      request(`${api.url}/version`, { ca: cert }, (response) => {
        response.setEncoding('utf8').on('data', resolve);
      })
        .on('error', reject)
        .end();
    });
    expect(JSON.parse(answer)).toMatchObject({ major: '1' });
    await expect(fetch(`${api.url}/version`)).rejects.toThrow();
  });
});

describe('faults', () => {
  it('refuse what they are told to, in the words of Kubernetes', async () => {
    const { api } = await servedStory();
    const allow = api.faults.add({
      resource: 'horizontalpodautoscalers.autoscaling',
      verb: 'list',
      status: 403,
    });
    expect((await read(api, HPAS)).body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message:
        'horizontalpodautoscalers.autoscaling is forbidden: User "system:serviceaccount:default:plimsoll" cannot list ' +
        'resource "horizontalpodautoscalers" in API group "autoscaling" in the namespace "default"',
      reason: 'Forbidden',
      details: { group: 'autoscaling', kind: 'horizontalpodautoscalers' },
      code: 403,
    });
    expect((await read(api, `${HPAS}/llm-chatbot-hpa`)).status).toBe(200);
    expect((await read(api, PODS)).status).toBe(200);
    allow();
    expect((await read(api, HPAS)).status).toBe(200);
  });

  it.each([
    [401, 'Unauthorized'],
    [429, 'TooManyRequests'],
    [500, 'InternalError'],
    [503, 'ServiceUnavailable'],
  ] as const)('answer %i so many times', async (status, reason) => {
    const { api } = await servedStory();
    api.faults.add({ status, times: 2 });
    expect(await read(api, '/version')).toMatchObject({ status, body: { kind: 'Status', reason } });
    expect((await read(api, PODS)).status).toBe(status);
    expect((await read(api, PODS)).status).toBe(200);
  });

  it('answer late, or hang up', async () => {
    const { api } = await servedStory();
    api.faults.add({ resource: 'pods', delayMs: 150 });
    const order: string[] = [];
    await Promise.all([
      read(api, PODS).then(() => order.push('pods')),
      read(api, HPAS).then(() => order.push('HPAs')),
    ]);
    expect(order).toEqual(['HPAs', 'pods']);
    api.faults.clear();
    api.faults.add({ resource: 'pods.metrics.k8s.io', cut: true });
    await expect(read(api, '/apis/metrics.k8s.io/v1beta1/pods')).rejects.toThrow();
    expect((await read(api, PODS)).status).toBe(200);
  });

  it('cut watches, between events or in the middle of one, or end them', async () => {
    const { api } = await servedStory();
    const [cut, half, ended] = [
      await watch(api, `${PODS}?watch=1`),
      await watch(api, `${HPAS}?watch=1`),
      await watch(api, '/api/v1/events?watch=1'),
    ];
    expect(api.faults.openWatches()).toBe(3);
    await soon(() => cut.events.length).toBe(2);
    api.faults.cutWatches('pods');
    api.faults.cutWatches('horizontalpodautoscalers.autoscaling', { midEvent: true });
    api.faults.endWatches('events');
    await soon(() => [cut.end, half.end, ended.end]).toEqual(['cut', 'cut', 'ended']);
    expect(half.events).toHaveLength(1);
    expect(half.unfinished).toBe('{"type":"MODIFIED","object":{"kind":"');
    await soon(() => api.faults.openWatches()).toBe(0);
  });

  it('silence a watch without closing it', async () => {
    const { story, api } = await servedStory({ bookmarkIntervalMs: 20 });
    const path = `${PODS}?watch=1&allowWatchBookmarks=true`;
    const silent = await watch(api, path);
    await soon(() => silent.events.length).toBeGreaterThan(2);
    api.faults.silenceWatches('pods');
    api.faults.add({ resource: 'pods', verb: 'watch', silent: true, times: 1 });
    const silentFromTheStart = await watch(api, path);
    const telling = await watch(api, path);
    const heard = silent.events.length;
    story.load(100, 10, 60_000);
    story.clock.advance(60_000);
    await soon(() => telling.events.map(({ type }) => type)).toContain('MODIFIED');
    expect(silent.events.map(({ type }) => type)).not.toContain('MODIFIED');
    expect(silent.events.length).toBeLessThanOrEqual(heard + 1);
    expect(silentFromTheStart).toMatchObject({ status: 200, events: [], end: 'open' });
    expect(silent.end).toBe('open');
  });

  it('lose the history: 410 in open watches and for who comes back', async () => {
    const { story, api } = await servedStory();
    const { resourceVersion } = (await read(api, PODS)).body.metadata;
    const open = await watch(api, `${PODS}?watch=1&resourceVersion=${resourceVersion}`);
    story.load(100, 10, 60_000);
    story.clock.advance(60_000);
    await soon(() => open.events.length).toBeGreaterThan(0);
    api.faults.expire();
    await soon(() => open.end).toBe('ended');
    expect(open.events.at(-1)).toMatchObject({ type: 'ERROR', object: { code: 410, reason: 'Expired' } });
    const back = await watch(api, `${PODS}?watch=1&resourceVersion=${resourceVersion}`);
    await soon(() => back.events[0]?.object.code).toBe(410);
    const again = (await read(api, PODS)).body.metadata.resourceVersion;
    const next = await watch(api, `${PODS}?watch=1&resourceVersion=${again}`);
    story.clock.advance(600_000);
    await soon(() => next.events.map(({ type }) => type)).toContain('DELETED');
  });

  it('a restart cuts everything and comes back with objects and history', async () => {
    const { story, api } = await servedStory();
    const before = (await read(api, PODS)).body;
    const version = before.metadata.resourceVersion;
    const open = await watch(api, `${PODS}?watch=1&resourceVersion=${version}`);
    const back = api.restart(100);
    await soon(() => open.end).toBe('cut');
    await expect(read(api, PODS)).rejects.toThrow();
    story.load(100, 10, 60_000);
    story.clock.advance(60_000);
    await back;
    const missed = await watch(api, `${PODS}?watch=1&resourceVersion=${version}`);
    await soon(() => missed.events[0]?.type).toBe('ADDED');
    expect((await read(api, PODS)).body.items.slice(0, 2)).toHaveLength(2);
  });
});
