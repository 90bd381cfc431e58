import { describe, expect, it } from 'vitest';
import { analyseRun } from '../../src/analysis/analyse-run.ts';
import { judgeGenerator } from '../../src/analysis/generator-health.ts';
import type { GeneratorAnalysis } from '../../src/model/analysis.ts';
import { engineRun, type GeneratorSecond, generatorOf, type Sent } from '../support/engine-run-example.ts';

/** One request of 20 ms in every second. */
const steadily = (seconds: number): readonly Sent[] =>
  Array.from({ length: seconds }, (_, second) => ({ second, responseMs: 20 }));

/** A run of 60 s whose generator is at ease but for the seconds that `at` changes. */
function judged(at: (second: number) => Partial<GeneratorSecond>, responseMs = 20): GeneratorAnalysis {
  const sent = steadily(60).map((one) => ({ ...one, responseMs }));
  const run = engineRun(60, { 'GET /': sent }, { generator: generatorOf(60, at) });
  const analysis = judgeGenerator(run, null);
  if (analysis === null) throw new Error('the run has a record');
  return analysis;
}

/** Seconds of the run, from its start. */
const periods = ({ flagged }: GeneratorAnalysis) =>
  flagged.map(({ startMs, endMs, reason }) => {
    const at = (ms: number) => ((ms / 1000) % 60) as number;
    return [at(startMs), at(endMs), reason];
  });

