import { describe, expect, it } from 'vitest';
import { ScalingLog } from '../../../src/demo/truth/scaling-log.ts';
import { Story } from '../closed-users.ts';
import { type Answer, heavy, read, rows, servedStory, soon, TABLE, watch } from './served-story.ts';

const NAMESPACE = 'namespaces/default';
const HPA = `/apis/autoscaling/v2/${NAMESPACE}/horizontalpodautoscalers/llm-chatbot-hpa`;
const SECOND = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** A served story in which pods were added. */
async function scaled(options: Parameters<typeof servedStory>[0] = {}, story = new Story()) {
  const served = await servedStory(options, story);
  heavy(story, 60_000);
  return served;
}

async function items(api: Parameters<typeof read>[0], path: string): Promise<readonly Answer[]> {
  return (await read(api, path)).body.items;
}

describe('objects', () => {
  it('an HPA has targets, metrics, conditions and the time of its last scaling', async () => {
    const { story, api } = await scaled();
    const { spec, status } = (await read(api, HPA)).body;
    expect(spec).toEqual({
      scaleTargetRef: { kind: 'Deployment', name: 'llm-chatbot-backend', apiVersion: 'apps/v1' },
      minReplicas: 2,
      maxReplicas: 10,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
        },
        {
          type: 'Resource',
          resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 80 } },
        },
      ],
    });
    const hpa = story.cluster.store.get('HorizontalPodAutoscaler', 'llm-chatbot-hpa');
    const [cpu] = hpa?.status.currentMetrics ?? [];
    expect(status.currentMetrics[0].resource.current).toEqual({
      averageUtilization: cpu?.averageUtilization,
      averageValue: `${cpu?.averageValue}m`,
    });
    expect(status.desiredReplicas).toBe(story.replicas);
    expect(Date.parse(status.lastScaleTime)).toBe(1000 * Math.floor((hpa?.status.lastScaleTime ?? 0) / 1000));
    expect(status.conditions.map(({ type }: Answer) => type)).toEqual([
      'AbleToScale',
      'ScalingActive',
      'ScalingLimited',
    ]);
  });

  it('the same in autoscaling/v1: the CPU in its fields, the rest in annotations', async () => {
    const { api } = await scaled();
    const two = (await read(api, HPA)).body;
    const one = (await read(api, HPA.replace('/v2/', '/v1/'))).body;
    expect(one.apiVersion).toBe('autoscaling/v1');
    expect(one.spec.targetCPUUtilizationPercentage).toBe(70);
    expect(one.status.currentCPUUtilizationPercentage).toBe(
      two.status.currentMetrics[0].resource.current.averageUtilization,
    );
    const { annotations } = one.metadata;
    expect(JSON.parse(annotations['autoscaling.alpha.kubernetes.io/metrics'])).toEqual([
      { type: 'Resource', resource: { name: 'memory', targetAverageUtilization: 80 } },
    ]);
    expect(JSON.parse(annotations['autoscaling.alpha.kubernetes.io/conditions'])).toEqual(
      two.status.conditions,
    );
  });

  it('times are whole seconds that were cut off; only what the scheduler tells has microseconds', async () => {
    const { story, api } = await scaled();
    const pods = await items(api, '/api/v1/pods');
    for (const pod of pods) {
      const known = story.cluster.store.get('Pod', pod.metadata.name);
      const createdMs = known?.metadata.creationTimestamp ?? 0;
      expect(pod.metadata.creationTimestamp).toMatch(SECOND);
      expect(Date.parse(pod.metadata.creationTimestamp)).toBe(1000 * Math.floor(createdMs / 1000));
    }
    const events = await items(api, '/api/v1/events');
    const scheduled = events.find(({ reason }) => reason === 'Scheduled');
    expect(scheduled).toMatchObject({ firstTimestamp: null, lastTimestamp: null, source: {} });
    expect(scheduled.eventTime).toMatch(/T\d\d:\d\d:\d\d\.\d{6}Z$/);
    const rescale = events.find(({ reason }) => reason === 'SuccessfulRescale');
    expect(rescale).toMatchObject({ eventTime: null, count: 1 });
    expect(rescale.firstTimestamp).toMatch(SECOND);
    const newer = await items(api, '/apis/events.k8s.io/v1/events');
    expect(newer.find(({ reason }) => reason === 'Scheduled').eventTime).toBe(scheduled.eventTime);
  });

  it('pods belong to the replica set, it to the deployment; endpoints point to pods', async () => {
    const { api } = await scaled();
    const [deployment] = await items(api, '/apis/apps/v1/deployments');
    const [replicaSet] = await items(api, '/apis/apps/v1/replicasets');
    const pods = await items(api, '/api/v1/pods');
    const owner = ({ metadata }: Answer) => metadata.ownerReferences[0].uid;
    expect(owner(replicaSet)).toBe(deployment.metadata.uid);
    for (const pod of pods) expect(owner(pod)).toBe(replicaSet.metadata.uid);
    const uids = pods.map(({ metadata }) => metadata.uid);
    const service = 'kubernetes.io/service-name=llm-chatbot-backend-service';
    const [slice] = await items(
      api,
      `/apis/discovery.k8s.io/v1/endpointslices?labelSelector=${encodeURIComponent(service)}`,
    );
    const ready = slice.endpoints.filter(({ conditions }: Answer) => conditions.ready);
    expect(ready.length).toBeGreaterThan(2);
    for (const { targetRef } of ready) expect(uids).toContain(targetRef.uid);
    const [endpoints] = await items(api, '/api/v1/endpoints');
    expect(endpoints.metadata.name).toBe('llm-chatbot-backend-service');
    expect(endpoints.subsets[0].addresses.map(({ ip }: Answer) => ip)).toEqual(
      ready.map(({ addresses }: Answer) => addresses[0]),
    );
  });

  it('a deployment can be asked for its scale', async () => {
    const { story, api } = await scaled();
    const path = `/apis/apps/v1/${NAMESPACE}/deployments/llm-chatbot-backend/scale`;
    expect((await read(api, path)).body).toMatchObject({
      kind: 'Scale',
      apiVersion: 'autoscaling/v1',
      spec: { replicas: story.replicas },
      status: { selector: 'app=llm-chatbot' },
    });
  });

  it('metrics have a window of the wall, also when the cluster is compressed', async () => {
    const { story, api } = await scaled({}, new Story({ compression: 20 }));
    const metrics = await items(api, `/apis/metrics.k8s.io/v1beta1/${NAMESPACE}/pods`);
    expect(metrics.length).toBe(story.cluster.store.list('PodMetrics').length);
    expect(metrics[0]).toMatchObject({ window: '750ms', containers: [{ name: 'backend' }] });
    expect(metrics[0].containers[0].usage).toEqual({
      cpu: expect.stringMatching(/^\d+m?$/),
      memory: expect.stringMatching(/^\d+(Ki|Mi)?$/),
    });
  });

  it('a clock that is wrong is wrong everywhere', async () => {
    const story = new Story();
    const { api } = await servedStory({ clockOffsetMs: 37_000 }, story);
    const { headers, body } = await read(api, HPA);
    const createdMs = story.cluster.store.list('HorizontalPodAutoscaler')[0]?.metadata.creationTimestamp ?? 0;
    expect(Date.parse(headers.get('date') ?? '')).toBe(story.clock.nowMs() + 37_000);
    expect(Date.parse(body.metadata.creationTimestamp)).toBe(createdMs + 37_000);
  });
});

