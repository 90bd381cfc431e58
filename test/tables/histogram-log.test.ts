import { decodeFromCompressedBase64 } from 'hdr-histogram-js';
import { expect, it } from 'vitest';
import { histogramLog } from '../../src/tables/histogram-log.ts';
import { ENGINE_START_MS, engineRun, type Sent } from '../support/engine-run-example.ts';
import { runOf, windowsOf } from '../support/run-example.ts';

// Two endpoints over three seconds; nothing is sent in the second one.
const chat: readonly Sent[] = [0, 0, 2].map((second, i) => ({
  second,
  responseMs: [1.5, 250, 12_345.678][i] ?? 0,
}));
const health: readonly Sent[] = [{ second: 0, responseMs: 2 }];
const run = engineRun(3, { 'POST /chat, stream': chat, 'GET /health': health });

function entries() {
  const lines = [...histogramLog(run)].filter((line) => !line.startsWith('#') && !line.startsWith('"'));
  return lines.map((line) => {
    const [tag, start, length, max, hdr] = line.trimEnd().split(',');
    return { tag, start: Number(start), length: Number(length), max: Number(max), hdr: hdr ?? '' };
  });
}

it('has a line per endpoint and second in which something completed, in order of time', () => {
  expect(entries().map(({ tag, start, length }) => [tag, start, length])).toEqual([
    ['Tag=POST_/chat_stream', 0, 1],
    ['Tag=GET_/health', 0, 1],
    ['Tag=POST_/chat_stream', 2, 1],
  ]);
});

it('is read by HdrHistogram’s own decoder, to a thousandth', () => {
  const histograms = entries().map(({ hdr }) => decodeFromCompressedBase64(hdr));
  expect(histograms.map(({ totalCount }) => totalCount)).toEqual([2, 1, 1]);
  const slowest = histograms[2]?.maxValue ?? 0;
  expect(Math.abs(slowest / 12_345_678 - 1)).toBeLessThan(0.001);
  expect(entries()[2]?.max).toBeCloseTo(12_345.678, -1);
});

it('begins as HistogramLogReader expects', () => {
  const [version, start, base, , legend] = [...histogramLog(run)];
  expect(version).toBe('#[Histogram log format version 1.3]\n');
  expect(start).toBe(
    `#[StartTime: ${ENGINE_START_MS / 1000}.000 (seconds since epoch), 2026-11-23T09:00:00.000Z]\n`,
  );
  expect(base).toBe(`#[BaseTime: ${ENGINE_START_MS / 1000}.000 (seconds since epoch)]\n`);
  expect(legend).toBe('"StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"\n');
});

it('is empty where the source left percentiles only', () => {
  expect([...histogramLog(runOf(windowsOf([1, 2]), null))]).toEqual([]);
});
