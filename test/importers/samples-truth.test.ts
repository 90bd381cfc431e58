import { beforeAll, describe, expect, it } from 'vitest';
import { importRuns } from '../../src/importers/import-runs.ts';
import type { Distribution } from '../../src/model/distribution.ts';
import { endpointLabel } from '../../src/model/endpoint-key.ts';
import { latencyCount, percentileOf, valueAtRank } from '../../src/model/percentile.ts';
import type { Endpoint, Run, Windows } from '../../src/model/run.ts';
import { rankOf } from '../../src/stats/quantile.ts';
import { type ClientTruth, type SampleFolder, sampleFolders, sampleTruth } from '../support/sample-truth.ts';
import { sampleFiles, sampleText } from '../support/source-file.ts';

// Oracle: exact times that a listener inside each Locust process recorded (test/fixtures/truth, made with the samples).
// Locust writes its CSV files for the last time before the end of the test, so k requests are missing from them
// (locust-formats.md, section 5). What the CSV knows is a part of the truth with n - k of its n values; number r of
// the part lies between numbers r and r + k of the whole. All bounds below follow from that and have no free tolerance
// but these: the truth is written with 3 decimals (percentiles) or 4 (mean, min, max), the request log with 2.
const TRUTH_DECIMALS_MS = 0.0006;
const LOG_DECIMALS_MS = 0.0051;
/** Locust before 1.1 cuts the fraction of minimum, maximum and mean (section 3). */
const WHOLE_MS: ReadonlySet<SampleFolder> = new Set(['d08-locust-0.12.2', 'd09-locust-0.14.6']);
/** Its counters were set back to zero, so its totals are of a part of the run (section 5). */
const RESET: SampleFolder = 'd07-short-history-custom-percentiles';
/** The last write is up to 1 s before the end, and the stop phase of the samples takes about 1 s more. */
const LOST_AT_END_S = 2;

async function imported(folder: SampleFolder, ...names: readonly string[]): Promise<Run> {
  const { runs, unclaimed } = await importRuns(sampleFiles(folder, ...names));
  expect(unclaimed).toEqual([]);
  expect(runs).toHaveLength(1);
  return runs[0] as Run;
}

function sum(values: ArrayLike<number> | null | undefined): number {
  return Array.from(values ?? []).reduce((all, value) => all + value, 0);
}

function sumOf(latency: Distribution): number {
  if (latency.kind === 'samples') return sum(latency.valuesMs);
  return latency.kind === 'histogram' ? (latency.sumMs ?? 0) : (latency.meanMs ?? 0) * latency.count;
}

/** Response times that the endpoint's file knows: Locust counts requests without one among the requests. */
function valuesIn(endpoint: Endpoint, exact: ClientTruth, withoutTimes: number): number {
  return exact.none === 0 ? endpoint.requests : endpoint.requests - withoutTimes;
}

