import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/demo/cluster/object-store.ts';
import { Story } from '../closed-users.ts';
import { type Answer, heavy, read, servedStory, soon, watch } from './served-story.ts';

const PODS = '/api/v1/namespaces/default/pods';
const HPAS = '/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers';

const namesOf = (list: Answer) => list.items.map(({ metadata }: Answer) => metadata.name);

describe('what there is', () => {
  it('is found by discovery', async () => {
    const { api } = await servedStory();
    expect((await read(api, '/version')).body.gitVersion).toMatch(/^v1\.32\./);
    expect((await read(api, '/api')).body.versions).toEqual(['v1']);
    const { groups } = (await read(api, '/apis')).body;
    const versions = groups.flatMap((group: Answer) =>
      group.versions.map(({ groupVersion }: Answer) => groupVersion),
    );
    expect(versions).toEqual([
      'apps/v1',
      'autoscaling/v2',
      'autoscaling/v1',
      'discovery.k8s.io/v1',
      'events.k8s.io/v1',
      'metrics.k8s.io/v1beta1',
    ]);
    for (const path of ['/api/v1', ...versions.map((version: string) => `/apis/${version}`)]) {
      const { body } = await read(api, path);
      expect(body.kind).toBe('APIResourceList');
      for (const { name, kind } of body.resources) {
        if (name.includes('/')) continue;
        expect((await read(api, `${path}/${name}`)).body.kind).toBe(`${kind}List`);
      }
    }
  });

  it('is listed in the order of names, without kinds in the items', async () => {
    const { story, api } = await servedStory();
    heavy(story, 60_000);
    const { body } = await read(api, PODS);
    expect(body).toMatchObject({
      kind: 'PodList',
      apiVersion: 'v1',
      metadata: { resourceVersion: String(story.cluster.store.resourceVersion) },
    });
    expect(namesOf(body)).toEqual([...namesOf(body)].sort());
    expect(body.items.length).toBeGreaterThan(2);
    expect(body.items[0]).not.toHaveProperty('kind');
    const one = (await read(api, `${PODS}/${namesOf(body)[0]}`)).body;
    expect(one).toEqual({ kind: 'Pod', apiVersion: 'v1', ...body.items[0] });
  });

  it('comes in pieces that fit together, also when it changes between', async () => {
    const { story, api } = await servedStory();
    heavy(story, 60_000);
    const whole = (await read(api, PODS)).body;
    const first = (await read(api, `${PODS}?limit=3`)).body;
    expect(first.metadata.remainingItemCount).toBe(whole.items.length - 3);
    story.clock.advance(400_000);
    const rest = (await read(api, `${PODS}?limit=500&continue=${first.metadata.continue}`)).body;
    expect([...first.items, ...rest.items]).toEqual(whole.items);
    expect(rest.metadata).toEqual({ resourceVersion: whole.metadata.resourceVersion });
  });

  it('is selected by labels and fields', async () => {
    const { story, api } = await servedStory();
    heavy(story, 60_000);
    const count = async (path: string) => (await read(api, path)).body.items.length;
    const pods = await count(PODS);
    expect(await count(`${PODS}?labelSelector=app%3Dllm-chatbot`)).toBe(pods);
    expect(await count(`${PODS}?labelSelector=app!%3Dllm-chatbot`)).toBe(0);
    expect(await count(`${PODS}?labelSelector=app%20in%20(a,llm-chatbot),pod-template-hash`)).toBe(pods);
    expect(await count(`${PODS}?labelSelector=app%20notin%20(a,b),!tier`)).toBe(pods);
    expect(await count(`${PODS}?labelSelector=constructor`)).toBe(0);
    const [{ metadata }] = (await read(api, PODS)).body.items;
    expect(await count(`${PODS}?fieldSelector=metadata.name%3D${metadata.name}`)).toBe(1);
    const events = '/api/v1/namespaces/default/events';
    const { items } = (await read(api, `${events}?fieldSelector=involvedObject.name%3Dllm-chatbot-hpa`)).body;
    expect(items.length).toBeGreaterThan(0);
    for (const { reason } of items) expect(reason).toBe('SuccessfulRescale');
    expect(await count('/api/v1/namespaces/elsewhere/pods')).toBe(0);
    expect((await read(api, `${PODS}?fieldSelector=spec.image%3Da`)).body).toMatchObject({
      status: 'Failure',
      reason: 'BadRequest',
      code: 400,
      message: 'field label not supported: spec.image',
    });
  });
});

