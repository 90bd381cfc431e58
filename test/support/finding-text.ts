import type { Analysis, Series } from '../../src/model/analysis.ts';
import { headline } from '../../src/report/findings.ts';
import { analysisExample, seriesOf, startMs, timelineOf } from './analysis-example.ts';

/** Narrow no-break spaces as plain ones, so that expected sentences can be read. */
export function readable(text: string): string {
  return text.replaceAll('\u202f', ' ');
}

/** What a headline says below its title, as one text. */
export function leadOf(analysis: Analysis, verdict: Parameters<typeof headline>[1] = null): string {
  return readable(
    headline(analysis, verdict)
      .lead.map((phrase) => phrase.text)
      .join(''),
  ).trim();
}

/** The title of a headline or finding, readable. */
export function titleOf(finding: { title: string }): string {
  return readable(finding.title);
}

/** The example with curves: the mean response time of the total, and of each endpoint, per second. */
export function withSeries(total: Series, endpoints: readonly Series[] = []): Analysis {
  const example = analysisExample();
  return analysisExample({
    timeline: timelineOf(total.throughputPerS.length),
    total: { ...example.total, series: total },
    endpoints: example.endpoints.map((endpoint, i) => ({ ...endpoint, series: endpoints[i] ?? null })),
    phases: { ...example.phases, steadyEndMs: startMs + total.throughputPerS.length * 1000 },
  });
}

/** 90 buckets around a level, with a repeating scatter of ±5 %. */
export function level(meanOf: (bucket: number) => number): Series {
  return seriesOf(Array.from({ length: 90 }, (_, i) => meanOf(i) * (1 + (((i * 7) % 11) - 5) / 100)));
}
