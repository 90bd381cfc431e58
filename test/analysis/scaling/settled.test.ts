import { expect, it } from 'vitest';
import type { Decision } from '../../../src/analysis/scaling/fuse-chains.ts';
import type { LoadChange } from '../../../src/analysis/scaling/load-course.ts';
import { withoutSettled } from '../../../src/analysis/scaling/settled.ts';
import type { Reading } from '../../../src/analysis/scaling/signals.ts';
import type { Occurrence, ReplicaSeries } from '../../../src/model/scaling.ts';

const at = (ms: number): Occurrence => ({ earliestMs: ms, latestMs: ms, basis: 'watched' });
const rise: LoadChange = { at: at(0), direction: 'up', level: { from: 0, to: 100 }, untilMs: 2000 };

const decisions: readonly Decision[] = [
  { from: 2, to: 4, at: at(15_000), reason: null },
  { from: 4, to: 5, at: at(30_000), reason: null },
  { from: 5, to: 6, at: at(300_000), reason: null },
];

/** Four are ready at 25 s, five at 45 s, six at 320 s. */
const ready: ReplicaSeries = {
  quantity: 'ready',
  source: 'test',
  levels: [
    { replicas: 2, isLowerBound: false, began: null, lastSeenMs: 25_000 },
    { replicas: 4, isLowerBound: false, began: at(25_000), lastSeenMs: 45_000 },
    { replicas: 5, isLowerBound: false, began: at(45_000), lastSeenMs: 320_000 },
    { replicas: 6, isLowerBound: false, began: at(320_000), lastSeenMs: 400_000 },
  ],
};

function cpu(...values: readonly (readonly [ms: number, percent: number])[]): readonly Reading[] {
  return values.map(([ms, value]) => ({ at: at(ms), metric: 'cpu', unit: 'percent', value, target: 70 }));
}

const causes = new Map([0, 1, 2].map((position) => [position, rise]));

it('a scale-up after all were ready and the metric asked for no more answers something else than the rise', () => {
  const calm = cpu([15_000, 150], [28_000, 90], [60_000, 70], [75_000, 68], [290_000, 85]);
  expect([...withoutSettled(causes, decisions, ready, calm).keys()]).toEqual([0, 1]);
});

it('a scale-up while the metric still asked for more answers the rise, however late', () => {
  const busy = cpu([15_000, 150], [28_000, 90], [60_000, 90], [75_000, 70], [90_000, 90], [290_000, 85]);
  expect([...withoutSettled(causes, decisions, ready, busy).keys()]).toEqual([0, 1, 2]);
});

it('a load that still rises is not settled', () => {
  const ramp = { ...rise, untilMs: 280_000 };
  const calm = cpu([15_000, 150], [60_000, 70], [75_000, 68], [290_000, 85]);
  const ofRamp = new Map([0, 1, 2].map((position) => [position, ramp]));
  expect([...withoutSettled(ofRamp, decisions, ready, calm).keys()]).toEqual([0, 1, 2]);
});

it('nothing is told apart without the metrics, or without readiness', () => {
  expect(withoutSettled(causes, decisions, ready, []).size).toBe(3);
  expect(withoutSettled(causes, decisions, null, cpu([60_000, 70], [75_000, 68])).size).toBe(3);
});
