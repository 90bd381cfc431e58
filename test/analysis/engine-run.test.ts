import { describe, expect, it } from 'vitest';
import { analyseRun } from '../../src/analysis/analyse-run.ts';
import type { Endpoint, LoadModel } from '../../src/model/run.ts';
import { chatRun } from '../support/engine-run-chat.ts';
import { ENGINE_START_MS, engineRun, OPEN, type Sent } from '../support/engine-run-example.ts';

/** In each of 100 s: nine answers of 100 ms, and one that fails after 5 ms. */
const sent: readonly Sent[] = Array.from({ length: 100 }, (_, second) => [
  ...Array.from({ length: 9 }, () => ({ second, responseMs: 100 })),
  { second, responseMs: 5, failed: true },
]).flat();

describe('statistics of an engine run, whose response times leave out failed requests', () => {
  const given = { steady: { fromMs: 20_000, toMs: 80_000 } } as const;
  const { total } = analyseRun(engineRun(100, { 'GET /': sent }), given);

  it('have the mean of the successful requests, of the whole run and of a part of it', () => {
    expect(total.whole.latency?.meanMs?.value).toBeCloseTo(100, 9);
    expect(total.steady).toMatchObject({ requests: 600, failures: 60 });
    expect(total.steady?.latency?.count).toBe(540);
    expect(total.steady?.latency?.meanMs?.value).toBeCloseTo(100, 9);
    // Nothing varies, so the interval has no width; with the failures counted in it would lie around 90 ms.
    expect(total.steady?.latency?.meanMs?.interval?.lo).toBeCloseTo(100, 6);
    expect(total.steady?.latency?.meanMs?.interval?.hi).toBeCloseTo(100, 6);
  });

  it('have that mean in every bucket of the timeline', () => {
    expect(new Set(total.series?.meanMs)).toEqual(new Set([100]));
    expect(new Set(total.series?.throughputPerS)).toEqual(new Set([10]));
    expect(new Set(total.series?.failuresPerS)).toEqual(new Set([1]));
  });

  it('have percentiles and extremes of a part, from its histograms', () => {
    const { latency } = total.steady ?? { latency: null };
    expect(latency?.percentiles.map(({ percentile }) => percentile)).toContain(99.9);
    expect(latency?.minMs).toBeGreaterThan(99.9);
    expect(latency?.maxMs).toBeLessThan(100.1);
  });

  it('count failed requests as frustrated in Apdex: nine satisfied of ten', () => {
    expect(total.whole.apdex).toMatchObject({ score: 0.9 });
    expect(total.steady?.apdex).toMatchObject({ score: 0.9 });
  });

  it('have an Apdex of 0 where every request failed', () => {
    const failed = sent.map((one) => ({ ...one, failed: true }));
    const analysis = analyseRun(engineRun(100, { 'GET /': failed }), given);
    expect(analysis.total.whole).toMatchObject({ latency: null, apdex: { score: 0, lo: 0, hi: 0 } });
    expect(analysis.total.steady?.apdex).toMatchObject({ score: 0 });
  });
});

describe("Little's law", () => {
  const users = (count: number) => ({
    users: { atMs: Float64Array.of(ENGINE_START_MS), users: Float64Array.of(count) },
  });

  it('takes throughput and response time of the same requests', () => {
    // 10/s of which 9 take 100 ms and 1 takes 5 ms keep 0.905 users busy.
    const law = analyseRun(engineRun(100, { 'GET /': sent }, users(1)), { steady: 'whole-run' }).littlesLaw;
    expect(law.outcome).toBe('plausible');
    expect(law.meanMs).toBeCloseTo(90.5, 9);
    expect(law.impliedThinkTimeMs).toBeCloseTo(100 - 90.5, 6);
  });

  it('takes the successful ones where the others are not known of a part, and says so', () => {
    const part = { steady: { fromMs: 20_000, toMs: 80_000 } } as const;
    const law = analyseRun(engineRun(100, { 'GET /': sent }, users(1)), part).littlesLaw;
    expect([law.throughputPerS, law.meanMs]).toEqual([9, expect.closeTo(100, 9)]);
    expect(law.explanation).toMatch(/successful requests\/s .* waiting for requests that failed/);
  });
});

