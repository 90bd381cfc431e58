import { describe, expect, it } from 'vitest';
import { briefAnalyses } from '../../src/compare/brief-analyses.ts';
import { compareRuns } from '../../src/compare/compare-runs.ts';
import type { RunWithAnalysis } from '../../src/compare/options.ts';
import type { EndpointCurves } from '../../src/model/comparison-curves.ts';
import { roundingInterval } from '../../src/model/percentile.ts';
import { shiftFunction } from '../../src/stats/shift-function.ts';
import { endpointOf, runOf, START_MS, windowsOf } from '../support/run-example.ts';
import { simulatedRun } from './simulated-run.ts';

const chat = { name: '/chat', medianMs: 400 };
const health = { name: '/health', medianMs: 5 };
const runs = (seeds: readonly number[], endpoints = [chat, health]) =>
  seeds.map((seed) => simulatedRun(seed, endpoints));

function first(all: readonly EndpointCurves[]): EndpointCurves {
  const [one] = all;
  if (one === undefined) throw new Error('There is an endpoint.');
  return one;
}

describe('the curves of both sides', () => {
  const slower = runs([3, 4], [{ ...chat, medianMs: 520 }, health]);
  const { curves } = compareRuns(runs([1, 2]), slower);

  it('are of each run over time, from its first request on', () => {
    expect(curves.runs.map(({ side, runId }) => [side, runId])).toEqual([
      ['baseline', 'run100000000'],
      ['baseline', 'run200000000'],
      ['candidate', 'run300000000'],
      ['candidate', 'run400000000'],
    ]);
    expect(curves.runs[0]).toMatchObject({ firstBucketMs: 0, steady: { fromMs: 0 } });
    // All requests together are of endpoints of different nature and have no percentiles here: the mean is drawn.
    expect(curves.responseTimes).toEqual({ percentiles: [], kind: 'mean', spanMs: null });
  });

  it('begin where the load began, whatever time of day it was', () => {
    const idle = new Array<number>(40).fill(0);
    const late = windowsOf([...idle, ...new Array<number>(260).fill(20)], { startMs: START_MS + 5000 });
    const { run } = simulatedRun(9, [chat]);
    const shifted = runOf(late, null, { id: 'late00000000', endpoints: [endpointOf('/chat', late)] });
    const { analysis } = simulatedRun(9, [chat], { changes: { ...shifted } });
    const found = compareRuns([{ run: { ...run, ...shifted }, analysis }], runs([1], [chat])).curves.runs[0];
    expect(found?.firstBucketMs).toBe(-40_000);
  });

  it('put the endpoint that changed most first, with the shift of its percentiles', () => {
    const { endpoint, shift, distributions, shiftNote } = first(curves.endpoints);
    expect(endpoint.name).toBe('/chat');
    expect(distributions.map(({ part }) => part)).toEqual(new Array(4).fill('steady-state'));
    expect(shift.map(({ percentile }) => percentile)).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99]);
    for (const { change, band } of shift) {
      // The same factor at every percentile: 520 / 400.
      expect(change).toBeGreaterThan(0.24);
      expect(change).toBeLessThan(0.36);
      expect(band?.lo).toBeLessThan(0.3);
    }
    expect(shiftNote).toContain('from how these runs differ');
  });

  it('have the bands of the shift function where there is one run a side', () => {
    const [before] = runs([1], [chat]) as [RunWithAnalysis];
    const [after] = runs([3], [{ ...chat, medianMs: 520 }]) as [RunWithAnalysis];
    const { shift, shiftNote } = first(compareRuns([before], [after]).curves.endpoints);
    const counts = ({ run }: RunWithAnalysis) => {
      const histograms = run.endpoints[0]?.windows?.histograms;
      if (!histograms) throw new Error('Runs have histograms.');
      return { offsets: histograms.offsets, values: histograms.valuesMs, counts: histograms.counts };
    };
    const boundsOf = (valueMs: number) => {
      const { loMs, hiMs } = roundingInterval(valueMs, 'three-digits');
      return { lo: loMs, hi: hiMs };
    };
    const expected = shiftFunction(counts(before), counts(after), boundsOf, 0.95) ?? [];
    expect(shift).toHaveLength(expected.length);
    expected.forEach(({ logRatio, band, adjustedP }, i) => {
      expect(Math.log1p(shift[i]?.change ?? 0)).toBeCloseTo(logRatio, 10);
      expect(Math.log1p(shift[i]?.band?.lo ?? 0)).toBeCloseTo(band?.lo ?? 0, 3);
      expect(Math.log1p(shift[i]?.band?.hi ?? 0)).toBeCloseTo(band?.hi ?? 0, 3);
      expect(shift[i]?.adjustedP).toBeCloseTo(adjustedP ?? 0, 3);
    });
    expect(shiftNote).toContain('how much runs differ is not in it');
  });

  it('say what rounding leaves open where a source states a few percentiles', () => {
    const stated = (id: string, p50: number, p95: number) => {
      const windows = windowsOf(new Array<number>(300).fill(20));
      const latency = {
        kind: 'quantiles',
        count: 6000,
        meanMs: p50,
        minMs: 1,
        maxMs: 900,
        extremesRounding: 'none',
        medianMs: null,
        points: [
          { percentile: 50, valueMs: p50 },
          { percentile: 95, valueMs: p95 },
        ],
        rounding: 'two-digits',
        rankRule: 'nearest-rank',
      } as const;
      return simulatedRun(1, [chat], {
        changes: { id, endpoints: [endpointOf('/chat', windows, { latency })], total: null },
      });
    };
    const { curves: drawn } = compareRuns(
      [stated('before000000', 400, 700)],
      [stated('after0000000', 500, 700)],
    );
    const { shift, shiftNote } = first(drawn.endpoints);
    expect(shift[0]).toMatchObject({ percentile: 50, band: null, adjustedP: null });
    expect(shift[0]?.change).toBeCloseTo(0.25, 10);
    // Locust rounds to 10 ms there: 495 / 405 to 505 / 395.
    expect(shift[0]?.bounds?.lo).toBeCloseTo(495 / 405 - 1, 10);
    expect(shift[0]?.bounds?.hi).toBeCloseTo(505 / 395 - 1, 10);
    expect(shiftNote).toContain('nothing tells how sure they are');
  });

  it('stay of a bounded size, and so does the result', () => {
    const many = Array.from({ length: 20 }, (_, i) => ({ name: `/${i}`, medianMs: 50, requestsPerS: 3 }));
    const side = (from: number) =>
      runs([from, from + 1, from + 2, from + 3, from + 4, from + 5, from + 6], many);
    const [before, after] = [side(10), side(20)];
    const { curves: drawn } = compareRuns(before, after);
    expect(drawn).toMatchObject({ runsLeftOut: 2, endpointsLeftOut: 12 });
    expect([drawn.runs.length, drawn.endpoints.length]).toEqual([12, 8]);
    expect(JSON.stringify(drawn).length).toBeLessThan(1e6);
    const brief = briefAnalyses([...before, ...after].map(({ analysis }) => analysis));
    expect(brief[0]?.endpoints[0]).toMatchObject({ series: null, curve: null });
    expect(brief[0]?.total.series).not.toBeNull();
  });
});
