import { describe, expect, it } from 'vitest';
import { createHttpApi } from '../../src/monitor/api/http-api.ts';
import { heavy, soon } from '../demo/kubernetes-api/served-story.ts';
import { linesOf, timelineOf, WORKLOAD, watchedStory } from './watched-story.ts';

const PODS = 'pods';

/** The number of pods that the record says were asked for last. */
const desiredIn = (events: Parameters<typeof timelineOf>[0]) =>
  timelineOf(events)
    ?.replicas.find(({ quantity }) => quantity === 'desired')
    ?.levels.at(-1)?.replicas;

describe('a cluster that is watched', () => {
  it('is recorded as it was found, then change by change', async () => {
    const { story, events, start } = await watchedStory();
    await start();
    expect(linesOf(events, 'Deployment')).toEqual([`listed Deployment ${WORKLOAD}`]);
    expect(linesOf(events, 'HorizontalPodAutoscaler')).toEqual([
      'listed HorizontalPodAutoscaler llm-chatbot-hpa',
    ]);
    expect(linesOf(events, 'Pod')).toHaveLength(2);
    expect(linesOf(events, 'EndpointSlice')).toHaveLength(1);
    heavy(story, 60_000);
    await soon(() => desiredIn(events)).toBe(story.replicas);
    expect(story.replicas).toBeGreaterThan(2);
    await soon(() => linesOf(events, 'Pod').filter((line) => line.startsWith('added')).length).toBe(
      story.cluster.store.list('Pod').length - 2,
    );
    await soon(() => linesOf(events, 'Event').some((line) => line.startsWith('added'))).toBe(true);
    await soon(() => linesOf(events, 'PodMetrics').length).toBeGreaterThan(2);
    expect(events.filter(({ type }) => type === 'cluster-gap')).toEqual([]);
  });

  it('of its objects nothing is recorded that could be a secret, or that nobody needs', async () => {
    const { events, start } = await watchedStory();
    await start();
    const text = JSON.stringify(events);
    for (const left of ['managedFields', '"env"', '"args"', '"command"', 'last-applied']) {
      expect(text).not.toContain(left);
    }
  });

  it('goes on where it was after its connections were cut', async () => {
    const { story, server, events, start } = await watchedStory();
    await start();
    await soon(() => server.faults.openWatches()).toBe(6);
    server.faults.cutWatches();
    server.faults.cutWatches(undefined, { midEvent: true });
    heavy(story, 60_000);
    await soon(() => desiredIn(events)).toBe(story.replicas);
    await soon(() => server.faults.openWatches()).toBe(6);
    expect(new Set(linesOf(events, 'Pod').map((line) => line.split(' ')[2])).size).toBe(
      story.cluster.store.list('Pod').length,
    );
  });

  it('is listed again when the server forgot what happened, and says that something may be missing', async () => {
    const { story, server, events, start } = await watchedStory();
    await start();
    await soon(() => server.faults.openWatches(PODS)).toBe(1);
    server.faults.cutWatches();
    heavy(story, 60_000);
    server.faults.expire();
    await soon(() => desiredIn(events)).toBe(story.replicas);
    await soon(() =>
      events.some((event) => event.type === 'cluster-gap' && event.reason.includes('410')),
    ).toBe(true);
  });

  it('a server that restarts is waited for', async () => {
    const { story, server, events, start } = await watchedStory();
    const monitor = await start();
    const away = server.restart(300);
    await soon(() => monitor.troubles.get(PODS)?.kind).toBe('unreachable');
    heavy(story, 60_000);
    await away;
    await soon(() => desiredIn(events)).toBe(story.replicas);
    await soon(() => monitor.troubles.size).toBe(0);
  });

  it('a watch that fell silent is noticed by looking at the objects', async () => {
    const { story, server, events, start } = await watchedStory();
    await start();
    await soon(() => server.faults.openWatches()).toBe(6);
    server.faults.silenceWatches();
    heavy(story, 60_000);
    await soon(() => desiredIn(events)).toBe(story.replicas);
    await soon(() => linesOf(events, 'Pod').length).toBeGreaterThan(2);
  });

  it('watches that end at once are not begun again without a pause', async () => {
    let begun = 0;
    const api = (url: string) => {
      const http = createHttpApi({ url, ca: null, token: null });
      const watch: typeof http.watch = (path, reader) => {
        begun += 1;
        return http.watch(path, reader);
      };
      return { ...http, watch };
    };
    const { start } = await watchedStory(
      { watchTimeoutMs: 1 },
      { api, timing: { watchS: 0, firstPauseMs: 200, longestPauseMs: 200 } },
    );
    await start();
    await new Promise((resolve) => setTimeout(resolve, 300));
    // Six resources; without a pause it would be hundreds.
    expect(begun).toBeLessThanOrEqual(24);
  });
});

describe('a cluster that does not let everything be read', () => {
  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [429, 'throttled'],
    [500, 'server-error'],
  ] as const)(
    'HTTP %i for pods: the rest is followed, and the pods as soon as they can be',
    async (status, kind) => {
      const { server, events, start } = await watchedStory();
      const allow = server.faults.add({ resource: PODS, status });
      const monitor = await start();
      expect(monitor.troubles.get(PODS)).toMatchObject({ kind });
      expect(linesOf(events, 'Deployment')).toHaveLength(1);
      expect(linesOf(events, 'Pod')).toHaveLength(0);
      allow();
      await soon(() => linesOf(events, 'Pod').length).toBe(2);
      await soon(() => monitor.troubles.has(PODS)).toBe(false);
    },
  );

  it('says at its end what it never saw', async () => {
    const { server, events, start } = await watchedStory();
    server.faults.add({ resource: PODS, status: 403 });
    const monitor = await start();
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await monitor.stop();
    expect(events.filter(({ type }) => type === 'cluster-gap')).toMatchObject([
      { resource: 'pods', reason: expect.stringContaining('pods is forbidden') },
    ]);
  });

  it('takes Endpoints where there are no EndpointSlices to read', async () => {
    const { server, events, start } = await watchedStory();
    server.faults.add({ resource: 'endpointslices.discovery.k8s.io', status: 403 });
    await start();
    expect(linesOf(events, 'Endpoints')).toHaveLength(1);
  });

  it('takes the autoscaler of version 1 where there is no other', async () => {
    const { server, events, start } = await watchedStory();
    server.faults.add({ resource: 'horizontalpodautoscalers.autoscaling', status: 404, times: 1 });
    await start();
    expect(JSON.stringify(events)).toContain('"apiVersion":"autoscaling/v1"');
  });

  it('does without metrics', async () => {
    const { server, events, start } = await watchedStory();
    server.faults.add({ resource: 'pods.metrics.k8s.io', status: 404 });
    const monitor = await start();
    await soon(() => monitor.troubles.get('pods.metrics.k8s.io')?.kind).toBe('not-found');
    expect(linesOf(events, 'Pod')).toHaveLength(2);
  });
});

describe('the cluster’s clock', () => {
  it('is compared until the difference is known to a few ms', async () => {
    // The story's clock stands still, so this cluster's time is compared with one that stands still too.
    const { story, events, start } = await watchedStory();
    const clockMs = story.clock.nowMs();
    await start();
    await soon(() => events.some(({ type }) => type === 'cluster-clock')).toBe(true);
    const [look] = events.filter((event) => event.type === 'cluster-clock');
    const truth = clockMs - (look?.atMs ?? 0);
    expect(Math.abs((look?.offsetMs ?? 0) - truth)).toBeLessThanOrEqual((look?.uncertaintyMs ?? 0) + 1);
  });
});
