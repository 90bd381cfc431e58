import type { Distribution, Rounding } from '../model/distribution.ts';
import type { EndpointKey } from '../model/endpoint-key.ts';
import type { FailureExample } from '../model/failure-example.ts';
import { type MeasureId, measures } from '../model/measure.ts';
import type { Notice, Place } from '../model/notice.ts';
import type { CiJob, GeneratorMachine, GitState, RunOrigin } from '../model/origin.ts';
import type { ExceptionGroup, LoadModel, RunLabel, Source, SourceFileRecord } from '../model/run.ts';
import {
  aBoolean,
  aCount,
  aList,
  aNumber,
  anObject,
  aText,
  byTag,
  type Check,
  oneOf,
  optional,
  orNull,
} from './shape.ts';

/** Shapes that a stored run and a stored result share. */

export const endpointKeyShape: Check<EndpointKey> = anObject<EndpointKey>({ method: aText, name: aText });

const placeShape: Check<Place> = anObject<Place>({
  file: optional(aText),
  line: optional(aNumber),
  column: optional(aText),
  endpoint: optional(endpointKeyShape),
}) as Check<Place>;

export const noticeShape: Check<Notice> = anObject<Notice>({
  code: aText,
  severity: oneOf('info', 'warning'),
  message: aText,
  where: optional(placeShape),
  hint: optional(aText),
});

const fileRecordShape: Check<SourceFileRecord> = anObject<SourceFileRecord>({
  name: aText,
  sizeBytes: aCount,
  sha256: aText,
  readAs: aText,
  rowsRead: aCount,
  rowsSkipped: aCount,
});

export const sourceShape: Check<Source> = anObject<Source>({
  kind: oneOf('import', 'engine'),
  tool: aText,
  toolVersion: orNull(aText),
  host: orNull(aText),
  files: aList(fileRecordShape),
  latencyCovers: oneOf('all-requests', 'successful-requests'),
});

/** What the user said of a run. */
export const labelsShape: Check<readonly RunLabel[]> = aList(
  anObject<RunLabel>({ key: aText, value: aText }),
);

/** Where a run came from. */
export const originShape: Check<RunOrigin> = anObject<RunOrigin>({
  git: orNull(anObject<GitState>({ commit: aText, branch: orNull(aText), isDirty: orNull(aBoolean) })),
  ci: orNull(anObject<CiJob>({ service: aText, job: orNull(aText), url: orNull(aText) })),
  machine: orNull(
    anObject<GeneratorMachine>({ cpu: orNull(aText), cores: aCount, system: aText, node: aText }),
  ),
});

export const endedShape = oneOf('finished', 'interrupted', 'unknown');

type Closed = Extract<LoadModel, { kind: 'closed' }>;
type Open = Extract<LoadModel, { kind: 'open' }>;

export const loadShape: Check<LoadModel> = byTag<LoadModel>('kind', {
  closed: anObject<Closed>({
    kind: oneOf('closed'),
    stages: aList(
      anObject<Closed['stages'][number]>({ fromUsers: aNumber, toUsers: aNumber, durationMs: aNumber }),
    ),
  }),
  open: anObject<Open>({
    kind: oneOf('open'),
    arrivals: oneOf('even', 'poisson'),
    stages: aList(
      anObject<Open['stages'][number]>({ fromPerS: aNumber, toPerS: aNumber, durationMs: aNumber }),
    ),
  }),
  unknown: anObject<Extract<LoadModel, { kind: 'unknown' }>>({ kind: oneOf('unknown') }),
});

export const failureExampleShape: Check<FailureExample> = anObject<FailureExample>({
  atMs: aNumber,
  status: aCount,
  body: aText,
  isBodyCut: aBoolean,
});

export const measureIdShape: Check<MeasureId> = oneOf(...measures.map(({ id }) => id));

export const exceptionGroupShape: Check<ExceptionGroup> = anObject<ExceptionGroup>({
  message: aText,
  traceback: aText,
  count: aCount,
  nodes: aText,
});

export const roundingShape: Check<Rounding> = oneOf(
  'none',
  'whole-ms',
  'truncated-ms',
  'two-digits',
  'two-digits-raw',
  'three-digits',
);

type HistogramShape = Extract<Distribution, { kind: 'histogram' }>;
type SummaryShape = Extract<Distribution, { kind: 'quantiles' }>;

export const histogramShape: Check<HistogramShape> = anObject<HistogramShape>({
  kind: oneOf('histogram'),
  count: aCount,
  sumMs: orNull(aNumber),
  minMs: orNull(aNumber),
  maxMs: orNull(aNumber),
  valuesMs: aList(aNumber),
  counts: aList(aCount),
  rounding: roundingShape,
});

export const summaryShape: Check<SummaryShape> = anObject<SummaryShape>({
  kind: oneOf('quantiles'),
  count: aCount,
  meanMs: orNull(aNumber),
  minMs: orNull(aNumber),
  maxMs: orNull(aNumber),
  medianMs: orNull(aNumber),
  points: aList(anObject<SummaryShape['points'][number]>({ percentile: aNumber, valueMs: aNumber })),
  rounding: roundingShape,
  extremesRounding: oneOf('none', 'whole-ms', 'truncated-ms'),
  rankRule: oneOf('nearest-rank', 'one-above'),
});

/** Numbers of a column: null where nothing is known. */
export const columnShape: Check<readonly (number | null)[]> = aList(orNull(aNumber));
