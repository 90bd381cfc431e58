import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { KubernetesHistory } from '../../../src/importers/kubernetes-objects/kubernetes-history.ts';
import type { Observation } from '../../../src/importers/kubernetes-objects/observation.ts';
import type { Occurrence, ScalingTimeline } from '../../../src/model/scaling.ts';

// Recorded from the watches of a real control plane (Kubernetes 1.20.2): 50, then 100 users on a chatbot of 2 to 10 pods.
const FOLDER = new URL('../../fixtures/scaling/real-heavy/', import.meta.url);
const truth = JSON.parse(readFileSync(new URL('truth.json', FOLDER), 'utf8')) as {
  readonly pods: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
  readonly decisions: readonly {
    readonly t: string;
    readonly to: number;
    readonly cpuPct: number;
  }[];
};

const CLOCK = {
  cluster: { offsetMs: 0, uncertaintyMs: 0 },
  alignment: {
    shiftMs: 0,
    uncertaintyMs: null,
    basis: 'same-clock',
    timezone: null,
    isTimezoneStated: true,
    explanation: '',
  },
} as const;

function observations(): readonly Observation[] {
  const lines = readFileSync(new URL('watch-with-receipt-times.ndjson', FOLDER), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const { t, type, object } = JSON.parse(line) as { t: string; type: string; object: object };
    const atMs = Date.parse(t);
    const change = type.toLowerCase() as Observation['change'];
    return { seen: { earliestMs: atMs, latestMs: atMs }, change, object: { ...object } };
  });
}

function timelineOf(seen: readonly Observation[]): ScalingTimeline {
  const history = new KubernetesHistory();
  for (const observation of seen) history.observe(observation);
  const [timeline, ...others] = history.finish(CLOCK, 'watch');
  if (timeline === undefined || others.length > 0) throw new Error('expected one workload');
  return timeline;
}

/** The truth of the capture was itself taken from what was seen, some ms after it happened. */
const SECOND_MS = 1000;

function isWithin(at: Occurrence | null, stamp: string): boolean {
  const trueMs = Date.parse(stamp);
  return at !== null && trueMs >= at.earliestMs - SECOND_MS && trueMs <= at.latestMs + SECOND_MS;
}

describe('what the watches of a real cluster say', () => {
  const timeline = timelineOf(observations());

  it('is put together by workload', () => {
    expect(timeline).toMatchObject({
      workload: 'llm-chatbot-backend',
      kind: 'Deployment',
      namespace: 'r-heavy',
      podRequests: { cpuCores: 0.2, memoryBytes: 512 * 2 ** 20 },
    });
  });

  it('has every decision once, within a second', () => {
    for (const source of ['Deployment', 'HorizontalPodAutoscaler events', 'Deployment events']) {
      const series = timeline.replicas.find((one) => one.quantity === 'desired' && one.source === source);
      const told = (series?.levels ?? []).filter(({ began, replicas }) => began !== null && replicas > 0);
      const decided = source === 'Deployment events' ? told.slice(1) : told;
      expect(decided.map(({ replicas }) => replicas)).toEqual(truth.decisions.map(({ to }) => to));
      decided.forEach(({ began }, i) => {
        expect(isWithin(began, truth.decisions[i]?.t ?? '')).toBe(true);
      });
    }
  });

  it('has the phases of every pod, to the second', () => {
    const names = Object.keys(truth.pods);
    expect(timeline.pods.map(({ name }) => name).sort()).toEqual(names.sort());
    for (const pod of timeline.pods) {
      const phases = truth.pods[pod.name] ?? {};
      for (const phase of ['created', 'scheduled', 'started', 'ready'] as const) {
        const stamp = phases[phase];
        if (typeof stamp !== 'string') throw new Error(`no truth of ${pod.name} ${phase}`);
        const at = pod[phase];
        expect(isWithin(at, stamp), `${pod.name} ${phase}`).toBe(true);
        expect((at?.latestMs ?? 0) - (at?.earliestMs ?? 0)).toBeLessThanOrEqual(SECOND_MS);
      }
    }
  });

  it('knows what the autoscaler was told to do', () => {
    expect(timeline.autoscaler).toEqual({
      name: 'llm-chatbot-hpa',
      minReplicas: 2,
      maxReplicas: 10,
      targets: [
        { metric: 'memory', kind: 'utilization', target: 80, unit: 'percent' },
        { metric: 'cpu', kind: 'utilization', target: 70, unit: 'percent' },
      ],
      behavior: {
        scaleUp: {
          stabilizationWindowMs: 0,
          selectPolicy: 'Max',
          policies: [{ type: 'Percent', value: 100, periodMs: 60_000 }],
        },
        scaleDown: {
          stabilizationWindowMs: 300_000,
          selectPolicy: 'Max',
          policies: [{ type: 'Percent', value: 50, periodMs: 60_000 }],
        },
      },
    });
    const cpu = timeline.signals.find(({ metric }) => metric === 'cpu');
    const at = (stamp: string) => cpu?.values[cpu.latestMs.findLastIndex((ms) => ms <= Date.parse(stamp))];
    expect(truth.decisions.map(({ t }) => at(t))).toEqual(truth.decisions.map(({ cpuPct }) => cpuPct));
  });

  it('takes no number of an autoscaler that could compute none for a decision', () => {
    const series = timeline.replicas.find(({ source }) => source === 'HorizontalPodAutoscaler');
    expect(series?.levels.map(({ replicas }) => replicas)).toEqual([2, 4, 6, 7, 4, 2]);
  });
});

describe('a cluster whose clock differs', () => {
  it("has its stamps brought onto the observer's clock, and the doubt kept", () => {
    const history = new KubernetesHistory();
    for (const observation of observations()) history.observe(observation);
    const cluster = { offsetMs: 37_000, uncertaintyMs: 500 };
    const [timeline] = history.finish({ ...CLOCK, cluster }, 'watch');
    const [pod] = timeline?.pods ?? [];
    const created = truth.pods[pod?.name ?? '']?.['created'] ?? '';
    const middleMs = ((pod?.created?.earliestMs ?? 0) + (pod?.created?.latestMs ?? 0)) / 2;
    expect(Math.abs(middleMs + 37_000 - Date.parse(created))).toBeLessThan(1500);
    expect((pod?.created?.latestMs ?? 0) - (pod?.created?.earliestMs ?? 0)).toBeGreaterThanOrEqual(1000);
  });
});

describe('objects of a stranger', () => {
  it('do no harm: names of prototype keys, missing fields, wrong types', () => {
    const history = new KubernetesHistory();
    const seen = { earliestMs: 1, latestMs: 1 };
    for (const object of [
      { kind: 'Pod', metadata: { name: '__proto__' } },
      { kind: 'Deployment', metadata: { name: 'constructor' }, spec: 7, status: 'ready' },
      { kind: 'HorizontalPodAutoscaler', metadata: { name: 'h' }, spec: { metrics: { toString: 1 } } },
      { kind: 'EndpointSlice', metadata: { name: 's' }, endpoints: [null, { addresses: 'x' }] },
      { kind: 'Event', metadata: {}, reason: 4 },
      { kind: 'PodList', items: [{ metadata: { name: 'a' } }, 3, null] },
      { kind: 'Secret', metadata: { name: 'no' } },
      {},
    ]) {
      history.observe({ seen, change: 'listed', object });
    }
    const workloads = history.finish(CLOCK, 'file').map(({ workload }) => workload);
    expect(workloads).toEqual(['constructor', 'h']);
  });
});
