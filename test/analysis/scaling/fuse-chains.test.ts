import { describe, expect, it } from 'vitest';
import { type Decision, fuseChains } from '../../../src/analysis/scaling/fuse-chains.ts';

function polled(from: number, to: number, earliestMs: number, latestMs: number): Decision {
  return { from, to, at: { earliestMs, latestMs, basis: 'polled' }, reason: null };
}

function stamped(from: number, to: number, atMs: number): Decision {
  return { from, to, at: { earliestMs: atMs, latestMs: atMs + 999, basis: 'cluster-time' }, reason: null };
}

const levels = ({ decisions }: { readonly decisions: readonly Decision[] }) =>
  decisions.map(({ from, to, at }) => [from, to, at.earliestMs, at.latestMs]);

describe('two sources of one number', () => {
  it('know a change as exactly as both together', () => {
    const fused = fuseChains([polled(2, 4, 60_000, 73_000)], [polled(2, 4, 70_000, 100_000)]);
    expect(levels(fused)).toEqual([[2, 4, 70_000, 73_000]]);
  });

  it('know what only the finer one saw', () => {
    const fused = fuseChains([polled(2, 7, 60_000, 90_000)], [stamped(2, 4, 70_000), stamped(4, 7, 85_000)]);
    expect(levels(fused)).toEqual([
      [2, 4, 70_000, 70_999],
      [4, 7, 85_000, 85_999],
    ]);
    const other = fuseChains([stamped(2, 4, 70_000), stamped(4, 7, 85_000)], [polled(2, 7, 60_000, 90_000)]);
    expect(levels(other)).toEqual(levels(fused));
  });

  it('know what one of them did not live to see, and an excursion that one of them missed', () => {
    const early = [polled(2, 4, 60_000, 73_000)];
    expect(levels(fuseChains(early, [stamped(4, 2, 400_000)]))).toEqual([
      [2, 4, 60_000, 73_000],
      [4, 2, 400_000, 400_999],
    ]);
    const missed = [stamped(4, 6, 200_000), stamped(6, 4, 203_000)];
    expect(fuseChains(early, missed).decisions.map(({ to }) => to)).toEqual([4, 6, 4]);
  });

  it('contradict each other where levels cannot join; the base is followed', () => {
    const fused = fuseChains([polled(2, 4, 60_000, 73_000)], [polled(3, 9, 60_000, 73_000)]);
    expect(fused).toMatchObject({ contradictions: 1, decisions: [{ from: 2, to: 4 }] });
  });
});