describe('groups', () => {
  const analysis = analyseRun(chatRun());
  const codes = analysis.notices.map(({ code }) => code);

  it('are marked, and are no part of the total', () => {
    expect(analysis.endpoints.map(({ key, isGroup }) => [key.method, isGroup])).toEqual([
      ['POST', false],
      ['GET', false],
      ['GROUP', true],
    ]);
    const requests = analysis.endpoints.filter(({ isGroup }) => !isGroup);
    expect(requests.reduce((sum, { whole }) => sum + whole.requests, 0)).toBe(analysis.total.whole.requests);
    expect(codes).not.toContain('few-requests');
  });

  it('are requests like others where the source is not the engine', () => {
    const run = chatRun();
    const imported = analyseRun({ ...run, source: { ...run.source, kind: 'import', tool: 'Locust' } });
    expect(imported.endpoints.every(({ isGroup }) => !isGroup)).toBe(true);
  });

  it('stay out of a total that has to be added up, and out of the causes of failures', () => {
    const run = { ...engineRun(1, { 'GET /': sent, 'GROUP all': sent }), total: null };
    const added = analyseRun(run);
    expect(added.total.whole.requests).toBe(1000);
    expect(added.failureCauses.map(({ count }) => count)).toEqual([100]);
  });
});

describe('answers of failed requests', () => {
  const [cause] = analyseRun(chatRun()).failureCauses;

  it('are kept with their endpoint, at most three', () => {
    expect(cause?.answers.map(({ key, status }) => [key.name, status])).toEqual([
      ['/chat', 503],
      ['/chat', 0],
    ]);
    expect(cause?.answers[0]?.body).toContain('queue full');
  });

  it('are cut, whatever a recording holds', () => {
    const run = engineRun(1, { 'GET /': [{ second: 0, responseMs: 1, failed: true }] });
    const long = run.endpoints.map((endpoint) => ({
      ...endpoint,
      failureGroups: endpoint.failureGroups.map((group) => ({
        ...group,
        examples: Array.from({ length: 9 }, () => ({
          atMs: 0,
          status: 500,
          body: 'x'.repeat(5000),
          isBodyCut: false,
        })),
      })),
    }));
    const [found] = analyseRun({ ...run, endpoints: long }).failureCauses;
    expect(found?.answers.map(({ body, isBodyCut }) => [body.length, isBodyCut])).toEqual([
      [1024, true],
      [1024, true],
      [1024, true],
    ]);
  });
});

describe('what is said of the load model', () => {
  const codesOf = (load: LoadModel) =>
    analyseRun(engineRun(100, { 'GET /': sent }, { load })).notices.map(({ code }) => code);

  it('is that a closed one hides stalls, whoever measured', () => {
    expect(codesOf({ kind: 'closed', stages: [] })).toContain('coordinated-omission');
    expect(codesOf(OPEN)).not.toContain('coordinated-omission');
  });

  it('is that an open one measures from due', () => {
    expect(codesOf(OPEN)).toContain('measured-from-due');
    expect(codesOf({ kind: 'closed', stages: [] })).not.toContain('measured-from-due');
  });

  it('is nothing of rounding, which cannot be seen', () => {
    expect(codesOf(OPEN)).not.toContain('percentiles-rounded');
  });
});

describe('the piece of a second that a run leaves at its end', () => {
  /** 99 seconds of sixty requests, and 2 ms in which one more came. */
  const shortened = (endpoint: Endpoint): Endpoint => {
    const { windows } = endpoint;
    if (windows === null) return endpoint;
    const endMs = windows.endMs.map((ms, i) => (i === 99 ? ms - 998 : ms));
    return { ...endpoint, windows: { ...windows, endMs } };
  };
  const sixty = Array.from({ length: 99 * 60 + 1 }, (_, i) => ({
    second: Math.floor(i / 60),
    responseMs: 100,
  }));
  const whole = engineRun(100, { 'GET /': sixty });
  const analysis = analyseRun({
    ...whole,
    endMs: (whole.endMs ?? 0) - 998,
    durationMs: 99_002,
    endpoints: whole.endpoints.map(shortened),
    total: whole.total && shortened(whole.total),
    users: { atMs: Float64Array.of(ENGINE_START_MS), users: Float64Array.of(1) },
  });

  it('is no peak of the timeline', () => {
    const rates = analysis.total.series?.throughputPerS ?? [];
    expect(rates).toHaveLength(100);
    expect(new Set(rates.slice(0, -1))).toEqual(new Set([60]));
    // 61 requests in 1.002 s.
    expect(rates.at(-1)).toBeCloseTo(60.88, 2);
  });

  it('does not unsettle the steady state', () => {
    expect(analysis.phases).toMatchObject({ method: 'detected' });
    expect(analysis.phases.summary).toMatch(/nothing trimmed/);
  });
});