describe.each(sampleFolders)('the sample %s', (folder) => {
  const truth = sampleTruth(folder);
  let run: Run;
  let pairs: readonly { readonly exact: ClientTruth; readonly endpoint: Endpoint; readonly label: string }[];
  /** In the files, of the one endpoint of d04 that never has a response time. */
  let withoutTimes = 0;

  beforeAll(async () => {
    run = await imported(folder);
    const found = truth.endpoints.map((exact) => ({
      exact,
      endpoint: run.endpoints.find(({ key }) => key.method === exact.method && key.name === exact.name),
    }));
    const all =
      truth.total === null ? found : [...found, { exact: truth.total, endpoint: run.total ?? undefined }];
    pairs = all.map(({ exact, endpoint }) => {
      expect(endpoint, endpointLabel(exact)).toBeDefined();
      return { exact, endpoint: endpoint as Endpoint, label: endpointLabel(exact) };
    });
    withoutTimes = sum(
      pairs.filter(({ exact }) => exact.none === exact.n).map(({ endpoint }) => endpoint.requests),
    );
  });

  it('has exactly the endpoints that were called', () => {
    const keys = (all: readonly { method: string; name: string }[]) =>
      all.map(({ method, name }) => JSON.stringify([method, name])).sort();
    expect(keys(run.endpoints.map(({ key }) => key))).toEqual(keys(truth.endpoints));
  });

  it('has every request and failure but those of the last moments', () => {
    const ratePerMs = (truth.total?.n ?? 0) / (truth.durationMs ?? 1);
    const lostAtMost = folder === RESET ? (truth.total?.n ?? 0) : ratePerMs * LOST_AT_END_S * 1000;
    for (const { exact, endpoint, label } of pairs) {
      const missing = exact.n - endpoint.requests;
      expect(missing, label).toBeGreaterThanOrEqual(0);
      expect(missing, label).toBeLessThanOrEqual(lostAtMost);
      expect(exact.failures - endpoint.failures, label).toBeGreaterThanOrEqual(0);
      expect(exact.failures - endpoint.failures, label).toBeLessThanOrEqual(missing);
    }
  });

  it('gives percentiles whose bounds hold the exact value by nearest rank', () => {
    const toleranceMs = TRUTH_DECIMALS_MS;
    for (const { exact, endpoint, label } of pairs) {
      expect(endpoint.latency === null, label).toBe(exact.mean === null);
      if (endpoint.latency === null) continue;
      const missing = exact.n - endpoint.requests;
      for (const [ratio, exactMs] of Object.entries(exact.nearest_rank)) {
        // Requests without a response time lower every rank of Locust's (section 4, #3472).
        const rank = rankOf(exact.n - exact.none, (Number(ratio) / 100) * 100) + exact.none;
        const lo = valueAtRank(endpoint.latency, rank - missing);
        const hi = valueAtRank(endpoint.latency, rank);
        if (lo !== null) expect(exactMs, `${label} p${ratio}`).toBeGreaterThanOrEqual(lo.loMs - toleranceMs);
        if (hi !== null) expect(exactMs, `${label} p${ratio}`).toBeLessThanOrEqual(hi.hiMs + toleranceMs);
      }
    }
  });

  it('gives the exact minimum, maximum and mean of the requests it knows', () => {
    for (const { exact, endpoint, label } of pairs) {
      const { latency } = endpoint;
      if (latency === null || exact.min === null || exact.max === null || exact.mean === null) continue;
      const minMs = valueAtRank(latency, 1)?.loMs ?? Number.NaN;
      const maxMs = valueAtRank(latency, latencyCount(latency))?.hiMs ?? Number.NaN;
      const values = valuesIn(endpoint, exact, withoutTimes);
      const missing = exact.n - exact.none - values;
      if (WHOLE_MS.has(folder)) {
        expect(minMs, label).toBeGreaterThanOrEqual(Math.floor(exact.min));
        expect(minMs, label).toBeLessThanOrEqual(exact.min);
        expect(maxMs, label).toBeGreaterThanOrEqual(exact.max);
        expect(maxMs, label).toBeLessThanOrEqual(Math.floor(exact.max) + 1);
        expect(sumOf(latency) / values, label).toBeCloseTo(Math.floor(exact.mean), 9);
        continue;
      }
      const toleranceMs = latency.kind === 'samples' ? LOG_DECIMALS_MS * 2 : TRUTH_DECIMALS_MS;
      expect(minMs, label).toBeGreaterThanOrEqual(exact.min - toleranceMs);
      expect(maxMs, label).toBeLessThanOrEqual(exact.max + toleranceMs);
      if (missing === 0)
        expect([minMs - exact.min, exact.max - maxMs].every((d) => d <= toleranceMs)).toBe(true);
      const knownSumMs = latency.kind === 'quantiles' ? (latency.meanMs ?? 0) * values : sumOf(latency);
      const missingSumMs = exact.mean * (exact.n - exact.none) - knownSumMs;
      const sumToleranceMs = toleranceMs * exact.n;
      expect(missingSumMs, label).toBeGreaterThanOrEqual(missing * exact.min - sumToleranceMs);
      expect(missingSumMs, label).toBeLessThanOrEqual(missing * exact.max + sumToleranceMs);
    }
  });
});

describe('the request log', () => {
  it('gives every percentile exactly, to the two decimals of the log', async () => {
    const run = await imported('d11-locust-head');
    for (const exact of sampleTruth('d11-locust-head').endpoints) {
      const endpoint = run.endpoints.find(
        ({ key }) => key.name === exact.name && key.method === exact.method,
      );
      expect(endpoint?.requests).toBe(exact.n);
      for (const [ratio, exactMs] of Object.entries(exact.nearest_rank)) {
        const value = percentileOf(endpoint?.latency as Distribution, Number(ratio) * 100);
        expect(Math.abs((value?.valueMs ?? Number.NaN) - exactMs)).toBeLessThanOrEqual(LOG_DECIMALS_MS);
      }
    }
  });
});

