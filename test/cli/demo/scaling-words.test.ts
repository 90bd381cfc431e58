import { expect, it } from 'vitest';
import { scalingLines } from '../../../src/cli/demo/scaling-words.ts';
import type { DemoTruth } from '../../../src/demo/truth/demo-truth.ts';

type Scaling = DemoTruth['scaling'];

/** A cluster with these counts of ready pods and these decisions, at seconds of a test that began at second 100. */
function truthOf(
  ready: readonly (readonly [second: number, pods: number])[],
  decided: readonly (readonly [second: number, from: number, to: number])[],
): DemoTruth {
  const replicas = ready.map(([second, pods]) => ({
    atMs: (100 + second) * 1000,
    desired: pods,
    ready: pods,
    routed: pods,
  }));
  const decisions = decided.map(([second, from, to]): Scaling['decisions'][number] => ({
    atMs: (100 + second) * 1000,
    from,
    to,
    proposed: to,
    reason: 'cpu',
    limitedBy: null,
    cpuPercent: 90,
    memoryPercent: 40,
    unreadyPods: 0,
    missingPods: 0,
  }));
  const scaling = { decisions, replicas, utilization: [], pods: [] };
  return { compression: 20, scaling } as unknown as DemoTruth;
}

const lines = (truth: DemoTruth) => scalingLines(truth, 100_000, 145_000);

it('says where the cluster began, what it reached, and what its autoscaler decided', () => {
  const truth = truthOf(
    [
      [-1, 2],
      [3, 3],
      [9, 7],
      [60, 2],
    ],
    [
      [2, 2, 3],
      [8, 3, 7],
      [59, 7, 2],
    ],
  );
  expect(lines(truth)).toEqual([
    "The cluster began with 2 pods, and 7 were ready at 0:09; each second was 20 of the cluster's.",
    'Its autoscaler decided: 2 to 3 at 0:02, 3 to 7 at 0:08.',
  ]);
});

it('a cluster that did nothing', () => {
  expect(lines(truthOf([[-1, 2]], []))).toEqual([
    "The cluster began with 2 pods, and there were never more; each second was 20 of the cluster's.",
    'Its autoscaler decided nothing.',
  ]);
});

it('many decisions are counted, not listed', () => {
  const steps = Array.from({ length: 8 }, (_, i) => [i, i + 2, i + 3] as const);
  expect(lines(truthOf([[-1, 2]], steps))[1]).toMatch(/7 to 8 at 0:05, and 2 more\.$/);
});