describe('a load generator', () => {
  it('that is at ease kept up, with its figures at their worst', () => {
    const analysis = judged((second) =>
      second === 30 ? { eventLoopUtilization: 0.34, lateP99Ms: 3.2 } : {},
    );
    expect(analysis.outcome).toBe('kept-up');
    expect(analysis.flagged).toEqual([]);
    expect(analysis.secondsJudged).toBe(58);
    expect(analysis.peakEventLoopUtilization).toBe(0.34);
    expect(analysis.explanation).toBe(
      'In 58 s judged, its event loop was at most 34 % busy, other processes took at most 1 % of its time and in the worst second 99 % of what was due was sent within 3.2 ms.',
    );
  });

  it('whose event loop was above 0.8 for three seconds in a row was the bottleneck', () => {
    const analysis = judged((second) => (second >= 20 && second < 23 ? { eventLoopUtilization: 0.97 } : {}));
    expect(analysis.outcome).toBe('saturated');
    expect(periods(analysis)).toEqual([[20, 23, 'busy']]);
    expect(analysis.explanation).toMatch(/bottleneck in 3 of 58 s: its event loop was up to 97 % busy/);
    expect(analysis.explanation).toContain('--workers 2');
  });

  it('kept up when that was for a single second, or too seldom to matter', () => {
    const one = judged((second) => (second === 20 ? { eventLoopUtilization: 0.97 } : {}));
    expect([one.outcome, one.flagged.length]).toEqual(['kept-up', 1]);
    const two = judged((second) => (second === 20 || second === 40 ? { eventLoopUtilization: 0.97 } : {}));
    expect([two.outcome, two.flagged.length]).toEqual(['kept-up', 2]);
    expect(two.explanation).toMatch(/too few to matter/);
    // 3 of 58 s are 5.2 %.
    const three = judged((second) => (second % 20 === 10 ? { eventLoopUtilization: 0.97 } : {}));
    expect([three.outcome, three.flagged.length]).toEqual(['saturated', 3]);
  });

  it('is not judged in its first two seconds, when code is compiled and all users connect', () => {
    const analysis = judged((second) => (second < 2 ? { eventLoopUtilization: 1, lateP99Ms: 900 } : {}));
    expect([analysis.outcome, analysis.peakEventLoopUtilization]).toEqual(['kept-up', 0.12]);
    expect(judgeGenerator(engineRun(2, { 'GET /': steadily(2) }), null)?.outcome).toBe('not-judged');
  });

  it('that other processes kept from running was the bottleneck, and is told to quiet the machine', () => {
    const analysis = judged((second) => (second >= 50 ? { stolenShare: 0.24 } : {}));
    expect(analysis.outcome).toBe('saturated');
    expect(periods(analysis)).toEqual([[50, 0, 'stolen']]);
    expect(analysis.explanation).toMatch(/other processes took up to 24 % of its time/);
    expect(analysis.explanation).toMatch(/Quiet this machine/);
  });

  it('is late above 5 ms, or above a tenth of the median response time if that is longer', () => {
    const late = (second: number) => (second >= 20 && second < 30 ? { lateP99Ms: 14, begun: 200 } : {});
    expect(judged(late, 20).outcome).toBe('saturated');
    expect(judged(late, 139).outcome).toBe('saturated');
    expect(judged(late, 141).outcome).toBe('kept-up');
    const onTime = { lateP99Ms: 4.9, begun: 200 };
    expect(judged((second) => (second >= 20 && second < 30 ? onTime : {})).flagged).toEqual([]);
  });

  it('is late above four times that in a second of fewer than 100 requests, whose p99 is a single timer', () => {
    const late = (lateP99Ms: number) => (second: number) =>
      second >= 20 && second < 30 ? { lateP99Ms, begun: 99 } : {};
    expect(judged(late(19), 20).outcome).toBe('kept-up');
    expect(judged(late(21), 20).outcome).toBe('saturated');
  });

  it('is not to blame for requests that wait for a connection while it has time left', () => {
    const waiting = { waiting: 1748, inFlight: 50, lateP99Ms: 1454, eventLoopUtilization: 0.05 };
    const analysis = judged((second) => (second >= 10 ? waiting : {}));
    expect(analysis.outcome).toBe('kept-up');
    expect(periods(analysis)).toEqual([[10, 0, 'in-flight-limit']]);
    expect(analysis.flagged[0]?.explanation).toMatch(/allowed \(50\), and up to 1\u202f748 waited/);
    expect(analysis.peakWaiting).toBe(1748);
  });

  it('that has no time left is to blame, whatever waits', () => {
    const analysis = judged((second) => (second >= 10 ? { waiting: 900, eventLoopUtilization: 0.99 } : {}));
    expect([analysis.outcome, analysis.flagged[0]?.reason]).toEqual(['saturated', 'busy']);
  });

  it('is judged without a share of stolen time where the system does not tell', () => {
    const analysis = judged(() => ({ stolenShare: null, lateP99Ms: null }));
    expect([analysis.outcome, analysis.peakStolenShare, analysis.peakLateP99Ms]).toEqual([
      'kept-up',
      null,
      null,
    ]);
    expect(analysis.explanation).toBe('In 58 s judged, its event loop was at most 12 % busy.');
  });

  it('of a long run is judged by rows of the worst of several seconds, each one second for certain', () => {
    const long = (isBusy: (row: number) => boolean) => {
      const record = generatorOf(1000, (row) => (isBusy(row) ? { eventLoopUtilization: 0.95 } : {}));
      const at = (row: number) => (record.startMs[0] ?? 0) + row * 16_000;
      const rows = {
        ...record,
        startMs: record.startMs.map((_, i) => at(i)),
        endMs: record.endMs.map((_, i) => at(i + 1)),
      };
      const run = engineRun(60, { 'GET /': steadily(60) }, { generator: rows });
      return judgeGenerator(run, null);
    };
    // A tenth of the rows has a busy second: 100 of 16 000 s.
    expect(long((row) => row % 10 === 0)?.outcome).toBe('kept-up');
    expect(long((row) => row >= 500 && row < 509)?.outcome).toBe('kept-up');
    expect(long((row) => row >= 500 && row < 510)).toMatchObject({
      outcome: 'saturated',
      secondsAtFault: 10,
    });
  });

  it('has its counts added up', () => {
    const analysis = judged((second) => (second >= 50 ? { due: 30, begun: 20, dropped: 10 } : {}));
    expect([analysis.due, analysis.begun, analysis.dropped]).toEqual([1550, 1450, 100]);
    expect(analysis.achievedRatio).toBeCloseTo(1450 / 1550, 12);
  });

  it('is drawn over the timeline, the largest value in each bucket', () => {
    const run = engineRun(
      600,
      { 'GET /': steadily(600) },
      {
        generator: generatorOf(600, (second) => ({ eventLoopUtilization: second / 1000 })),
      },
    );
    const { timeline, generator } = analyseRun(run);
    if (timeline === null) throw new Error('the run has a curve');
    const seconds = timeline.bucketMs / 1000;
    expect(generator?.series?.eventLoopUtilization).toEqual(
      Array.from({ length: timeline.buckets }, (_, bucket) => ((bucket + 1) * seconds - 1) / 1000),
    );
  });
});

describe('notices about the generator', () => {
  const codes = (at: (second: number) => Partial<GeneratorSecond>) => {
    const run = engineRun(60, { 'GET /': steadily(60) }, { generator: generatorOf(60, at) });
    return analyseRun(run).notices.map(({ code }) => code);
  };

  it('say first that it was saturated', () => {
    expect(codes((second) => (second > 30 ? { eventLoopUtilization: 0.95 } : {}))[0]).toBe(
      'generator-saturated',
    );
    expect(codes(() => ({}))).not.toContain('generator-saturated');
  });

  it('say that tasks were dropped, and that the limit of tasks in flight was reached', () => {
    const found = codes((second) => (second === 30 ? { waiting: 3, dropped: 2 } : {}));
    expect(found).toContain('requests-dropped');
    expect(found).toContain('in-flight-limit-reached');
    expect(codes(() => ({}))).not.toContain('requests-dropped');
    expect(codes(() => ({}))).not.toContain('in-flight-limit-reached');
  });
});
