import { describe, expect, it } from 'vitest';
import { readHistory } from '../../../src/importers/locust/history.ts';
import { isStaircase } from '../../../src/importers/locust/staircase.ts';
import { roundToTwoDigits } from '../../../src/importers/locust/two-digit-rounding.ts';
import type { Windows } from '../../../src/model/run.ts';
import { type HistoryCell, historyFile } from '../../support/locust-tables.ts';
import type { SampleFolder } from '../../support/sample-truth.ts';
import { sampleFiles } from '../../support/source-file.ts';

async function sample(folder: SampleFolder) {
  const [file] = sampleFiles(folder, 'run_stats_history.csv');
  return readHistory(file as never, () => {});
}

const read = (...cells: readonly HistoryCell[]) => readHistory(historyFile(...cells), () => {});

describe('what a percentile of a history covers', () => {
  // locust-formats.md, section 4, the table "Percentiles in history", confirmed from exact logs of these very runs.
  it.each([
    ['d01-baseline', 'trailing'],
    ['d02-candidate', 'trailing'],
    ['d04-names', 'trailing'],
    ['d05-kill9', 'trailing'],
    ['d06-distributed', 'trailing'],
    ['d07-short-history-custom-percentiles', 'since-start'],
    ['d09-locust-0.14.6', 'trailing'],
    ['d10-locust-1.6.0', 'since-start'],
    ['d11-locust-head', 'trailing'],
    ['d12-locust-2.29.1', 'since-start'],
  ] as const)('is told right for %s: %s', async (folder, covers) => {
    const part = await sample(folder);
    expect(part.total?.windows?.quantiles?.covers).toBe(covers);
    expect(part.total?.windows?.quantiles?.spanMs).toBe(covers === 'trailing' ? 10_000 : null);
    expect(part.notices.some(({ code }) => code === 'percentiles-since-start')).toBe(
      covers === 'since-start',
    );
  });

  it('is everything since the start where only the row of all endpoints was written, whatever its values', async () => {
    const part = await read(
      { atS: 100, requests: 0 },
      { atS: 101, requests: 5 },
      { atS: 102, requests: 9, maxMs: 999 },
    );
    expect(part.total?.windows?.quantiles?.covers).toBe('since-start');
  });

  it('is the last 10 s as soon as one 100th percentile is not the maximum since the start', async () => {
    const tick = (atS: number, hundredth: string, maxMs: number): HistoryCell[] => {
      const cell = { atS, requests: 5 * (atS - 99), maxMs, percentile: '42', hundredth };
      return [{ ...cell, endpoint: 'GET,/a' }, cell];
    };
    const sinceStart = await read(...tick(100, '45', 45), ...tick(101, '120', 117), ...tick(102, '120', 117));
    expect(sinceStart.total?.windows?.quantiles?.covers).toBe('since-start');
    const trailing = await read(...tick(100, '45', 45), ...tick(101, '120', 117), ...tick(102, '45', 117));
    expect(trailing.total?.windows?.quantiles?.covers).toBe('trailing');
  });

  it('tells which versions may have written the file', async () => {
    expect((await sample('d10-locust-1.6.0')).version).toEqual({ atLeast: '1.2', below: '2.2.2' });
    expect((await sample('d01-baseline')).version).toEqual({ atLeast: '2.2.2' });
    expect((await sample('d12-locust-2.29.1')).version).toEqual({ atLeast: '1.2' });
  });
});

describe('a percentile that is not there', () => {
  const valuesOf = (windows: Windows | null | undefined) => Array.from(windows?.quantiles?.valuesMs[0] ?? []);

  it('is N/A without requests, and 0 without requests in the last 10 s: both are no number', async () => {
    const tick = (atS: number, requests: number, percentile?: string): HistoryCell[] => {
      const cell = { atS, requests, ...(percentile === undefined ? {} : { percentile }) };
      return [
        { ...cell, endpoint: 'GET,/a' },
        { ...cell, percentile: '42' },
      ];
    };
    const part = await read(
      ...tick(100, 0),
      ...tick(101, 0, 'N/A'),
      ...tick(102, 5, '0'),
      ...tick(103, 8, '37'),
    );
    expect(valuesOf(part.endpoints[0]?.windows)).toEqual([Number.NaN, Number.NaN, 37]);
  });

  it('is a true 0 ms beside percentiles that are more than that', async () => {
    const cell = (atS: number): HistoryCell => ({ atS, requests: atS, percentile: '0', hundredth: '3' });
    const part = await read(cell(100), cell(101));
    expect(valuesOf(part.total?.windows)).toEqual([0]);
    expect(part.total?.windows?.quantiles?.valuesMs.at(-1)?.[0]).toBe(3);
  });
});

