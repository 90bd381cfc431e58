import { describe, expect, it } from 'vitest';
import { endpointsFinding } from '../../../src/report/findings.ts';
import {
  analysisExample,
  endpointOf,
  latencyOf,
  seriesOf,
  statisticsOf,
} from '../../support/analysis-example.ts';
import { level, titleOf, withSeries } from '../../support/finding-text.ts';

describe('The finding about endpoints', () => {
  it('is one that slowed down alone', () => {
    const rising = seriesOf(Array.from({ length: 90 }, (_, i) => 300 + 2 * (i + 0.5)));
    const analysis = withSeries(rising, [rising, level(() => 6)]);
    expect(titleOf(endpointsFinding(analysis))).toBe(
      'Only POST /chat slowed down: its mean rose by 36 %, from 330 ms to 450 ms, over the run',
    );
  });

  it('does not say "only" when another rose as much, however unsure that is', () => {
    const rising = level((i) => (i < 45 ? 300 : 500));
    const bursts = seriesOf(Array.from({ length: 90 }, (_, i) => (i === 80 ? 3000 : 60)));
    expect(endpointsFinding(withSeries(rising, [rising, bursts])).title).not.toContain('Only');
  });

  it('does not say "only" when an endpoint has no curve', () => {
    const rising = level((i) => (i < 45 ? 300 : 500));
    expect(endpointsFinding(withSeries(rising, [rising])).title).not.toContain('Only');
  });

  it('is one far slower than the others', () => {
    expect(titleOf(endpointsFinding(analysisExample()))).toBe(
      'POST /chat is slowest: p95 is 790 ms; GET /health has 18 ms',
    );
  });

  it('is two far slower than the others', () => {
    const endpoints = [
      ...[790, 810].map((p95) =>
        endpointOf('POST', `/chat/${p95}`, statisticsOf(500, 0, latencyOf({ 95: p95 }))),
      ),
      ...[18, 21, 23, 23].map((p95, i) =>
        endpointOf('GET', `/${i}`, statisticsOf(500, 0, latencyOf({ 95: p95 }))),
      ),
    ];
    expect(titleOf(endpointsFinding(analysisExample({ endpoints })))).toBe(
      'POST /chat/810 and POST /chat/790 are slowest: p95 is 790 ms or more; the other 4 have 23 ms at most',
    );
  });

  it('says "or more" and "at most" where only ranges are known', () => {
    const endpoints = [
      endpointOf('POST', '/chat', statisticsOf(500, 0, latencyOf({ 95: [1000, 825, 1050] }))),
      endpointOf('GET', '/health', statisticsOf(500, 0, latencyOf({ 95: [79, 23, 79] }))),
    ];
    expect(titleOf(endpointsFinding(analysisExample({ endpoints })))).toBe(
      'POST /chat is slowest: p95 is 825 ms or more; GET /health has 79 ms at most',
    );
  });

  it('is not claimed when the bounds leave it open', () => {
    const endpoints = [
      endpointOf('GET', '/a', statisticsOf(500, 0, latencyOf({ 95: [400, 150, 400] }))),
      endpointOf('GET', '/b', statisticsOf(500, 0, latencyOf({ 95: 100 }))),
    ];
    expect(endpointsFinding(analysisExample({ endpoints })).title).toBe(
      'Response times and failures of 2 endpoints',
    );
  });

  it('is the plain title when one endpoint has no p95 to compare with', () => {
    const endpoints = [...analysisExample().endpoints, endpointOf('GET', '/none', statisticsOf(5, 5, null))];
    expect(endpointsFinding(analysisExample({ endpoints })).title).toBe(
      'Response times and failures of 3 endpoints',
    );
  });
});
