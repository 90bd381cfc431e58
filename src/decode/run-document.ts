import type { Histogram, QuantileSummary, Samples } from '../model/distribution.ts';
import type { GeneratorRecord } from '../model/generator.ts';
import type { Measure, MeasuredValues } from '../model/measure.ts';
import type { Endpoint, FailureGroup, Run, WindowHistograms, WindowQuantiles } from '../model/run.ts';
import {
  columnShape,
  endedShape,
  endpointKeyShape,
  exceptionGroupShape,
  failureExampleShape,
  histogramShape,
  labelsShape,
  loadShape,
  measureIdShape,
  noticeShape,
  originShape,
  roundingShape,
  sourceShape,
  summaryShape,
} from './model-shapes.ts';
import { scalingTimelineShape } from './scaling-shapes.ts';
import {
  aBoolean,
  aCount,
  aList,
  aNumber,
  anObject,
  aText,
  byTag,
  type Check,
  checkDocument,
  oneOf,
  orNull,
  parseJson,
} from './shape.ts';
import { upgradeRun } from './upgrade-run.ts';

/** A run as the store keeps it in `run.json`: everything but the columns, which are in Arrow files beside it. */
export interface RunDocument extends Omit<Run, 'endpoints' | 'total' | 'users'> {
  /** When it was put into the store, Unix epoch ms. */
  readonly storedMs: number;
  readonly endpoints: readonly EndpointDocument[];
  readonly total: EndpointDocument | null;
  /** How many rows of `windows.arrow` are counts of users; null when users are not known. */
  readonly users: { readonly length: number } | null;
}

/** An endpoint without its columns. */
export interface EndpointDocument extends Omit<Endpoint, 'latency' | 'windows'> {
  readonly latency: Histogram | QuantileSummary | SamplesDocument | null;
  readonly windows: WindowsDocument | null;
}

/** Response times whose values are in `samples.arrow`. */
export interface SamplesDocument extends Omit<Samples, 'valuesMs'> {
  readonly count: number;
}

/** What there is to know about windows whose columns are in `windows.arrow`. */
export interface WindowsDocument {
  readonly length: number;
  /** False when the source never knew sums of response times. */
  readonly hasSums: boolean;
  readonly quantiles: Omit<WindowQuantiles, 'valuesMs'> | null;
  /** How many pairs of value and count `histograms.arrow` has of this endpoint; null when there are no histograms. */
  readonly histograms: (Pick<WindowHistograms, 'rounding'> & { readonly entries: number }) | null;
}

/**
 * A stored run without its columns, read from its JSON text. One that version 0.1.0 stored gets empty values for what
 * came later (`upgrade-run.ts`).
 *
 * @param file how the user names the file, for messages.
 * @throws {Problem} 'not-json', 'unknown-schema' or 'damaged-document', with file and key.
 */
export function readRunDocument(json: string, file: string): RunDocument {
  return checkDocument(upgradeRun(parseJson(json, file)), 'run/1', runShape, file);
}

const latencyShape: Check<NonNullable<EndpointDocument['latency']>> = byTag<
  NonNullable<EndpointDocument['latency']>
>('kind', {
  samples: anObject<SamplesDocument>({ kind: oneOf('samples'), count: aCount, resolutionMs: aNumber }),
  histogram: histogramShape,
  quantiles: summaryShape,
});

const quantilesShape = anObject<NonNullable<WindowsDocument['quantiles']>>({
  percentiles: aList(aNumber),
  covers: oneOf('window', 'trailing', 'since-start'),
  spanMs: orNull(aNumber),
  rounding: roundingShape,
});

const measuredValuesShape: Check<MeasuredValues> = anObject<MeasuredValues>({
  count: aCount,
  sum: aNumber,
  min: orNull(aNumber),
  max: orNull(aNumber),
  values: aList(aNumber),
  counts: aList(aCount),
});

const generatorShape: Check<GeneratorRecord> = anObject<GeneratorRecord>({
  workers: aCount,
  length: aCount,
  startMs: aList(aNumber),
  endMs: aList(aNumber),
  eventLoopUtilization: aList(aNumber),
  stolenShare: columnShape,
  lateP99Ms: columnShape,
  waiting: aList(aCount),
  inFlight: aList(aCount),
  due: aList(aCount),
  begun: aList(aCount),
  dropped: aList(aCount),
  unfinished: aCount,
});

const endpointShape: Check<EndpointDocument> = anObject<EndpointDocument>({
  key: endpointKeyShape,
  requests: aCount,
  failures: aCount,
  latency: orNull(latencyShape),
  meanResponseBytes: orNull(aNumber),
  reportedThroughputPerS: orNull(aNumber),
  failureGroups: aList(
    anObject<FailureGroup>({
      message: aText,
      count: aCount,
      firstMs: orNull(aNumber),
      lastMs: orNull(aNumber),
      examples: aList(failureExampleShape),
    }),
  ),
  measures: aList(anObject<Measure>({ id: measureIdShape, values: measuredValuesShape })),
  windows: orNull(
    anObject<WindowsDocument>({
      length: aCount,
      hasSums: aBoolean,
      quantiles: orNull(quantilesShape),
      histograms: orNull(
        anObject<NonNullable<WindowsDocument['histograms']>>({ rounding: roundingShape, entries: aCount }),
      ),
    }),
  ),
});

const runShape: Check<RunDocument> = anObject<RunDocument>({
  schema: oneOf('run/1'),
  storedMs: aNumber,
  id: aText,
  label: aText,
  labels: labelsShape,
  origin: orNull(originShape),
  source: sourceShape,
  startMs: orNull(aNumber),
  endMs: orNull(aNumber),
  durationMs: orNull(aNumber),
  ended: endedShape,
  load: loadShape,
  endpoints: aList(endpointShape),
  total: orNull(endpointShape),
  users: orNull(anObject<NonNullable<RunDocument['users']>>({ length: aCount })),
  exceptions: aList(exceptionGroupShape),
  resetsMs: aList(aNumber),
  scaling: aList(scalingTimelineShape),
  generator: orNull(generatorShape),
  notices: aList(noticeShape),
});