describe('percentiles that were chosen by someone', () => {
  it('are read in ascending order', async () => {
    const part = await sample('d07-short-history-custom-percentiles');
    expect(part.total?.windows?.quantiles?.percentiles).toEqual([25, 50, 90, 95, 99, 99.5, 99.999]);
  });

  it('may be none at all', async () => {
    const header = 'Timestamp,Type,Name,Total Request Count,Total Failure Count';
    const file = historyFile();
    const { sourceFileFrom } = await import('../../support/source-file.ts');
    const part = await readHistory(
      sourceFileFrom(file.name, `${header}\r\n100,,Aggregated,0,0\r\n101,,Aggregated,5,0\r\n`),
      () => {},
    );
    expect(part.total?.windows?.quantiles).toBeNull();
    expect(Array.from(part.total?.windows?.requests ?? [])).toEqual([5]);
  });
});

describe('a distributed run', () => {
  it('counts in steps of 3 s, so its windows are 3 s long and none is empty for that reason', async () => {
    const part = await sample('d06-distributed');
    expect(part.notices.map(({ code }) => code)).toContain('distributed-staircase');
    const windows = part.total?.windows as Windows;
    const lengths = Array.from(windows.endMs, (endMs, i) => (endMs - (windows.startMs[i] ?? 0)) / 1000);
    // The last one may be shorter; where a second was skipped one is longer.
    expect(lengths.slice(0, -1).every((length) => length >= 3 && length <= 5)).toBe(true);
    const busy = Array.from(windows.requests).slice(2, -1);
    expect(busy.filter((count) => count === 0)).toEqual([]);
  });

  it.each([
    'd01-baseline',
    'd02-candidate',
    'd04-names',
    'd05-kill9',
    'd10-locust-1.6.0',
    'd11-locust-head',
  ] as const)('is not seen in a run of one process: %s', async (folder) => {
    expect((await sample(folder)).notices.map(({ code }) => code)).not.toContain('distributed-staircase');
  });

  it('is not seen where requests are rare or there are few windows', () => {
    const windowsOf = (counts: readonly number[]): Windows => ({
      length: counts.length,
      startMs: Float64Array.from(counts, (_, i) => i * 1000),
      endMs: Float64Array.from(counts, (_, i) => (i + 1) * 1000),
      requests: Float64Array.from(counts),
      failures: new Float64Array(counts.length),
      sumMs: null,
      quantiles: null,
      histograms: null,
    });
    const repeated = (pattern: readonly number[], times: number) =>
      windowsOf(Array.from({ length: times }, () => pattern).flat());
    expect(isStaircase(repeated([0, 0, 30], 20))).toBe(true);
    expect(isStaircase(repeated([0, 0, 3], 20))).toBe(false);
    expect(isStaircase(repeated([0, 0, 30], 9))).toBe(false);
    expect(isStaircase(repeated([9, 10, 11], 20))).toBe(false);
    expect(isStaircase(windowsOf([]))).toBe(false);
  });
});

describe('the rounding of response times', () => {
  // statistics.md, section 0.1, oracle computed in Python and JavaScript.
  it.each([
    [99.5, 100],
    [100.5, 100],
    [104.9, 100],
    [105, 100],
    [105.1, 110],
    [115, 120],
    [145, 140],
    [147, 150],
    [1049, 1000],
    [1050, 1000],
    [9949, 9900],
    [9950, 10_000],
    [58_760, 59_000],
  ])('is that of Locust: %d ms become %d', (exactMs, roundedMs) => {
    expect(roundToTwoDigits(exactMs)).toBe(roundedMs);
  });
});