describe('a watch', () => {
  it('tells every change after the list, once and in order', async () => {
    const { story, api } = await servedStory();
    const { resourceVersion } = (await read(api, PODS)).body.metadata;
    const changes: Change[] = [];
    story.cluster.onChange((change) => {
      if (change.object.kind === 'Pod') changes.push(change);
    });
    heavy(story, 60_000);
    const watched = await watch(api, `${PODS}?watch=1&resourceVersion=${resourceVersion}`);
    await soon(() => watched.events.length).toBe(changes.length);
    story.clock.advance(600_000);
    await soon(() => watched.events.length).toBe(changes.length);
    expect(watched.events.map(({ type, object }) => [type, Number(object.metadata.resourceVersion)])).toEqual(
      changes.map(({ type, resourceVersion: version }) => [type, version]),
    );
    expect(new Set(watched.events.map(({ type }) => type))).toEqual(
      new Set(['ADDED', 'MODIFIED', 'DELETED']),
    );
    expect(watched.events[0].object).toMatchObject({ kind: 'Pod', apiVersion: 'v1' });
  });

  it('begins with what there is when it names no version', async () => {
    const { api } = await servedStory();
    const watched = await watch(api, `${PODS}?watch=true`);
    await soon(() => watched.events.map(({ type }) => type)).toEqual(['ADDED', 'ADDED']);
  });

  it('adds what enters its selection, and deletes what leaves it', async () => {
    const { story, api } = await servedStory();
    const running = `${PODS}?watch=1&fieldSelector=status.phase%3DPending`;
    const watched = await watch(api, running);
    heavy(story, 60_000);
    const ofOne = () => {
      const name = watched.events[0]?.object.metadata.name;
      return watched.events.filter(({ object }) => object.metadata.name === name);
    };
    await soon(() => ofOne().at(-1)?.type).toBe('DELETED');
    expect(ofOne()[0].type).toBe('ADDED');
    expect(ofOne().at(-1).object.status.phase).toBe('Pending');
  });

  it('gives bookmarks to who asks, and ends when its time is over', async () => {
    const { story, api } = await servedStory({ bookmarkIntervalMs: 50 });
    const path = `${HPAS}?watch=1&allowWatchBookmarks=true&timeoutSeconds=1&resourceVersion=`;
    const version = story.cluster.store.resourceVersion;
    const watched = await watch(api, `${path}${version}`);
    await soon(() => watched.end).toBe('ended');
    expect(watched.events.length).toBeGreaterThan(1);
    expect(watched.events[0]).toEqual({
      type: 'BOOKMARK',
      object: {
        kind: 'HorizontalPodAutoscaler',
        apiVersion: 'autoscaling/v2',
        metadata: { resourceVersion: String(version), creationTimestamp: null },
      },
    });
  });

  it('can stream the list as well, and says where it ends', async () => {
    const { api } = await servedStory();
    const path = `${PODS}?watch=1&sendInitialEvents=true&allowWatchBookmarks=true`;
    const watched = await watch(api, `${path}&resourceVersionMatch=NotOlderThan`);
    await soon(() => watched.events.map(({ type }) => type)).toEqual(['ADDED', 'ADDED', 'BOOKMARK']);
    expect(watched.events[2].object.metadata.annotations).toEqual({ 'k8s.io/initial-events-end': 'true' });
    expect((await read(api, path)).status).toBe(400);
  });
});

describe('a version that is too old', () => {
  /** The replicas of the deployment change often enough to forget the first changes of its pods. */
  async function forgetful(expiredAsStatus = false) {
    const served = await servedStory({ historyLimit: 5, expiredAsStatus }, new Story());
    const { resourceVersion } = (await read(served.api, PODS)).body.metadata;
    heavy(served.story, 60_000);
    return { ...served, path: `${PODS}?watch=1&resourceVersion=${resourceVersion}`, resourceVersion };
  }
  const expired = { kind: 'Status', status: 'Failure', reason: 'Expired', code: 410 };

  it('is told by the first event of a watch', async () => {
    const { api, path, resourceVersion } = await forgetful();
    const watched = await watch(api, path);
    await soon(() => watched.end).toBe('ended');
    expect(watched.status).toBe(200);
    expect(watched.events).toMatchObject([{ type: 'ERROR', object: expired }]);
    expect(watched.events[0].object.message).toMatch(
      new RegExp(`^too old resource version: ${resourceVersion} \\(\\d+\\)$`),
    );
  });

  it('is told by the status where the server is asked to', async () => {
    const { api, path } = await forgetful(true);
    expect(await read(api, path)).toMatchObject({ status: 410, body: expired });
  });

  it('is told to a list that wants exactly that one, or the rest of a list that is forgotten', async () => {
    const { api, resourceVersion } = await forgetful();
    const exact = `${PODS}?resourceVersionMatch=Exact&resourceVersion=${resourceVersion}`;
    expect(await read(api, exact)).toMatchObject({ status: 410, body: expired });
    expect(await read(api, `${PODS}?continue=abc`)).toMatchObject({ status: 410, body: expired });
    expect((await read(api, `${PODS}?resourceVersion=${resourceVersion}`)).status).toBe(200);
  });
});
