import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseRun } from '../../src/analysis/analyse-run.ts';
import { anchorsFor } from '../../src/analysis/anchors.ts';
import { endpointOf, runOf, START_MS, samplesOf, windowsOf } from '../support/run-example.ts';

describe('an analysis', () => {
  const requests = Array.from({ length: 120 }, (_, i) => 10 + ((i * 3) % 7));
  const run = runOf(
    windowsOf(requests),
    requests.map(() => 25),
  );

  it('is plain data: JSON gives it back unchanged', () => {
    const analysis = analyseRun(run);
    expect(JSON.parse(JSON.stringify(analysis))).toEqual(analysis);
  });

  it('is the same for the same run', () => {
    expect(JSON.stringify(analyseRun(run))).toBe(JSON.stringify(analyseRun(run)));
  });

  it('does not depend on the order of the endpoints', () => {
    const endpoints = ['/b', '/a', '/c'].map((name) => endpointOf(name, windowsOf(requests)));
    const one = analyseRun({ ...run, endpoints });
    const other = analyseRun({ ...run, endpoints: [...endpoints].reverse() });
    expect(other).toEqual(one);
    expect(one.endpoints.map((endpoint) => endpoint.key.name)).toEqual(['/a', '/b', '/c']);
  });

  it('of a run without requests says so and has no number that is none', () => {
    const empty = analyseRun(runOf(windowsOf([0, 0, 0]), [5, 5, 5]));
    expect(empty.notices.map((notice) => notice.code)).toContain('no-requests');
    expect(empty.total.whole.errorRatio).toBeNull();
    expect(empty.total.whole.latency).toBeNull();
    expect(JSON.stringify(empty)).not.toContain('NaN');
  });
});

