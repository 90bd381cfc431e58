import { encodeHdr } from '../decode/hdr-histogram.ts';
import type { Endpoint, Run, WindowHistograms, Windows } from '../model/run.ts';
import { bucketOf } from '../stats/histogram-layout.ts';

/**
 * The response times of a run as a log of histograms, a line per endpoint and window, tagged with the endpoint's name: what
 * HistogramLogAnalyzer, hdr-plot and other tools of HdrHistogram read. Values are µs, as in recordings.
 *
 * HdrHistogram, "HistogramLogWriter.java": log format version 1.3.
 *
 * @returns the lines, each with its end; none when the run has no histograms.
 */
export function* histogramLog(run: Run): Generator<string, void, undefined> {
  const parts = run.endpoints.flatMap(withHistograms);
  const first = parts[0];
  if (first === undefined) return;
  const baseMs = parts.reduce((least, { windows }) => Math.min(least, windows.startMs[0] ?? least), Infinity);
  yield '#[Histogram log format version 1.3]\n';
  yield `#[StartTime: ${seconds(baseMs)} (seconds since epoch), ${new Date(baseMs).toISOString()}]\n`;
  yield `#[BaseTime: ${seconds(baseMs)} (seconds since epoch)]\n`;
  yield `#[Response times in microseconds, of ${run.source.latencyCovers.replace('-', ' ')}; Interval_Max in milliseconds]\n`;
  yield '"StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"\n';
  yield* inOrderOfTime(parts, baseMs);
}

interface Part {
  readonly tag: string;
  readonly windows: Windows;
  readonly histograms: WindowHistograms;
}

function withHistograms({ key, windows }: Endpoint): readonly Part[] {
  if (windows?.histograms == null) return [];
  return [{ tag: tagOf(`${key.method} ${key.name}`), windows, histograms: windows.histograms }];
}

/** A tag ends at a comma, and a line at its end. */
function tagOf(name: string): string {
  return name
    .trim()
    .replaceAll(/[\s,\p{C}]+/gu, '_')
    .slice(0, 200);
}

function* inOrderOfTime(parts: readonly Part[], baseMs: number): Generator<string, void, undefined> {
  const next = parts.map(() => 0);
  for (;;) {
    let chosen = -1;
    let earliestMs = Number.POSITIVE_INFINITY;
    parts.forEach(({ windows }, part) => {
      const startMs = windows.startMs[next[part] ?? 0] ?? Number.POSITIVE_INFINITY;
      if (startMs >= earliestMs) return;
      chosen = part;
      earliestMs = startMs;
    });
    const part = parts[chosen];
    if (part === undefined) return;
    const window = next[chosen] ?? 0;
    next[chosen] = window + 1;
    const line = lineOf(part, window, baseMs);
    if (line !== null) yield line;
  }
}

/** Null when nothing completed in the window. */
function lineOf({ tag, windows, histograms }: Part, window: number, baseMs: number): string | null {
  const from = histograms.offsets[window] ?? 0;
  const to = histograms.offsets[window + 1] ?? from;
  if (from === to) return null;
  const counts = new Map<number, number>();
  for (let entry = from; entry < to; entry += 1) {
    const bucket = bucketOf(Math.round((histograms.valuesMs[entry] ?? 0) * 1000));
    counts.set(bucket, (counts.get(bucket) ?? 0) + (histograms.counts[entry] ?? 0));
  }
  const sorted = [...counts].sort((a, b) => a[0] - b[0]);
  const hdr = encodeHdr({
    indices: sorted.map(([bucket]) => bucket),
    counts: sorted.map(([, count]) => count),
  });
  const startMs = windows.startMs[window] ?? 0;
  const lengthMs = (windows.endMs[window] ?? startMs) - startMs;
  const maxMs = histograms.valuesMs[to - 1] ?? 0;
  return `Tag=${tag},${seconds(startMs - baseMs)},${seconds(lengthMs)},${maxMs.toFixed(3)},${hdr}\n`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
