import { expect, it } from 'vitest';
import { presetPlan, presets } from '../../src/scenario/presets.ts';

it('the presets are those of the reference', () => {
  const table = presets.map(({ id, load, expectedPods, asksFirst }) => [
    id,
    load?.users,
    load?.spawnRate,
    load?.duration,
    expectedPods?.least,
    expectedPods?.most,
    asksFirst,
  ]);
  expect(table).toEqual([
    ['light', 10, 1, '5m', 2, 2, false],
    ['moderate', 50, 5, '10m', 3, 4, false],
    ['heavy', 100, 10, '15m', 5, 8, false],
    ['stress', 200, 20, '20m', 10, 10, true],
    ['custom', undefined, undefined, undefined, undefined, undefined, false],
  ]);
});

it('each preset but custom has a load that lasts as long as it says', () => {
  const lengths = presets.map((preset) => {
    const plan = presetPlan(preset);
    return plan === null ? null : plan.stages.reduce((sum, { durationMs }) => sum + durationMs, 0) / 60_000;
  });
  expect(lengths).toEqual([5, 10, 15, 20, null]);
});