describe('the truth', () => {
  it.each([1, 20])('is what the API says, to the second, compressed %i times', async (compression) => {
    const story = new Story({ compression });
    const log = new ScalingLog(story.cluster, story.startMs);
    const { api } = await servedStory({}, story);
    heavy(story, compression === 1 ? 60_000 : 10_000);
    const { decisions, pods } = log.truth();
    const second = (instant: number | null) =>
      instant === null ? undefined : `${new Date(Math.floor(instant)).toISOString().slice(0, 19)}Z`;
    const events = await items(api, '/api/v1/events?fieldSelector=reason%3DSuccessfulRescale');
    expect(decisions.length).toBeGreaterThan(0);
    expect(decisions.map(({ atMs, to }) => [second(atMs), to])).toEqual(
      events
        .map(({ lastTimestamp, message }) => [lastTimestamp, Number(/New size: (\d+)/.exec(message)?.[1])])
        .sort(),
    );
    const served = await items(api, '/api/v1/pods');
    expect(pods.length).toBeGreaterThan(2);
    for (const pod of pods) {
      const { metadata, status } = served.find((each) => each.metadata.name === pod.name);
      const became = (type: string) =>
        status.conditions.find((each: Answer) => each.type === type && each.status === 'True')
          ?.lastTransitionTime;
      const [container] = status.containerStatuses ?? [];
      expect([
        metadata.creationTimestamp,
        became('PodScheduled'),
        container?.state.running?.startedAt,
        became('Ready'),
      ]).toEqual([pod.createdMs, pod.scheduledMs, pod.startedMs, pod.readyMs].map(second));
    }
  });
});

