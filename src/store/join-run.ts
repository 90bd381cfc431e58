import type {
  EndpointDocument,
  RunDocument,
  SamplesDocument,
  WindowsDocument,
} from '../decode/run-document.ts';
import type { Samples } from '../model/distribution.ts';
import type { Endpoint, Run, UserCounts, Windows } from '../model/run.ts';
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
import { type SectionColumns, TOTAL, USERS } from './table.ts';

/** For each table of columns, whether the run needs it. */
export function columnsOf(document: RunDocument): Record<'windows' | 'samples' | 'histograms', boolean> {
  const all = document.total === null ? document.endpoints : [...document.endpoints, document.total];
  return {
    windows: (document.users?.length ?? 0) > 0 || all.some(({ windows }) => (windows?.length ?? 0) > 0),
    samples: all.some(({ latency }) => latency?.kind === 'samples' && latency.count > 0),
    histograms: all.some(({ windows }) => (windows?.histograms?.entries ?? 0) > 0),
  };
}

/** A column of a section by its name; throws when it is missing or not of this length. */
type ColumnOf = (endpoint: number, name: string, length: number) => Float64Array | Float32Array;

/**
 * Puts a stored run together again.
 *
 * @param damaged makes the error for columns that do not fit the document.
 */
export function joinRun(
  document: RunDocument,
  tables: Readonly<Record<'windows' | 'samples' | 'histograms', SectionColumns>>,
  damaged: (what: string) => Error,
): Run {
  const columnsFrom = (sections: SectionColumns): ColumnOf => {
    return (endpoint, name, length) => {
      if (length === 0) return new Float64Array(0);
      const column = sections.get(endpoint)?.get(name);
      if (column?.length === length) return column;
      const found = column?.length ?? 0;
      throw damaged(`column "${name}" has ${found} rows for endpoint ${endpoint}, expected ${length}`);
    };
  };
  const windowColumn = columnsFrom(tables.windows);
  const sampleColumn = columnsFrom(tables.samples);
  const histogramColumn = columnsFrom(tables.histograms);
  const join = (endpoint: EndpointDocument, index: number): Endpoint => ({
    ...endpoint,
    latency:
      endpoint.latency?.kind === 'samples'
        ? joinSamples(endpoint.latency, index, sampleColumn)
        : endpoint.latency,
    windows: endpoint.windows && joinWindows(endpoint.windows, index, windowColumn, histogramColumn),
  });
  const { storedMs: _, ...plain } = document;
  return {
    ...plain,
    endpoints: document.endpoints.map(join),
    total: document.total === null ? null : join(document.total, TOTAL),
    users: document.users === null ? null : joinUsers(document.users.length, windowColumn),
  };
}

function joinSamples(
  { kind, count, resolutionMs }: SamplesDocument,
  index: number,
  columnOf: ColumnOf,
): Samples {
  return { kind, valuesMs: columnOf(index, SAMPLE, count), resolutionMs };
}

function joinWindows(
  { length, hasSums, quantiles, histograms }: WindowsDocument,
  index: number,
  columnOf: ColumnOf,
  histogramColumn: ColumnOf,
): Windows {
  const wide = (name: string) => wideColumn(columnOf(index, name, length));
  return {
    length,
    startMs: wide(START),
    endMs: wide(END),
    requests: wide(REQUESTS),
    failures: wide(FAILURES),
    sumMs: hasSums ? wide(SUM) : null,
    quantiles: quantiles && {
      ...quantiles,
      valuesMs: quantiles.percentiles.map((percentile) =>
        narrowColumn(columnOf(index, quantileColumn(percentile), length)),
      ),
    },
    histograms: histograms && {
      rounding: histograms.rounding,
      offsets: offsetsOf(histogramColumn(index, HISTOGRAM_WINDOW, histograms.entries), length),
      valuesMs: wideColumn(histogramColumn(index, HISTOGRAM_VALUE, histograms.entries)),
      counts: new Uint32Array(histogramColumn(index, HISTOGRAM_COUNT, histograms.entries)),
    },
  };
}

/** Where the entries of each window begin, when `window` names the window of each entry, ascending. */
function offsetsOf(window: ArrayLike<number>, length: number): Uint32Array {
  const offsets = new Uint32Array(length + 1);
  let entry = 0;
  for (let index = 0; index < length; index += 1) {
    offsets[index] = entry;
    while (entry < window.length && window[entry] === index) entry += 1;
  }
  offsets[length] = window.length;
  return offsets;
}

function joinUsers(length: number, columnOf: ColumnOf): UserCounts {
  return {
    atMs: wideColumn(columnOf(USERS, START, length)),
    users: wideColumn(columnOf(USERS, USER_COUNT, length)),
  };
}

function wideColumn(values: Float64Array | Float32Array): Float64Array {
  return values instanceof Float64Array ? values : new Float64Array(values);
}

function narrowColumn(values: Float64Array | Float32Array): Float32Array {
  return values instanceof Float32Array ? values : new Float32Array(values);
}
