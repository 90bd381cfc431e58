import { describe, expect, it } from 'vitest';
import { distributionFinding } from '../../../src/report/findings.ts';
import {
  analysisExample,
  emptyAnalysis,
  endpointOf,
  latencyOf,
  statisticsOf,
} from '../../support/analysis-example.ts';
import { readable, titleOf } from '../../support/finding-text.ts';

describe('The finding about the distribution', () => {
  it('is a long tail, by the least that the bounds allow', () => {
    // 1 250 / 295 = 4.23, rounded down.
    const finding = distributionFinding(analysisExample());
    expect(titleOf(finding)).toBe(
      'One request in a hundred took about 1.30 s or longer, at least 4.2 times the median of 290 ms',
    );
    expect(readable(finding.note)).toMatch(
      /^At 95 % stands the time within which 95 % of all requests, failed ones included, were answered\./,
    );
  });

  it('is what one request in ten took when the tail is short', () => {
    const total = endpointOf('', 'Total', statisticsOf(1000, 0, latencyOf({ 50: 200, 90: 260, 99: 400 })));
    expect(distributionFinding(analysisExample({ total })).title).toBe(
      'One request in ten took 260 ms or longer',
    );
  });

  // ln 0.025 / ln 0.99 = 367.04 and ln 0.025 / ln 0.9 = 35.01 (statistics.md, section 2: 368 and 36).
  it('says nothing of one request in a hundred when there are fewer than 368', () => {
    const latency = latencyOf({ 50: 200, 90: 260, 99: 4000 }, { count: 367 });
    const total = endpointOf('', 'Total', statisticsOf(367, 0, latency));
    expect(distributionFinding(analysisExample({ total })).title).toBe(
      'One request in ten took 260 ms or longer',
    );
  });

  it('is the plain title when there are fewer than 36 requests', () => {
    const total = endpointOf(
      '',
      'Total',
      statisticsOf(35, 0, latencyOf({ 50: 200, 90: 260 }, { count: 35 })),
    );
    expect(distributionFinding(analysisExample({ total })).title).toBe('Response times, all endpoints');
  });

  it('says that there is none without response times', () => {
    expect(distributionFinding(emptyAnalysis()).title).toBe('No response times');
  });
});
