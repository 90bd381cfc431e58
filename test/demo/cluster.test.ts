import { describe, expect, it } from 'vitest';
import { conditionOf, isReady, type Pod } from '../../src/demo/cluster/kubernetes.ts';
import type { Change } from '../../src/demo/cluster/object-store.ts';
import { ScalingLog } from '../../src/demo/truth/scaling-log.ts';
import { percentile, Story } from './closed-users.ts';

const MINUTE = 60_000;

/** A story with everything that changed in it. */
function told(options: ConstructorParameters<typeof Story>[0] = {}) {
  const story = new Story(options);
  const changes: Change[] = [];
  story.cluster.onChange((change) => changes.push(change));
  return { story, changes, log: new ScalingLog(story.cluster, story.startMs) };
}

/** The most pods that were ready at a time. */
function peak(log: ScalingLog): number {
  return Math.max(...log.truth().replicas.map(({ ready }) => ready));
}

describe('the presets of scenarios.md, each with the pods that it is to have', () => {
  it.each([
    ['light', 10, 1, 5, 2, 2],
    ['moderate', 50, 5, 10, 3, 4],
    ['heavy', 100, 10, 15, 5, 8],
    ['stress', 200, 20, 20, 10, 10],
  ])('%s: %i users', (_, users, spawnPerS, minutes, least, most) => {
    for (const seed of [1, 2, 3]) {
      const { story, log } = told({ seed });
      story.load(users, spawnPerS, minutes * MINUTE);
      story.clock.advance(minutes * MINUTE);
      expect(peak(log)).toBeGreaterThanOrEqual(least);
      expect(peak(log)).toBeLessThanOrEqual(most);
      expect(story.readyPods).toBeGreaterThanOrEqual(least);
    }
  });

  it.each([10, 15, 20])(
    'heavy, compressed %i times, reaches 5 to 8 within 20 s of the wall',
    (compression) => {
      for (const seed of [1, 2, 3]) {
        const { story, log } = told({ seed, compression });
        story.load(100, 10, 45_000);
        story.clock.advance(20_000);
        expect(story.readyPods).toBeGreaterThanOrEqual(5);
        story.clock.advance(25_000);
        expect(peak(log)).toBeLessThanOrEqual(8);
      }
    },
  );
});

describe('a heavy test of 15 minutes', () => {
  const { story, changes, log } = told();
  story.load(100, 10, 15 * MINUTE);
  story.clock.advance(15 * MINUTE);
  const between = (fromS: number, toS: number) =>
    story.chats
      .filter(({ atMs }) => atMs >= story.startMs + 1000 * fromS && atMs < story.startMs + 1000 * toS)
      .map(({ responseMs }) => responseMs);

  it('is slow before the new pods are there and quick again with them', () => {
    const before = percentile(between(15, 60), 95);
    const after = percentile(between(300, 900), 95);
    expect(before).toBeGreaterThan(2 * after);
    expect(percentile(between(300, 900), 50)).toBeGreaterThan(1000);
    expect(percentile(between(300, 900), 50)).toBeLessThan(1400);
    expect(percentile(story.lightMs, 50)).toBeGreaterThan(12);
    expect(percentile(story.lightMs, 50)).toBeLessThan(31);
  });

  it('scales because of the CPU, and at most doubles', () => {
    const { decisions } = log.truth();
    expect(decisions[0]).toMatchObject({
      from: 2,
      to: 4,
      reason: 'cpu resource utilization (percentage of request) above target',
    });
    expect(decisions[0]?.cpuPercent).toBeGreaterThan(77);
    for (const { from, to } of decisions) expect(to).toBeLessThanOrEqual(Math.max(4, 2 * from));
  });

  it('gives every new pod its times, in the order of its life', () => {
    const started = log.truth().pods.filter(({ createdMs }) => createdMs > story.startMs);
    expect(started.length).toBeGreaterThanOrEqual(3);
    for (const pod of started) {
      const at = [pod.scheduledMs, pod.startedMs, pod.readyMs, pod.routedMs].map(
        (ms) => ((ms ?? Number.NaN) - pod.createdMs) / 1000,
      );
      expect(at).toEqual([...at].sort((a, b) => a - b));
      const [scheduled = 0, containerStarted = 0, ready = 0, routed = 0] = at;
      expect(scheduled).toBeGreaterThanOrEqual(0.01);
      expect(scheduled).toBeLessThanOrEqual(0.05);
      expect(containerStarted).toBeGreaterThanOrEqual(1);
      expect(containerStarted).toBeLessThanOrEqual(7.06);
      expect(ready).toBeGreaterThanOrEqual(12);
      expect(ready).toBeLessThanOrEqual(20);
      expect(routed - ready).toBeLessThanOrEqual(0.3);
    }
  });

  it('tells events as Kubernetes does', () => {
    const events = story.cluster.store.list('Event');
    const [rescale] = events.filter(({ reason }) => reason === 'SuccessfulRescale');
    expect(rescale?.message).toBe(
      'New size: 4; reason: cpu resource utilization (percentage of request) above target',
    );
    const [scaled] = events.filter(({ reason }) => reason === 'ScalingReplicaSet');
    expect(scaled?.message).toMatch(/^Scaled up replica set llm-chatbot-backend-\w{9} to 4 from 2$/);
    const ofPods = new Set(
      events.filter((event) => event.involvedObject.kind === 'Pod').map(({ reason }) => reason),
    );
    expect([...ofPods]).toEqual(
      expect.arrayContaining(['Scheduled', 'Pulling', 'Pulled', 'Created', 'Started', 'Unhealthy']),
    );
  });

  it('numbers its changes one by one, and can tell those after a number', () => {
    const versions = changes.map(({ resourceVersion }) => resourceVersion);
    const first = versions[0] ?? 0;
    expect(versions).toEqual(versions.map((_, i) => first + i));
    const { store } = story.cluster;
    expect(store.resourceVersion).toBe(versions.at(-1));
    expect(store.changesSince(store.resourceVersion - 5)).toEqual(changes.slice(-5));
    expect(store.changesSince(store.resourceVersion)).toEqual([]);
    expect(store.changesSince(-1)).toBeNull();
  });

  it('keeps the status of every object in agreement with the pods', () => {
    const { store } = story.cluster;
    const pods = store.list('Pod');
    const deployment = store.get('Deployment', 'llm-chatbot-backend');
    expect(deployment?.status.readyReplicas).toBe(pods.filter(isReady).length);
    expect(deployment?.status.replicas).toBe(pods.length);
    expect(deployment?.metadata.generation).toBe(deployment?.status.observedGeneration);
    const routed = store.list('EndpointSlice')[0]?.endpoints.filter(({ ready }) => ready);
    expect(routed?.map(({ podName }) => podName)).toEqual(pods.map(({ metadata }) => metadata.name));
    const hpa = store.get('HorizontalPodAutoscaler', 'llm-chatbot-hpa');
    expect(hpa?.status.desiredReplicas).toBe(deployment?.spec.replicas);
    expect(hpa?.status.lastScaleTime).toBe(log.truth().decisions.at(-1)?.atMs);
    expect(hpa?.status.currentMetrics.map(({ name }) => name)).toEqual(['cpu', 'memory']);
    expect(hpa?.status.conditions.map(({ type }) => type)).toEqual([
      'AbleToScale',
      'ScalingActive',
      'ScalingLimited',
    ]);
  });
});

