import { beforeAll, describe, expect, it } from 'vitest';
import { importRuns } from '../../src/importers/import-runs.ts';
import type { SourceFile } from '../../src/importers/importer.ts';
import type { Run } from '../../src/model/run.ts';
import { headers, historyRow } from '../support/locust-tables.ts';
import { sourceFileFrom } from '../support/source-file.ts';

const ENDPOINTS = 20;
const SECONDS = 8500;
const START_S = 1_795_427_000;

/** One second of every endpoint and of all of them, 100 requests each. */
function tick(second: number): string {
  const cells = {
    atS: START_S + second,
    users: 50,
    requests: 100 * second,
    meanMs: 42.123456,
    percentile: '42',
  };
  const rows = Array.from({ length: ENDPOINTS }, (_, i) =>
    historyRow({ ...cells, endpoint: `GET,/endpoint/${i}` }),
  );
  const total = historyRow({
    ...cells,
    requests: ENDPOINTS * 100 * second,
    hundredth: second % 2 === 0 ? '45' : '44',
  });
  return `${[...rows, total].join('\r\n')}\r\n`;
}

/** A file that is written as it is read, so that the test does not hold it either. */
function longHistory(): SourceFile {
  const head = Buffer.from(`${headers.history12}\r\n${tick(0)}`);
  const sizeBytes =
    head.length + Array.from({ length: SECONDS }, (_, i) => tick(i + 1).length).reduce((a, b) => a + b);
  return {
    ...sourceFileFrom('long_stats_history.csv', ''),
    head,
    sizeBytes,
    async *chunks() {
      yield head;
      for (let second = 1; second <= SECONDS; second += 1) yield Buffer.from(tick(second));
    },
  };
}

/** Every object that hangs on a run, without the elements of typed arrays. */
function countObjects(value: unknown): number {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return 0;
  return Object.values(value).reduce((count: number, each) => count + countObjects(each), 1);
}

describe('a history of 20 MB', () => {
  let file: SourceFile;
  let run: Run;

  beforeAll(async () => {
    file = longHistory();
    run = (await importRuns([file])).runs[0] as Run;
  }, 60_000);

  it('is read row by row to its end', () => {
    expect(file.sizeBytes).toBeGreaterThan(20_000_000);
    expect(run.source.files[0]).toMatchObject({ rowsRead: (SECONDS + 1) * (ENDPOINTS + 1), rowsSkipped: 0 });
    expect(run.total?.requests).toBe(ENDPOINTS * 100 * SECONDS);
  });

  it('becomes columns of typed arrays, not an object for each row', () => {
    const all = [...run.endpoints, ...(run.total === null ? [] : [run.total])];
    expect(all).toHaveLength(ENDPOINTS + 1);
    for (const { windows } of all) {
      expect(windows?.length).toBe(SECONDS);
      for (const column of ['startMs', 'endMs', 'requests', 'failures', 'sumMs'] as const) {
        expect(windows?.[column], column).toBeInstanceOf(Float64Array);
        expect(windows?.[column]).toHaveLength(SECONDS);
      }
      for (const values of windows?.quantiles?.valuesMs ?? []) {
        expect(values).toBeInstanceOf(Float32Array);
        expect(values).toHaveLength(SECONDS);
      }
    }
    expect(run.users?.users).toBeInstanceOf(Float64Array);
    // A window as an object would alone be 178 500 of them.
    expect(countObjects(run)).toBeLessThan(100 * (ENDPOINTS + 1));
  });

  it('keeps no more room than its columns need: spare capacity is let go', () => {
    for (const { windows } of run.endpoints) {
      expect(windows?.requests.buffer.byteLength).toBe(SECONDS * 8);
      expect(windows?.quantiles?.valuesMs[0]?.buffer.byteLength).toBe(SECONDS * 4);
    }
  });
});
