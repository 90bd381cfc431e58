import { describe, expect, it } from 'vitest';
import { evenSplits } from '../../src/compare/even-splits.ts';
import { sameAgainstSame } from '../../src/compare/same-against-same.ts';
import { type SimulatedEndpoint, simulatedRun } from './simulated-run.ts';

const endpoints: readonly SimulatedEndpoint[] = [
  { name: '/chat', medianMs: 300 },
  { name: '/health', medianMs: 8, failureShare: 0.01 },
];
const runs = (count: number, firstSeed: number) =>
  Array.from({ length: count }, (_, i) => simulatedRun(firstSeed + i, endpoints));

describe('disjoint halves', () => {
  it('of four things are three', () => {
    expect(evenSplits(4, 100)).toEqual([
      { baseline: [0, 1], candidate: [2, 3] },
      { baseline: [0, 2], candidate: [1, 3] },
      { baseline: [0, 3], candidate: [1, 2] },
    ]);
  });

  // (6 over 3) / 2, (7 over 1) (6 over 3) / 2, (8 over 4) / 2
  it.each([
    [6, 10],
    [7, 70],
    [8, 35],
  ])('of %i things are %i, each once', (count, expected) => {
    const splits = evenSplits(count, 1000);
    expect(splits).toHaveLength(expected);
    const halves = splits.map(({ baseline, candidate }) =>
      [baseline.join(), candidate.join()].sort().join(' | '),
    );
    expect(new Set(halves).size).toBe(expected);
    for (const { baseline, candidate } of splits) {
      expect(new Set([...baseline, ...candidate]).size).toBe(2 * Math.floor(count / 2));
    }
  });

  it('are no more than asked for, and from all over', () => {
    const splits = evenSplits(12, 40);
    expect(splits).toHaveLength(40);
    const firsts = new Set(splits.map(({ baseline }) => baseline[1]));
    expect(firsts.size).toBeGreaterThan(3);
  });
});

describe('the same against the same', () => {
  it('is compared half against half, and raises no alarm', () => {
    const { comparisons } = sameAgainstSame(runs(4, 40), 0.05);
    expect(comparisons).toHaveLength(3);
    for (const { primary, all, alarms } of comparisons) {
      expect(alarms).toEqual([]);
      expect(primary).toMatchObject({ gated: 0, changed: 0 });
      // p95 of two endpoints, failures of one.
      expect(primary.noChange + primary.notEnoughEvidence).toBe(3);
      expect(all.noChange + all.notEnoughEvidence).toBeGreaterThan(3);
    }
  });

  it('raises alarms when it is not the same', () => {
    const slower = Array.from({ length: 2 }, (_, i) =>
      simulatedRun(70 + i, [{ name: '/chat', medianMs: 420 }, ...endpoints.slice(1)]),
    );
    const { comparisons } = sameAgainstSame([...runs(2, 60), ...slower], 0.05);
    const apart = comparisons.filter(({ alarms }) => alarms.length > 0);
    expect(apart.map(({ baseline, candidate }) => [baseline, candidate])).toEqual([
      [
        [0, 1],
        [2, 3],
      ],
    ]);
    expect(apart[0]?.alarms[0]).toMatchObject({
      endpoint: { name: '/chat' },
      metric: 'latency-p95',
      isPrimary: true,
      outcome: 'regressed',
    });
  });

  it('of runs that are too short is not fit for a verdict, and says why', () => {
    const short = Array.from({ length: 4 }, (_, i) => simulatedRun(80 + i, endpoints, { seconds: 60 }));
    const [first] = sameAgainstSame(short, 0.05).comparisons;
    expect(first?.primary.gated).toBe(first?.primary.notEnoughEvidence);
    expect(first?.unfit).toEqual([expect.stringContaining('A steady state is shorter than 2 minutes.')]);
  });

  it('needs more runs for a smaller change, and never fewer to be safe', () => {
    const six = runs(6, 90);
    const needed = (threshold: number) => sameAgainstSame(six, threshold).noise;
    const [large, small] = [needed(0.1), needed(0.02)];
    for (const [i, row] of large.entries()) {
      expect(small[i]?.runsNeeded ?? Infinity).toBeGreaterThanOrEqual(row.runsNeeded ?? Infinity);
      expect(row.runsNeededAtMost ?? Infinity).toBeGreaterThanOrEqual(row.runsNeeded ?? Infinity);
    }
    expect(large.some(({ runsNeeded }, i) => (small[i]?.runsNeeded ?? Infinity) > (runsNeeded ?? 0))).toBe(
      true,
    );
  });
});
