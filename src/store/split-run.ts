import type {
  EndpointDocument,
  RunDocument,
  SamplesDocument,
  WindowsDocument,
} from '../decode/run-document.ts';
import type { Samples } from '../model/distribution.ts';
import type { Endpoint, Run, UserCounts, WindowHistograms, Windows } from '../model/run.ts';
import {
  END,
  FAILURES,
  HISTOGRAM_COUNT,
  HISTOGRAM_VALUE,
  HISTOGRAM_WINDOW,
  quantileColumn,
  REQUESTS,
  SAMPLE,
  START,
  SUM,
  USER_COUNT,
} from './column-names.ts';
import { type Column, type Section, TOTAL, USERS } from './table.ts';

/** A run taken apart: what is plain data, and the columns. */
export interface RunParts {
  readonly document: RunDocument;
  readonly windows: ColumnTable | null;
  readonly samples: ColumnTable | null;
  readonly histograms: ColumnTable | null;
}

/** Columns and the sections that have some of them. */
export interface ColumnTable {
  readonly columns: readonly Pick<Column, 'name' | 'bits'>[];
  readonly sections: readonly Section[];
}

/** Takes a run apart for storing. `joinRun` is the way back. */
export function splitRun(run: Run, storedMs: number): RunParts {
  const keyed: readonly [number, Endpoint][] = [
    ...(run.total === null ? [] : [[TOTAL, run.total] as [number, Endpoint]]),
    ...run.endpoints.map((endpoint, index) => [index, endpoint] as [number, Endpoint]),
  ];
  const windows = keyed.flatMap(([index, { windows }]) =>
    windows === null ? [] : [windowSection(index, windows)],
  );
  const samples = keyed.flatMap(([index, { latency }]) =>
    latency?.kind === 'samples' ? [sampleSection(index, latency)] : [],
  );
  const histograms = keyed.flatMap(([index, { windows }]) =>
    windows?.histograms ? [histogramSection(index, windows.histograms)] : [],
  );
  const users = run.users === null ? [] : [userSection(run.users)];
  return {
    document: {
      ...run,
      storedMs,
      endpoints: run.endpoints.map(withoutColumns),
      total: run.total === null ? null : withoutColumns(run.total),
      users: run.users === null ? null : { length: run.users.atMs.length },
    },
    windows: tableOf([...windows, ...users]),
    samples: tableOf(samples),
    histograms: tableOf(histograms),
  };
}

function tableOf(sections: readonly Section[]): ColumnTable | null {
  const columns = new Map<string, Pick<Column, 'name' | 'bits'>>();
  for (const { name, bits } of sections.flatMap((section) => section.columns))
    columns.set(name, { name, bits });
  const filled = sections.filter(({ length }) => length > 0);
  return filled.length === 0 ? null : { columns: [...columns.values()], sections: filled };
}

function withoutColumns(endpoint: Endpoint): EndpointDocument {
  const { latency, windows } = endpoint;
  return {
    ...endpoint,
    latency: latency?.kind === 'samples' ? samplesDocument(latency) : latency,
    windows: windows === null ? null : windowsDocument(windows),
  };
}

function samplesDocument({ kind, valuesMs, resolutionMs }: Samples): SamplesDocument {
  return { kind, count: valuesMs.length, resolutionMs };
}

function windowsDocument({ length, sumMs, quantiles, histograms }: Windows): WindowsDocument {
  return {
    length,
    hasSums: sumMs !== null,
    quantiles: quantiles && {
      percentiles: quantiles.percentiles,
      covers: quantiles.covers,
      spanMs: quantiles.spanMs,
      rounding: quantiles.rounding,
    },
    histograms: histograms && { rounding: histograms.rounding, entries: histograms.valuesMs.length },
  };
}

function windowSection(endpoint: number, windows: Windows): Section {
  const wide = (name: string, values: Float64Array): Column => ({ name, bits: 64, values });
  const { length, startMs, endMs, requests, failures, sumMs, quantiles } = windows;
  return {
    endpoint,
    length,
    columns: [
      wide(START, startMs),
      wide(END, endMs),
      wide(REQUESTS, requests),
      wide(FAILURES, failures),
      ...(sumMs === null ? [] : [wide(SUM, sumMs)]),
      ...(quantiles?.valuesMs ?? []).map(
        (values, index): Column => ({
          name: quantileColumn(quantiles?.percentiles[index] ?? Number.NaN),
          bits: 32,
          values,
        }),
      ),
    ],
  };
}

function userSection({ atMs, users }: UserCounts): Section {
  return {
    endpoint: USERS,
    length: atMs.length,
    columns: [
      { name: START, bits: 64, values: atMs },
      { name: USER_COUNT, bits: 64, values: users },
    ],
  };
}

function sampleSection(endpoint: number, { valuesMs }: Samples): Section {
  const values = valuesMs instanceof Float64Array ? valuesMs : Float64Array.from(valuesMs);
  return { endpoint, length: values.length, columns: [{ name: SAMPLE, bits: 64, values }] };
}

/** The histograms of all windows, flat: one row for each value of each window. */
function histogramSection(endpoint: number, { offsets, valuesMs, counts }: WindowHistograms): Section {
  const window = new Float64Array(valuesMs.length);
  for (let index = 0; index < offsets.length - 1; index += 1)
    window.fill(index, offsets[index], offsets[index + 1]);
  return {
    endpoint,
    length: valuesMs.length,
    columns: [
      { name: HISTOGRAM_WINDOW, bits: 64, values: window },
      { name: HISTOGRAM_VALUE, bits: 64, values: valuesMs },
      { name: HISTOGRAM_COUNT, bits: 64, values: new Float64Array(counts) },
    ],
  };
}