describe('the timeline', () => {
  it('keeps every request: its buckets add up to the windows', () => {
    const counts = fc.array(fc.nat(500), { minLength: 1, maxLength: 1000 });
    fc.assert(
      fc.property(counts, fc.constantFrom(1000, 2000, 3000), (requests, windowMs) => {
        const { timeline, total } = analyseRun(runOf(windowsOf(requests, { windowMs }), null));
        if (timeline === null) throw new Error('no timeline');
        const endMs = START_MS + requests.length * windowMs;
        const seen = total.series?.throughputPerS.reduce<number>((sum, perS, i) => {
          const bucketStartMs = timeline.startMs + i * timeline.bucketMs;
          return (
            sum + (perS ?? 0) * ((Math.min(endMs, bucketStartMs + timeline.bucketMs) - bucketStartMs) / 1000)
          );
        }, 0);
        const sent = requests.reduce((a, b) => a + b, 0);
        // Series are rounded to four digits.
        expect(Math.abs((seen ?? 0) - sent)).toBeLessThanOrEqual(sent * 1e-3 + 1e-9);
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it('has at most 300 buckets, for a day as for a minute', () => {
    for (const windows of [60, 900, 86_400]) {
      const { timeline } = analyseRun(runOf(windowsOf(new Array(windows).fill(5)), null));
      expect(timeline?.buckets).toBeLessThanOrEqual(300);
    }
  });

  it('leaves a bucket empty where nothing was recorded, instead of drawing zero', () => {
    const before = windowsOf([5, 5]);
    const after = windowsOf([5, 5], { startMs: START_MS + 10_000 });
    const join = (a: Float64Array, b: Float64Array) => Float64Array.from([...a, ...b]);
    const windows = {
      ...before,
      length: 4,
      startMs: join(before.startMs, after.startMs),
      endMs: join(before.endMs, after.endMs),
      requests: join(before.requests, after.requests),
      failures: join(before.failures, after.failures),
      sumMs: null,
    };
    const { total } = analyseRun(runOf(windows, null));
    expect(total.series?.throughputPerS).toEqual([5, 5, ...new Array(8).fill(null), 5, 5]);
  });

  it('never draws percentiles since the start as a time series', () => {
    const windows = {
      ...windowsOf([5, 5, 5]),
      quantiles: {
        percentiles: [95],
        valuesMs: [Float32Array.from([10, 11, 12])],
        covers: 'since-start' as const,
        spanMs: null,
        rounding: 'two-digits' as const,
      },
    };
    expect(analyseRun(runOf(windows, null)).total.series?.percentiles).toBeNull();
  });

  it('shows the range of windowed percentiles in a bucket, never their average', () => {
    const windows = {
      ...windowsOf(new Array(600).fill(5)),
      quantiles: {
        percentiles: [50, 95],
        valuesMs: [
          new Float32Array(600).fill(40),
          Float32Array.from({ length: 600 }, (_, i) => (i % 2 === 0 ? 120 : 480)),
        ],
        covers: 'trailing' as const,
        spanMs: 10_000,
        rounding: 'two-digits' as const,
      },
    };
    const percentiles = analyseRun(runOf(windows, null)).total.series?.percentiles;
    const p95 = percentiles?.columns.find((column) => column.percentile === 95);
    expect(percentiles).toMatchObject({ kind: 'range', spanMs: 10_000 });
    // Two windows of 1 s a bucket: 120 ms (115 to 125) and 480 ms (475 to 485); the lower median is 120.
    expect([p95?.loMs[3], p95?.midMs[3], p95?.hiMs[3]]).toEqual([115, 120, 485]);
  });
});

describe("Little's law", () => {
  it('gives the think time that users, throughput and response time imply', () => {
    // statistics.md 5.1: 100 users, 40/s, 0.5 s: 100/40 - 0.5 = 2 s of think time a request.
    const requests = new Array<number>(200).fill(40);
    const run = runOf(
      windowsOf(requests, { meansMs: requests.map(() => 500) }),
      requests.map(() => 100),
    );
    const { littlesLaw } = analyseRun(run, { steady: { fromMs: 20_000, toMs: 200_000 } });
    expect(littlesLaw.outcome).toBe('plausible');
    expect(littlesLaw.impliedThinkTimeMs).toBeCloseTo(2000, 6);
  });

  it('is violated when more requests are under way than there are users', () => {
    const requests = new Array<number>(200).fill(40);
    const run = runOf(
      windowsOf(requests, { meansMs: requests.map(() => 500) }),
      requests.map(() => 10),
    );
    const analysis = analyseRun(run, { steady: { fromMs: 20_000, toMs: 200_000 } });
    expect(analysis.littlesLaw.outcome).toBe('violated');
    expect(analysis.notices.map((notice) => notice.code)).toContain('littles-law-violated');
  });
});

describe('anchors', () => {
  it('are unique and harmless whatever the names hold', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 80 }), { maxLength: 30 }), (names) => {
        const anchors = anchorsFor(names.map((name) => ({ method: 'GET', name })));
        expect(new Set(anchors).size).toBe(names.length);
        for (const anchor of anchors) expect(anchor).toMatch(/^ep-[a-z0-9-]+$/);
      }),
      { seed: 4 },
    );
  });

  it('read like the endpoint', () => {
    const keys = [
      { method: 'POST', name: '/chat' },
      { method: 'POST', name: '/chat?' },
      { method: '', name: '中文' },
    ];
    expect(anchorsFor(keys)).toEqual(['ep-post-chat', 'ep-post-chat-2', 'ep-unnamed']);
  });
});

describe('endpoints with few requests', () => {
  it('are named in one notice', () => {
    const endpoint = endpointOf('/rare', null, { requests: 12, latency: samplesOf([1, 2, 3]) });
    const { notices } = analyseRun(runOf(windowsOf([5]), null, { endpoints: [endpoint] }));
    expect(notices.find((notice) => notice.code === 'few-requests')?.message).toContain('"GET /rare" (12)');
  });
});

describe('percentiles recomputed per bucket', () => {
  it('get buckets that hold enough requests, while the run still has 30 of them', () => {
    // 90 windows of 1 s with 10 requests: 50 requests would take 5 s, and 90 s / 30 is 3 s.
    const requests = new Array<number>(90).fill(10);
    const windows = {
      ...windowsOf(requests),
      histograms: {
        offsets: Uint32Array.from({ length: 91 }, (_, i) => i * 10),
        valuesMs: Float64Array.from({ length: 900 }, (_, i) => 1 + (i % 10)),
        counts: new Uint32Array(900).fill(1),
        rounding: 'none' as const,
      },
    };
    const { timeline, total } = analyseRun(runOf(windows, null));
    expect(timeline).toMatchObject({ bucketMs: 3000, buckets: 30 });
    // 30 values a bucket, 1 to 10 three times each: the 95th percentile is number 29, a 10; the median number 15, a 5.
    const at = (percentile: number) =>
      total.series?.percentiles?.columns.find((column) => column.percentile === percentile)?.midMs[4];
    expect([at(50), at(95)]).toEqual([5, 10]);
  });
});