describe('after the load', () => {
  const { story, changes, log } = told({ seed: 4 });
  story.load(100, 10, 5 * MINUTE);
  story.clock.advance(15 * MINUTE);

  it('scales down to the minimum, no sooner than 5 minutes after the last high recommendation', () => {
    const { decisions } = log.truth();
    const down = decisions.filter(({ from, to }) => to < from);
    expect(story.replicas).toBe(2);
    expect(down.at(-1)?.to).toBe(2);
    expect(down[0]?.reason).toBe('All metrics below target');
    const endMs = story.startMs + 5 * MINUTE;
    // The last sync that still saw the load was up to 30 s (scrape and sync) from the end, before or after.
    expect(((down.at(-1)?.atMs ?? 0) - endMs) / 1000).toBeGreaterThan(270);
  });

  it('takes a terminating pod out of the traffic, then removes it', () => {
    const gone = log.truth().pods.filter(({ deletedMs }) => deletedMs !== null);
    expect(gone.length).toBeGreaterThanOrEqual(3);
    for (const { terminatingMs, deletedMs } of gone) {
      expect((deletedMs ?? 0) - (terminatingMs ?? 0)).toBeGreaterThanOrEqual(1500);
      expect((deletedMs ?? 0) - (terminatingMs ?? 0)).toBeLessThanOrEqual(30_000);
    }
    const killed = story.cluster.store.list('Event').filter(({ reason }) => reason === 'Killing');
    expect(killed).toHaveLength(gone.length);
    const removed = changes.filter(({ type, object }) => type === 'DELETED' && object.kind === 'Pod');
    expect(removed).toHaveLength(gone.length);
  });
});

describe('a cluster', () => {
  const history = (seed: number) => {
    const { story, changes } = told({ seed, compression: 20 });
    story.load(60, 20, 20_000);
    story.clock.advance(20_000);
    return JSON.stringify(changes);
  };

  it('has the same history for the same seed, and another for another', () => {
    expect(history(7)).toBe(history(7));
    expect(history(7)).not.toBe(history(8));
  });

  it('stays at its minimum without an autoscaler', () => {
    const { story, log } = told({ autoscale: false });
    story.load(100, 50, 2 * MINUTE);
    story.clock.advance(2 * MINUTE);
    expect(peak(log)).toBe(2);
    expect(story.cluster.store.list('HorizontalPodAutoscaler')).toEqual([]);
  });

  it('walks a pod through its conditions', () => {
    const { story, changes } = told();
    story.load(100, 50, 2 * MINUTE);
    story.clock.advance(2 * MINUTE);
    const pods = changes.map(({ object }) => object).filter((object): object is Pod => object.kind === 'Pod');
    const name = pods.find(({ status }) => status.phase === 'Pending')?.metadata.name;
    const states = pods
      .filter(({ metadata }) => metadata.name === name)
      .map(({ status }) => {
        const held = (['PodScheduled', 'ContainersReady', 'Ready'] as const).filter(
          (type) => conditionOf(status.conditions, type)?.status === 'True',
        );
        return [status.phase, ...held].join(' ');
      });
    expect(states).toEqual([
      'Pending',
      'Pending PodScheduled',
      'Pending PodScheduled',
      'Running PodScheduled',
      'Running PodScheduled ContainersReady Ready',
    ]);
  });
});
