import { describe, expect, it } from 'vitest';
import { compareRuns } from '../../src/compare/compare-runs.ts';
import { usualNoise } from '../../src/compare/options.ts';
import type { Comparison } from '../../src/model/comparison.ts';
import { type SimulatedEndpoint, simulatedRun } from './simulated-run.ts';

const health: SimulatedEndpoint = { name: '/health', medianMs: 8, failureShare: 0.01 };
const manyRuns = (firstSeed: number, chatMs: number) =>
  Array.from({ length: 30 }, (_, i) =>
    simulatedRun(firstSeed + i, [{ name: '/chat', medianMs: chatMs }, health]),
  );
const usual = manyRuns(100, 300);
const slower = manyRuns(500, 375);

function changed(comparison: Comparison): readonly string[] {
  return comparison.rows.flatMap(({ endpoint, outcome }) =>
    endpoint === 'total' || (outcome !== 'regressed' && outcome !== 'improved')
      ? []
      : [`${endpoint.name} ${outcome}`],
  );
}

describe('ten comparisons', () => {
  it('of three and three runs all find a slowdown of 25 %, and nothing else', () => {
    for (let i = 0; i < 30; i += 3) {
      const comparison = compareRuns(usual.slice(i, i + 3), slower.slice(i, i + 3));
      expect(comparison.outcome).toBe('regressed');
      expect(new Set(changed(comparison))).toEqual(new Set(['/chat regressed']));
    }
  });

  it('of runs of the same service raise no alarm: five of three and three, five of single runs', () => {
    for (let i = 0; i < 30; i += 6) {
      expect(changed(compareRuns(usual.slice(i, i + 3), usual.slice(i + 3, i + 6)))).toEqual([]);
      const pair = { before: usual.slice(i, i + 1), after: usual.slice(i + 1, i + 2) };
      expect(changed(compareRuns(pair.before, pair.after, { assumedNoise: usualNoise }))).toEqual([]);
    }
  });
});
