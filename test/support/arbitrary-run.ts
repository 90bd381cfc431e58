import fc from 'fast-check';
import type { Distribution, Rounding } from '../../src/model/distribution.ts';
import type { GeneratorRecord } from '../../src/model/generator.ts';
import { type Measure, measures } from '../../src/model/measure.ts';
import type { Endpoint, Run, UserCounts, WindowHistograms, Windows } from '../../src/model/run.ts';

/** Names and messages as the internet sends them. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(
    '',
    '__proto__',
    'constructor',
    '</script><img src=x onerror=1>',
    '=1+1',
    'a\r\nb\u0000',
    '\u202eabc',
  ),
);
/** A number that JSON and Arrow keep: no NaN, no infinity, and no minus zero, which JSON writes as 0. */
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0 || 0);
const count = fc.nat({ max: 1_000_000_000 });
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const rounding = fc.constantFrom<Rounding>(
  'none',
  'whole-ms',
  'truncated-ms',
  'two-digits',
  'two-digits-raw',
  'three-digits',
);
const percentiles = fc.uniqueArray(fc.constantFrom(0, 25, 50, 66, 95, 99, 99.9, 99.999, 100), {
  maxLength: 4,
});

function wide(length: number, withGaps = false): fc.Arbitrary<Float64Array> {
  const value = withGaps ? fc.oneof(number, fc.constant(Number.NaN)) : number;
  return fc.array(value, { minLength: length, maxLength: length }).map((values) => Float64Array.from(values));
}

function narrow(length: number): fc.Arbitrary<Float32Array> {
  const value = fc.oneof(fc.float({ noNaN: true, noDefaultInfinity: true }), fc.constant(Number.NaN));
  return fc.array(value, { minLength: length, maxLength: length }).map((values) => Float32Array.from(values));
}

function histogramsOf(length: number): fc.Arbitrary<WindowHistograms> {
  const perWindow = fc.array(fc.tuple(number, count), { maxLength: 3 });
  return fc
    .tuple(fc.array(perWindow, { minLength: length, maxLength: length }), rounding)
    .map(([windows, kind]) => ({
      offsets: Uint32Array.from([0, ...windows.map((_, i) => windows.slice(0, i + 1).flat().length)]),
      valuesMs: Float64Array.from(windows.flat(), ([value]) => value),
      counts: Uint32Array.from(windows.flat(), ([, howMany]) => howMany),
      rounding: kind,
    }));
}

const windows: fc.Arbitrary<Windows> = fc.nat({ max: 5 }).chain((length) =>
  fc.record({
    length: fc.constant(length),
    startMs: wide(length),
    endMs: wide(length),
    requests: wide(length),
    failures: wide(length),
    sumMs: orNull(wide(length, true)),
    quantiles: orNull(
      percentiles.chain((chosen) =>
        fc.record({
          percentiles: fc.constant([...chosen].sort((a, b) => a - b)),
          valuesMs: fc.tuple(...chosen.map(() => narrow(length))),
          covers: fc.constantFrom('window' as const, 'trailing' as const, 'since-start' as const),
          spanMs: orNull(number),
          rounding,
        }),
      ),
    ),
    histograms: orNull(histogramsOf(length)),
  }),
);

const latency: fc.Arbitrary<Distribution> = fc.oneof(
  fc.record({
    kind: fc.constant('samples' as const),
    valuesMs: fc.nat({ max: 5 }).chain((length) => wide(length)),
    resolutionMs: number,
  }),
  fc.record({
    kind: fc.constant('histogram' as const),
    count,
    sumMs: orNull(number),
    minMs: orNull(number),
    maxMs: orNull(number),
    valuesMs: fc.array(number, { maxLength: 3 }),
    counts: fc.array(count, { maxLength: 3 }),
    rounding,
  }),
  fc.record({
    kind: fc.constant('quantiles' as const),
    count,
    meanMs: orNull(number),
    minMs: orNull(number),
    maxMs: orNull(number),
    medianMs: orNull(number),
    points: fc.array(fc.record({ percentile: number, valueMs: number }), { maxLength: 3 }),
    rounding,
    extremesRounding: fc.constantFrom('none' as const, 'whole-ms' as const, 'truncated-ms' as const),
    rankRule: fc.constantFrom('nearest-rank' as const, 'one-above' as const),
  }),
);