/** The cumulative columns of the rows of all endpoints, read without our reader: numbers from the right of the line. */
function cumulative(folder: SampleFolder): { requests: number; failures: number; sumMs: number }[] {
  const lines = sampleText(folder, 'run_stats_history.csv').split(/\r?\n/);
  if (folder === 'd09-locust-0.14.6') {
    return lines.flatMap((line) => {
      const cells = /^"None","Aggregated","\d+",(.*)$/.exec(line)?.[1]?.split(',').map(Number);
      return cells === undefined
        ? []
        : [{ requests: cells[0] ?? 0, failures: cells[1] ?? 0, sumMs: Number.NaN }];
    });
  }
  return lines.flatMap((line) => {
    if (!/^\d+,\d+,,Aggregated,/.test(line)) return [];
    const cells = line.split(',').map(Number);
    const requests = cells.at(-7) ?? 0;
    return [{ requests, failures: cells.at(-6) ?? 0, sumMs: requests * (cells.at(-4) ?? 0) }];
  });
}

describe('the windows of a history', () => {
  const withHistory = sampleFolders.filter((folder) => folder !== 'd08-locust-0.12.2');

  it.each(withHistory)('add up to the cumulative counts: %s', async (folder) => {
    const rows = cumulative(folder);
    const windows = (await imported(folder, 'run_stats_history.csv')).total?.windows as Windows;
    let expected = { requests: 0, failures: 0, sumMs: 0 };
    rows.forEach((row, index) => {
      // Up to 1.1.1 the first row is of the first 2 s; later there is no telling when its requests began.
      const before =
        rows[index - 1] ?? (folder === 'd09-locust-0.14.6' ? { requests: 0, failures: 0, sumMs: 0 } : row);
      if (row.requests < before.requests) return;
      expected = {
        requests: expected.requests + row.requests - before.requests,
        failures: expected.failures + row.failures - before.failures,
        sumMs: expected.sumMs + row.sumMs - before.sumMs,
      };
    });
    expect(sum(windows.requests)).toBe(expected.requests);
    expect(sum(windows.failures)).toBe(expected.failures);
    // Cumulative count times mean, in doubles: the differences telescope up to their last bits.
    if (windows.sumMs !== null) {
      expect(Math.abs(sum(windows.sumMs) - expected.sumMs)).toBeLessThanOrEqual(1e-9 * (1 + expected.sumMs));
    }
  });

  it('of the endpoints add up to those of all endpoints, window by window', async () => {
    for (const folder of ['d01-baseline', 'd04-names', 'd06-distributed', 'd10-locust-1.6.0'] as const) {
      const run = await imported(folder, 'run_stats_history.csv');
      const total = run.total?.windows as Windows;
      for (let i = 0; i < total.length; i += 1) {
        const together = run.endpoints.map(({ windows }) => {
          const at = windows?.endMs.indexOf(total.endMs[i] ?? 0) ?? -1;
          return at === -1 ? 0 : (windows?.requests[at] ?? 0);
        });
        expect(sum(together), `${folder}, window ${i}`).toBe(total.requests[i]);
      }
    }
  });

  it('give the throughput of the steady part, as the request log has it second by second', async () => {
    const history = (await imported('d11-locust-head', 'run_stats_history.csv')).total?.windows as Windows;
    const log = (await imported('d11-locust-head', 'request_log.csv')).total?.windows as Windows;
    const fromMs = (log.startMs[0] ?? 0) + 20_000;
    const toMs = fromMs + 60_000;
    const inSpan = (windows: Windows) =>
      sum(
        windows.requests.filter(
          (_, i) => (windows.startMs[i] ?? 0) >= fromMs && (windows.endMs[i] ?? 0) <= toMs,
        ),
      );
    // A row of the history is stamped with the whole second in which it was written, so at either end of the span up to
    // one second's requests may be counted to the neighbour.
    const busiest = Math.max(...log.requests);
    expect(Math.abs(inSpan(history) - inSpan(log))).toBeLessThanOrEqual(2 * busiest);
    expect(inSpan(history) / 60).toBeCloseTo(inSpan(log) / 60, 0);
  });
});