describe('tables, in the layouts of samples/scaling/kubectl-matrix', () => {
  it('of the HPA', async () => {
    const { story, api } = await scaled();
    const status = story.cluster.store.list('HorizontalPodAutoscaler')[0]?.status;
    const [cpu, memory] = status?.currentMetrics ?? [];
    const { body } = await read(api, HPA, TABLE);
    expect(body.columnDefinitions.map(({ name }: Answer) => name)).toEqual([
      'Name',
      'Reference',
      'Targets',
      'MinPods',
      'MaxPods',
      'Replicas',
      'Age',
    ]);
    expect(body.rows[0].cells).toEqual([
      'llm-chatbot-hpa',
      'Deployment/llm-chatbot-backend',
      `cpu: ${cpu?.averageUtilization}%/70%, memory: ${memory?.averageUtilization}%/80%`,
      '2',
      10,
      status?.currentReplicas,
      '61m',
    ]);
    expect(body.rows[0].object).toMatchObject({ kind: 'PartialObjectMetadata' });
  });

  it('of the HPA before 1.30, and before the first metrics', async () => {
    const old = await servedStory({ minorVersion: 29 });
    expect((await rows(old.api, HPA))[0]?.[2]).toBe('<unknown>/70%, <unknown>/80%');
    const { api } = await servedStory({ minorVersion: 30 });
    expect((await rows(api, HPA))[0]?.[2]).toBe('cpu: <unknown>/70%, memory: <unknown>/80%');
  });

  it('of pods, through their lives', async () => {
    const { story, api } = await servedStory();
    const watched = await watch(api, '/api/v1/pods?watch=1', TABLE);
    heavy(story, 60_000);
    story.clock.advance(600_000);
    await soon(() => watched.events.at(-1)?.type).toBe('DELETED');
    const [, , created] = watched.events;
    const [name] = created.object.rows[0].cells;
    const seen = watched.events
      .map(({ object }) => object.rows[0].cells)
      .filter((cells) => cells[0] === name)
      .map(([, ready, state]) => `${ready} ${state}`);
    expect([...new Set(seen)].slice(0, 4)).toEqual([
      '0/1 Pending',
      '0/1 ContainerCreating',
      '0/1 Running',
      '1/1 Running',
    ]);
    expect(watched.events.at(-1)?.object.rows[0].cells[2]).toBe('Terminating');
    expect(watched.events[0].object.columnDefinitions).toHaveLength(9);
    expect(created.object.columnDefinitions).toBeNull();
  });

  it('of endpoints, three and how many more', async () => {
    const { story, api } = await servedStory({ minorVersion: 33 });
    heavy(story, 300_000);
    const [[name, addresses] = []] = await rows(api, '/api/v1/endpoints');
    const { endpoints } = story.cluster.store.list('EndpointSlice')[0] ?? { endpoints: [] };
    const ready = endpoints.filter((endpoint) => endpoint.ready);
    expect(name).toBe('llm-chatbot-backend-service');
    const first = ready.slice(0, 3).map(({ address }) => `${address}:8000`);
    expect(addresses).toBe(`${first.join(',')} + ${ready.length - 3} more...`);
    expect((await read(api, '/api/v1/endpoints')).headers.get('warning')).toBe(
      '299 - "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"',
    );
  });

  it('of repeated events', async () => {
    const { api } = await scaled();
    const unhealthy = (await rows(api, '/api/v1/events')).filter(([, , reason]) => reason === 'Unhealthy');
    expect(unhealthy.map(([last]) => last)).toContainEqual(expect.stringMatching(/^\d+s \(x\d over \d+s\)$/));
    expect(unhealthy[0]?.slice(3, 6)).toEqual([
      expect.stringMatching(/^pod\/llm-chatbot-backend-/),
      'spec.containers{backend}',
      expect.stringMatching(/^kubelet, demo-pool-1-/),
    ]);
  });
});
