import { describe, expect, it } from 'vitest';
import { analyseRun } from '../../src/analysis/analyse-run.ts';
import { analyseAllRequests, analyseMeasures } from '../../src/analysis/measures.ts';
import type { MeasureId } from '../../src/model/measure.ts';
import { engineEndpoint, engineRun, measuredOf, type Sent } from '../support/engine-run-example.ts';

const SUCCESSFUL = { latencyCovers: 'successful-requests' } as Parameters<typeof analyseAllRequests>[1];
const ALL = { latencyCovers: 'all-requests' } as Parameters<typeof analyseAllRequests>[1];

function endpointWith(measures: readonly (readonly [MeasureId, readonly number[]])[]) {
  const endpoint = engineEndpoint('POST', '/chat', 1, [{ second: 0, responseMs: 20 }]);
  return { ...endpoint, measures: measures.map(([id, values]) => ({ id, values: measuredOf(values) })) };
}

describe('what is measured beside the response time', () => {
  const ttft = Array.from({ length: 1000 }, (_, i) => 100 + i);

  it('has exact mean and extremes, and percentiles by nearest rank with bounds of less than 0.1 %', () => {
    const [measure] = analyseMeasures(endpointWith([['ttft.firstContent', ttft]]));
    expect(measure).toMatchObject({ count: 1000, min: 100, max: 1099, mean: 599.5, unit: 'ms' });
    expect(measure?.percentiles.map(({ percentile }) => percentile)).toEqual([50, 90, 95, 99, 99.9]);
    for (const { percentile, value } of measure?.percentiles ?? []) {
      const exact = 99 + percentile * 10;
      expect(value.bounds?.lo).toBeLessThanOrEqual(exact);
      expect(value.bounds?.hi).toBeGreaterThanOrEqual(exact);
      expect(Math.abs(value.value / exact - 1)).toBeLessThan(0.0005);
      expect((value.bounds?.hi ?? 0) - (value.bounds?.lo ?? 0)).toBeLessThan(exact / 1000);
      expect([value.n, value.interval]).toEqual([1000, null]);
    }
  });

  it('stands in the order of the table, with its definition, and not at all where nothing was measured', () => {
    const measures = analyseMeasures(
      endpointWith([
        ['tokens', [12]],
        ['tpot', []],
        ['service-time', [3]],
      ]),
    );
    expect(measures.map(({ id }) => id)).toEqual(['service-time', 'tokens']);
    expect(measures[0]?.definition).toMatch(/^From sending the request/);
  });

  it('is a whole number exactly where it counts something', () => {
    const [measure] = analyseMeasures(endpointWith([['tokens', [40, 137, 137, 900]]]));
    expect(measure?.percentiles[0]?.value).toEqual({ value: 137, n: 4, bounds: null, interval: null });
    expect(measure?.percentiles.at(-1)?.value.value).toBe(900);
  });
});

describe('response times of all requests', () => {
  const sent: readonly Sent[] = [
    ...Array.from({ length: 90 }, () => ({ second: 0, responseMs: 100 })),
    ...Array.from({ length: 10 }, () => ({ second: 0, responseMs: 5, failed: true })),
  ];
  const endpoint = engineEndpoint('POST', '/chat', 1, sent);

  it('hold the failed ones too, which the headline percentiles leave out', () => {
    const all = analyseAllRequests(endpoint, SUCCESSFUL, 0.95);
    expect(all).toMatchObject({ count: 100, minMs: 5, maxMs: 100 });
    expect(all?.meanMs?.value).toBeCloseTo(90.5, 9);
    const run = analyseRun(engineRun(1, { 'POST /chat': sent }));
    expect(run.endpoints[0]?.whole.latency).toMatchObject({ count: 90, minMs: 100 });
    expect(run.endpoints[0]?.allRequests?.count).toBe(100);
  });

  it('are not stated where nothing failed, where they are stated already, or where they are unknown', () => {
    const succeeded = engineEndpoint('GET', '/', 1, [{ second: 0, responseMs: 1 }]);
    expect(analyseAllRequests(succeeded, SUCCESSFUL, 0.95)).toBeNull();
    expect(analyseAllRequests(endpoint, ALL, 0.95)).toBeNull();
    expect(analyseAllRequests({ ...endpoint, measures: [] }, SUCCESSFUL, 0.95)).toBeNull();
  });

  it('are those of the failed ones where every request failed', () => {
    const failed = engineEndpoint('GET', '/', 1, [{ second: 0, responseMs: 7, failed: true }]);
    expect(analyseAllRequests(failed, SUCCESSFUL, 0.95)).toMatchObject({ count: 1, minMs: 7 });
  });
});
