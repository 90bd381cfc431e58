import { describe, expect, it } from 'vitest';
import { timelineFinding } from '../../../src/report/findings.ts';
import {
  analysisExample,
  emptyAnalysis,
  seriesOf,
  startMs,
  timelineOf,
} from '../../support/analysis-example.ts';
import { level, titleOf, withSeries } from '../../support/finding-text.ts';

describe('The finding about time', () => {
  it('is a rise of the mean response time, from the first to the last third', () => {
    // A straight line from 300 to 480: the means of the first and the last third are 330 and 450.
    const analysis = withSeries(seriesOf(Array.from({ length: 90 }, (_, i) => 300 + 2 * (i + 0.5))));
    const finding = timelineFinding(analysis);
    expect(titleOf(finding)).toBe('Mean response time rose by 36 %, from 330 ms to 450 ms, over the run');
    expect(finding.note).toContain('first and the last third');
  });

  it('is a fall as well', () => {
    const analysis = withSeries(level((i) => (i < 45 ? 500 : 300)));
    expect(titleOf(timelineFinding(analysis))).toMatch(
      /^Mean response time fell by 40 %, from 500 ms to 300 ms/,
    );
  });

  it('counts in folds when it more than doubled', () => {
    const analysis = withSeries(level((i) => (i < 45 ? 100 : 320)));
    expect(titleOf(timelineFinding(analysis))).toMatch(/^Mean response time rose 3\.2-fold/);
  });

  it('weighs each bucket by its requests', () => {
    // 29 quiet seconds of 1000 ms and one busy second of 100 ms: (29 × 1 × 1000 + 971 × 100) / 1000 = 126.1.
    const mean = Array.from({ length: 90 }, (_, i) => (i % 30 === 29 ? 100 : 1000));
    const busy = mean.map((value) => (value === 100 ? 971 : 1));
    const constant = withSeries(seriesOf(mean, { throughputPerS: busy }));
    expect(timelineFinding(constant).title).toBe('Response time, all endpoints');
  });

  it('is not made of a change below 20 %', () => {
    expect(timelineFinding(withSeries(level((i) => 300 + i * 0.5))).title).toBe(
      'Response time, all endpoints',
    );
  });

  it('is not made of scatter', () => {
    // Bursts of ten-fold response times at uneven places move the mean by more than 20 % and mean nothing.
    const bursts = new Set([3, 40, 62, 67, 71, 85]);
    const analysis = withSeries(seriesOf(Array.from({ length: 90 }, (_, i) => (bursts.has(i) ? 3000 : 300))));
    expect(timelineFinding(analysis).title).toBe('Response time, all endpoints');
  });

  it('is not made of a ramp outside the steady state', () => {
    const analysis = withSeries(level((i) => (i < 30 ? 100 : 400)));
    const phases = { ...analysis.phases, method: 'detected', steadyStartMs: startMs + 30_000 } as const;
    expect(timelineFinding({ ...analysis, phases }).title).toBe('Response time, all endpoints');
  });

  it('is absent without a curve over time', () => {
    expect(timelineFinding(analysisExample()).title).toBe('No curve over time');
  });

  it('says that there is nothing without requests', () => {
    const { total } = emptyAnalysis();
    const series = seriesOf(new Array<null>(20).fill(null));
    const analysis = { ...emptyAnalysis(), timeline: timelineOf(20), total: { ...total, series } };
    expect(timelineFinding(analysis).title).toBe('No request was completed');
  });

  it('says what the line and the band are', () => {
    const percentiles = { kind: 'range', spanMs: 10_000, columns: [] } as const;
    const analysis = withSeries(seriesOf(new Array<number>(90).fill(300), { percentiles }));
    expect(timelineFinding(analysis).note).toBe(
      'The line is the middle and the band the range of what Locust reported in each second, each over the last 10 s.',
    );
  });
});
