import { describe, expect, it } from 'vitest';
import { analyseRun } from '../../src/analysis/analyse-run.ts';
import { endpointOf, runOf, samplesOf, windowsOf } from '../support/run-example.ts';

describe('rates', () => {
  it('are counts over the time of the windows, with an interval from their long-run variance', () => {
    const requests = Array.from({ length: 60 }, (_, i) => 20 + ((i * 7) % 5) - 2);
    const { whole } = analyseRun(runOf(windowsOf(requests), null)).total;
    // 60 windows of 1 s with 20 requests on average: the deviations -2…2 add up to 0 over each five.
    expect(whole.throughputPerS?.value).toBe(20);
    expect(whole.throughputPerS?.interval?.lo).toBeLessThan(20);
    expect(whole.throughputPerS?.interval?.hi).toBeGreaterThan(20);
  });

  it('do not mind a skipped second: 41 requests in 2 s are 20.5 per second', () => {
    const windows = windowsOf([41], { windowMs: 2000 });
    expect(analyseRun(runOf(windows, null)).total.whole.throughputPerS?.value).toBe(20.5);
  });

  it('leave failures out of the goodput', () => {
    const { whole } = analyseRun(runOf(windowsOf([10, 10, 10, 10], { failures: [1, 0, 3, 0] }), null)).total;
    expect(whole.throughputPerS?.value).toBe(10);
    expect(whole.goodputPerS?.value).toBe(9);
  });

  it('come from the source where there is no curve', () => {
    const endpoint = endpointOf('/chat', null, { requests: 100, failures: 10, reportedThroughputPerS: 5 });
    const run = runOf(windowsOf([1]), null, { total: endpoint, endpoints: [endpoint] });
    expect(analyseRun(run).total.whole.throughputPerS).toMatchObject({ value: 5, interval: null });
    expect(analyseRun(run).total.whole.goodputPerS?.value).toBe(4.5);
  });
});

describe('the error ratio', () => {
  const ratioOf = (requests: number, failures: number) => {
    const total = endpointOf('Aggregated', null, { requests, failures });
    return analyseRun(runOf(windowsOf([1]), null, { total })).total.whole.errorRatio;
  };

  // Newcombe, R. G. (1998), "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17, 857–872.
  it.each([
    [263, 81, 0.255289, 0.36621],
    [148, 15, 0.062386, 0.160487],
    [20, 0, 0, 0.161125],
    [29, 1, 0.006113, 0.171755],
  ])('of %d requests with %d failures has Wilson interval [%d, %d]', (requests, failures, lo, hi) => {
    const interval = ratioOf(requests, failures)?.interval;
    expect(interval?.lo).toBeCloseTo(lo, 5);
    expect(interval?.hi).toBeCloseTo(hi, 5);
  });

  it('is unknown without requests', () => {
    expect(ratioOf(0, 0)).toBeNull();
  });

  it('has a wider interval where failures come in bursts', () => {
    const requests = new Array(60).fill(100);
    const spread = requests.map((_, i) => (i % 5 === 0 ? 1 : 0));
    const burst = requests.map((_, i) => (i === 30 ? 12 : 0));
    const widthOf = (failures: readonly number[]) => {
      const interval = analyseRun(runOf(windowsOf(requests, { failures }), null)).total.whole.errorRatio
        ?.interval;
      return (interval?.hi ?? 0) - (interval?.lo ?? 0);
    };
    expect(widthOf(burst)).toBeGreaterThan(2 * widthOf(spread));
  });
});

describe('Apdex', () => {
  const apdexOf = (valuesMs: readonly number[], failures = 0) => {
    const total = endpointOf('Aggregated', null, {
      requests: valuesMs.length,
      failures,
      latency: samplesOf(valuesMs),
    });
    return analyseRun(runOf(windowsOf([1]), null, { total })).total.whole.apdex;
  };
  const repeat = (count: number, ms: number) => new Array<number>(count).fill(ms);

  it('of 60 satisfied, 30 tolerating and 10 frustrated is 0.75', () => {
    // statistics.md 6.
    expect(apdexOf([...repeat(60, 100), ...repeat(30, 1000), ...repeat(10, 5000)])?.score).toBe(0.75);
  });

  it('is a range where it is not known which response times are those of failures', () => {
    const apdex = apdexOf([...repeat(50, 100), ...repeat(50, 5000)], 20);
    // The 20 failures are all among the fast ones (30 satisfied), or all among the slow ones (50 satisfied).
    expect(apdex).toMatchObject({ score: null, lo: 0.3, hi: 0.5 });
  });
});

describe('percentiles', () => {
  it('carry a distribution-free interval whose upper end is open when there are too few requests', () => {
    // statistics.md 2: n = 100, p99 has ranks 97 and infinity; n = 1000, p99 has ranks 983 and 997.
    const of = (n: number) => {
      const latency = samplesOf(Array.from({ length: n }, (_, i) => i + 1));
      const total = endpointOf('Aggregated', null, { requests: n, latency });
      const { whole } = analyseRun(runOf(windowsOf([1]), null, { total })).total;
      return whole.latency?.percentiles.find((p) => p.percentile === 99)?.value.interval;
    };
    expect(of(100)).toMatchObject({ lo: 97, hi: null });
    expect(of(1000)).toMatchObject({ lo: 983, hi: 997 });
  });

  it('of the steady state exist where the source keeps all response times per window, exactly', () => {
    const requests = new Array<number>(60).fill(10);
    const windows = {
      ...windowsOf(requests),
      histograms: {
        offsets: Uint32Array.from({ length: 61 }, (_, i) => i * 10),
        valuesMs: Float64Array.from({ length: 600 }, (_, i) => i + 1),
        counts: new Uint32Array(600).fill(1),
        rounding: 'none' as const,
      },
    };
    const { steady } = analyseRun(runOf(windows, null), { steady: { fromMs: 10_000, toMs: 20_000 } }).total;
    // Windows 10 to 19 hold 101 to 200: the 95th of these 100 is 195.
    expect(steady?.latency?.percentiles.find((p) => p.percentile === 95)?.value.value).toBe(195);
    expect(steady?.latency).toMatchObject({ minMs: 101, maxMs: 200 });
  });
});

describe('after a reset of the counters', () => {
  it('the whole-run figures are of the time since then, as the totals are', () => {
    // 10 windows before the reset with 5 requests, 20 after it with 30.
    const windows = windowsOf([...new Array<number>(10).fill(5), ...new Array<number>(20).fill(30)]);
    const resetMs = (windows.startMs[0] ?? 0) + 10_000;
    const total = endpointOf('Aggregated', windows, { requests: 600 });
    const { whole } = analyseRun(runOf(windows, null, { total, resetsMs: [resetMs] })).total;
    expect(whole).toMatchObject({ requests: 600, durationMs: 20_000 });
    expect(whole.throughputPerS).toMatchObject({ value: 30, n: 600 });
  });
});

describe('a mean that the source cut to whole milliseconds', () => {
  it('is bounded by the next millisecond', () => {
    const latency = {
      kind: 'quantiles' as const,
      count: 100,
      meanMs: 218,
      minMs: 3,
      maxMs: 25,
      medianMs: null,
      points: [],
      rounding: 'two-digits' as const,
      extremesRounding: 'truncated-ms' as const,
      rankRule: 'one-above' as const,
    };
    const total = endpointOf('Aggregated', null, { requests: 100, latency });
    const { whole } = analyseRun(runOf(windowsOf([1]), null, { total })).total;
    expect(whole.latency?.meanMs).toMatchObject({ value: 218, bounds: { lo: 218, hi: 219 } });
  });
});
