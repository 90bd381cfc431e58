import { describe, expect, it } from 'vitest';
import { failuresFinding } from '../../../src/report/findings.ts';
import {
  analysisExample,
  causeOf,
  emptyAnalysis,
  endpointOf,
  latencyOf,
  seriesOf,
  statisticsOf,
} from '../../support/analysis-example.ts';
import { titleOf, withSeries } from '../../support/finding-text.ts';

describe('The finding about failures', () => {
  const chat = { method: 'POST', name: '/chat' };
  const failing = (counts: readonly number[]) =>
    analysisExample({
      failureCauses: counts.map((count, i) =>
        causeOf(`cause ${i + 1}`, count, { method: 'GET', name: `/${i}` }),
      ),
      total: endpointOf(
        '',
        'Total',
        statisticsOf(
          1000,
          counts.reduce((a, b) => a + b, 0),
          latencyOf({}),
        ),
      ),
    });

  it('is that nothing failed', () => {
    expect(failuresFinding(failing([])).title).toBe('No request failed');
    expect(failuresFinding(emptyAnalysis()).title).toBe('No request was completed');
  });

  it('is a period in which most of them came', () => {
    // 40 failures in 5 of 90 seconds, 8 spread over the others.
    const failuresPerS = Array.from({ length: 90 }, (_, i) => (i >= 70 && i < 75 ? 8 : i % 11 === 0 ? 1 : 0));
    const analysis = withSeries(seriesOf(new Array<number>(90).fill(300), { failuresPerS }));
    const total = { ...analysis.total, whole: statisticsOf(1800, 49, null) };
    // Seconds 70 to 75 hold 40 of 49 failures, 81.6 %, among them none of the spread ones.
    expect(titleOf(failuresFinding({ ...analysis, total }))).toBe(
      '81 % of the failures came between 1:10 and 1:15',
    );
  });

  it('is no period when the requests came then too', () => {
    const inBurst = (i: number) => i >= 70 && i < 75;
    const failuresPerS = Array.from({ length: 90 }, (_, i) => (inBurst(i) ? 8 : 0));
    const throughputPerS = Array.from({ length: 90 }, (_, i) => (inBurst(i) ? 100 : 1));
    const analysis = withSeries(seriesOf(new Array<number>(90).fill(300), { failuresPerS, throughputPerS }));
    const total = { ...analysis.total, whole: statisticsOf(585, 40, null) };
    expect(failuresFinding({ ...analysis, total }).title).not.toContain('between');
  });

  it('is one cause that makes most of them', () => {
    expect(titleOf(failuresFinding(failing([93, 7])))).toBe('cause 1 makes 93 % of the failures');
    expect(failuresFinding(failing([12])).title).toBe('One cause for all failures: cause 1');
    expect(failuresFinding(failing([1])).title).toBe('One request failed: cause 1');
  });

  it('is one endpoint that most of them came from', () => {
    const analysis = failing([4, 3, 3]);
    const failureCauses = analysis.failureCauses.map((cause) => ({
      ...cause,
      endpoints: [{ key: chat, count: cause.count }],
    }));
    expect(titleOf(failuresFinding({ ...analysis, failureCauses }))).toBe(
      'All failures came from POST /chat',
    );
  });

  it('is a count when nothing stands out', () => {
    expect(failuresFinding(failing([4, 3, 3])).title).toBe('10 failed requests, 3 causes');
  });

  it('says when failures have no recorded cause', () => {
    const analysis = failing([6, 4]);
    const total = endpointOf('', 'Total', statisticsOf(1000, 12, null));
    expect(failuresFinding({ ...analysis, total }).note).toContain('No cause was recorded for 2 of 12.');
    expect(failuresFinding({ ...analysis, total, failureCauses: [] }).title).toBe(
      '12 failed requests; the source does not say why',
    );
  });
});