const measure: fc.Arbitrary<Measure> = fc.record({
  id: fc.constantFrom(...measures.map(({ id }) => id)),
  values: fc.record({
    count,
    sum: number,
    min: orNull(number),
    max: orNull(number),
    values: fc.array(number, { maxLength: 3 }),
    counts: fc.array(count, { maxLength: 3 }),
  }),
});

const endpoint: fc.Arbitrary<Endpoint> = fc.record({
  key: fc.record({ method: text, name: text }),
  requests: count,
  failures: count,
  latency: orNull(latency),
  meanResponseBytes: orNull(number),
  reportedThroughputPerS: orNull(number),
  failureGroups: fc.array(
    fc.record({
      message: text,
      count,
      firstMs: orNull(number),
      lastMs: orNull(number),
      examples: fc.array(
        fc.record({ atMs: number, status: fc.nat({ max: 999 }), body: text, isBodyCut: fc.boolean() }),
        { maxLength: 2 },
      ),
    }),
    { maxLength: 2 },
  ),
  measures: fc.array(measure, { maxLength: 2 }),
  windows: orNull(windows),
});

const users: fc.Arbitrary<UserCounts> = fc
  .nat({ max: 5 })
  .chain((length) => fc.record({ atMs: wide(length), users: wide(length) }));

const generator: fc.Arbitrary<GeneratorRecord> = fc.nat({ max: 3 }).chain((length) => {
  const column = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: length, maxLength: length });
  return fc.record({
    workers: count,
    length: fc.constant(length),
    startMs: column(number),
    endMs: column(number),
    eventLoopUtilization: column(number),
    stolenShare: column(orNull(number)),
    lateP99Ms: column(orNull(number)),
    waiting: column(count),
    inFlight: column(count),
    due: column(count),
    begun: column(count),
    dropped: column(count),
    unfinished: count,
  });
});

/** Any run at all, sensible or not: what the store has to keep. */
export const arbitraryRun: fc.Arbitrary<Run> = fc.record({
  schema: fc.constant('run/1' as const),
  id: fc.stringMatching(/^[0-9a-f]{12}$/),
  label: text,
  labels: fc.array(fc.record({ key: text, value: text }), { maxLength: 2 }),
  origin: orNull(
    fc.record({
      git: orNull(fc.record({ commit: text, branch: orNull(text), isDirty: orNull(fc.boolean()) })),
      ci: orNull(fc.record({ service: text, job: orNull(text), url: orNull(text) })),
      machine: orNull(fc.record({ cpu: orNull(text), cores: count, system: text, node: text })),
    }),
  ),
  source: fc.record({
    kind: fc.constantFrom('import' as const, 'engine' as const),
    tool: text,
    toolVersion: orNull(text),
    host: orNull(text),
    files: fc.constant([]),
    latencyCovers: fc.constantFrom('all-requests' as const, 'successful-requests' as const),
  }),
  startMs: orNull(number),
  endMs: orNull(number),
  durationMs: orNull(number),
  ended: fc.constantFrom('finished' as const, 'interrupted' as const, 'unknown' as const),
  load: fc.oneof(
    fc.constant({ kind: 'unknown' as const }),
    fc.record({
      kind: fc.constant('closed' as const),
      stages: fc.array(fc.record({ fromUsers: number, toUsers: number, durationMs: number }), {
        maxLength: 2,
      }),
    }),
    fc.record({
      kind: fc.constant('open' as const),
      arrivals: fc.constantFrom('even' as const, 'poisson' as const),
      stages: fc.array(fc.record({ fromPerS: number, toPerS: number, durationMs: number }), { maxLength: 2 }),
    }),
  ),
  endpoints: fc.array(endpoint, { maxLength: 4 }),
  total: orNull(endpoint),
  users: orNull(users),
  exceptions: fc.array(fc.record({ message: text, traceback: text, count, nodes: text }), { maxLength: 2 }),
  resetsMs: fc.array(number, { maxLength: 2 }),
  scaling: fc.constant([]),
  generator: orNull(generator),
  notices: fc.array(
    fc.record({ code: text, severity: fc.constantFrom('info' as const, 'warning' as const), message: text }),
    { maxLength: 2 },
  ),
});
