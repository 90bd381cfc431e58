import { expect, it } from 'vitest';
import { DEFAULT_TIMING, type ObservedPod, type PodMetric } from '../../src/demo/hpa/hpa-spec.ts';
import { MetricUnavailable, proposeReplicas } from '../../src/demo/hpa/utilization.ts';
import { podOf, readyPod, type SingleVector, secondImplementation } from './hpa-fixtures.ts';

const cpu70 = { name: 'cpu', averageUtilization: 70 } as const;

function propose(current: number, pods: ObservedPod[], use: Record<string, number>, atS = 0, nowS = 0) {
  const metrics = new Map(Object.entries(use).map(([name, value]) => [name, { value, atS, windowS: 15 }]));
  return proposeReplicas(current, cpu70, pods, metrics, nowS, DEFAULT_TIMING);
}

const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => readyPod(name)) as [
  ObservedPod,
  ObservedPod,
  ObservedPod,
  ObservedPod,
];

it('takes whole percent first: 247 of 200 millicores is 123 %, and 2 pods become ceil(1.757 x 2) = 4', () => {
  expect(propose(2, [a, b], { a: 247, b: 247 })).toMatchObject({ utilization: 123, replicas: 4 });
});

it.each([
  [77, 3, '1.1 - 1 is more than 0.1 in floating point'],
  [76, 2, 'within the tolerance'],
  [63, 2, 'within the tolerance'],
  [62, 2, 'ceil(0.886 x 2)'],
])('at %i %% of a target of 70 %% two pods become %i (%s)', (percent, replicas) => {
  expect(propose(2, [a, b], { a: 2 * percent, b: 2 * percent }).replicas).toBe(replicas);
});

it('scales down below the tolerance: 62 % over ten pods becomes nine, 63 % stays', () => {
  const pods = Array.from({ length: 10 }, (_, i) => readyPod(`p${i}`));
  const at = (value: number) => propose(10, pods, Object.fromEntries(pods.map((pod) => [pod.name, value])));
  expect(at(124).replicas).toBe(9);
  expect(at(126).replicas).toBe(10);
});

it('counts missing pods as idle when it scales up: (400 + 400 + 0 + 0) / 800 = 100 %, ceil(1.43 x 4) = 6', () => {
  expect(propose(4, [a, b, c, d], { a: 400, b: 400 })).toMatchObject({
    utilization: 200,
    replicas: 6,
    missingPods: 2,
  });
});

it('counts pending pods as idle when it scales up', () => {
  const pending = { phase: 'Pending' } as const;
  const pods = [a, b, readyPod('c', pending), readyPod('d', pending)];
  expect(propose(4, pods, { a: 400, b: 400 })).toMatchObject({ replicas: 6, unreadyPods: 2 });
});

it('counts missing pods as fully busy when it scales down: (20 + 20 + 200 + 200) / 800 = 55 %, ceil(0.786 x 4) = 4', () => {
  expect(propose(4, [a, b, c, d], { a: 20, b: 20 }).replicas).toBe(4);
});

it('leaves out the CPU of a young pod until a whole window was measured while it was ready', () => {
  const young = readyPod('b', { startS: 0, readyTransitionS: 20 });
  const use = { a: 200, b: 20 };
  expect(propose(2, [a, young], use, 34, 40)).toMatchObject({ utilization: 100, unreadyPods: 1 });
  expect(propose(2, [a, young], use, 35, 40)).toMatchObject({ utilization: 55, unreadyPods: 0 });
});

it('ignores deleted and failed pods', () => {
  const pods = [a, readyPod('b', { deleted: true }), readyPod('c', { phase: 'Failed' })];
  expect(propose(1, pods, { a: 140, b: 2000, c: 2000 })).toMatchObject({ utilization: 70, readyPods: 1 });
});

it('says why there is nothing to judge by', () => {
  const at = (pods: ObservedPod[], use: Record<string, number>) => () => propose(2, pods, use);
  expect(at([a], {})).toThrow('unable to get metrics for resource cpu: no metrics returned');
  expect(at([], { a: 1 })).toThrow('no pods returned by selector');
  expect(at([readyPod('a', { phase: 'Pending' })], { a: 1 })).toThrow('pods might be unready');
});

function ours(vector: SingleVector) {
  const pods = vector.pods.map(podOf);
  const cpu = new Map<string, PodMetric>(
    vector.cpu.map(([name, value, atS]) => [name, { value, atS, windowS: 15 }]),
  );
  const target = { name: 'cpu', averageUtilization: vector.target } as const;
  try {
    const proposal = proposeReplicas(vector.current, target, pods, cpu, vector.nowS, DEFAULT_TIMING);
    const { replicas, utilization, readyPods: ready, unreadyPods: unready, missingPods: missing } = proposal;
    return { replicas, utilization, ready, unready, missing };
  } catch (error) {
    if (!(error instanceof MetricUnavailable)) throw error;
    return { error: error.message };
  }
}

it('agrees with a second implementation on 500 random sets of pods', () => {
  const { single } = secondImplementation;
  expect(single).toHaveLength(500);
  for (const vector of single) {
    const { current, target, nowS, pods, cpu, ...expected } = vector;
    expect(ours(vector), JSON.stringify(vector)).toEqual(expected);
  }
});
