import { percentileCurve } from '../analysis/latency.ts';
import { mergedHistogram } from '../analysis/window-selection.ts';
import type { PercentileCurve } from '../model/analysis.ts';
import type { EndpointCurves, ShiftPoint } from '../model/comparison-curves.ts';
import { holm } from '../stats/holm.ts';
import { shiftQuantiles } from '../stats/shift-function.ts';
import { type EndpointData, endpointData, steadySecondsOf } from './endpoint-data.ts';
import type { EndpointPair } from './match-endpoints.ts';
import type { Measurement } from './measurement.ts';
import type { RunWithAnalysis } from './options.ts';
import { measureRatio } from './ratio-row.ts';
import { percentileLevel } from './run-level.ts';

/** More points are not seen. */
const mostPoints = 60;
/** The fastest requests say little about a change … */
const lowestPercentile = 10;
/** … and of a percentile with fewer requests beyond it on a side, a few of them are the change. */
const fewestBeyond = 10;

interface Sides {
  readonly baseline: readonly RunWithAnalysis[];
  readonly candidate: readonly RunWithAnalysis[];
}

/** The distributions of an endpoint on both sides, and how each of its percentiles changed. */
export function endpointCurves(
  pair: EndpointPair,
  { baseline, candidate }: Sides,
  { threshold, mostRuns }: { readonly threshold: number; readonly mostRuns: number },
): EndpointCurves {
  const before = baseline.map((run) => endpointData(run, pair.baseline));
  const after = candidate.map((run) => endpointData(run, pair.candidate));
  const drawn = (side: 'baseline' | 'candidate', runs: readonly RunWithAnalysis[], all: typeof before) =>
    all.slice(0, mostRuns).flatMap((data, i) => {
      const curve = data === null ? null : curveOf(data);
      return curve === null ? [] : [{ side, runId: runs[i]?.run.id ?? '', ...curve }];
    });
  const steadyS = Math.min(...[...baseline, ...candidate].map(steadySecondsOf));
  const measured = shiftPercentiles([...before, ...after]).flatMap((percentile) => {
    const level = (data: EndpointData | null) => (data === null ? null : percentileLevel(data, percentile));
    const sides = { baseline: before.map(level), candidate: after.map(level) };
    const measurement = measureRatio({ ...sides, steadyS, threshold, assumedNoise: null });
    return measurement.effect === null ? [] : [{ percentile, measurement }];
  });
  const shift = shiftOf(measured);
  return {
    endpoint: pair.candidate,
    distributions: [...drawn('baseline', baseline, before), ...drawn('candidate', candidate, after)],
    shift,
    shiftNote: noteOf(shift, before.length + after.length),
  };
}

/** Of the steady state where the windows hold every response time, else as the source states it of the whole run. */
function curveOf({
  selection,
  part,
  analysis,
}: EndpointData): Pick<EndpointCurves['distributions'][number], 'curve' | 'part'> | null {
  const merged = selection === null ? null : mergedHistogram(selection);
  const curve = merged === null ? analysis.curve : percentileCurve(merged);
  return curve === null ? null : { part: merged === null ? 'whole-run' : part, curve: thinned(curve) };
}

/** A summary has few points, and each of them counts. */
function thinned(curve: PercentileCurve): PercentileCurve {
  const { points, fidelity } = curve;
  if (points.length <= mostPoints || fidelity === 'quantiles') return curve;
  const step = Math.ceil(points.length / mostPoints);
  return { ...curve, points: points.filter((_, i) => i % step === 0 || i === points.length - 1) };
}

/** Those of the shift function where windows hold all response times, else those that every run states. */
function shiftPercentiles(runs: readonly (EndpointData | null)[]): readonly number[] {
  const known = runs.filter((data) => data !== null);
  const fewest = Math.min(...known.map(({ statistics }) => statistics.latency?.count ?? 0));
  const isTold = (percentile: number) =>
    percentile >= lowestPercentile && fewest * (1 - percentile / 100) >= fewestBeyond;
  if (known.every(({ selection }) => selection !== null && selection.windows.histograms !== null)) {
    return shiftQuantiles.map((quantile) => Math.round(quantile * 1e4) / 100).filter(isTold);
  }
  const [first = [], ...others] = known.map(({ analysis }) =>
    (analysis.whole.latency?.percentiles ?? []).map(({ percentile }) => percentile),
  );
  return first.filter((percentile) => isTold(percentile) && others.every((all) => all.includes(percentile)));
}

function shiftOf(
  measured: readonly { readonly percentile: number; readonly measurement: Measurement }[],
): readonly ShiftPoint[] {
  const tested = measured.filter(({ measurement }) => measurement.effect?.intervals != null);
  const adjusted = holm(tested.map(({ measurement }) => measurement.effect?.p ?? 1));
  const adjustedOf = new Map(tested.map(({ percentile }, i) => [percentile, adjusted[i] ?? 1]));
  return measured.flatMap(({ percentile, measurement: { effect, baseline, candidate } }) => {
    if (effect === null || baseline.value === null || candidate.value === null) return [];
    const interval = effect.intervals?.interval ?? null;
    const before = baseline.bounds ?? { lo: baseline.value, hi: baseline.value };
    const after = candidate.bounds ?? { lo: candidate.value, hi: candidate.value };
    const isExact = baseline.bounds === null && candidate.bounds === null;
    return [
      {
        percentile,
        baselineMs: baseline.value,
        candidateMs: candidate.value,
        change: Math.expm1(effect.estimate),
        band: interval === null ? null : { lo: Math.expm1(interval.lo), hi: Math.expm1(interval.hi) },
        adjustedP: adjustedOf.get(percentile) ?? null,
        bounds:
          isExact || !(before.lo > 0) ? null : { lo: after.lo / before.hi - 1, hi: after.hi / before.lo - 1 },
      },
    ];
  });
}

function noteOf(shift: readonly ShiftPoint[], runs: number): string {
  if (shift.length === 0) return 'No percentile is known of both sides with enough requests beyond it.';
  if (shift.every(({ band }) => band === null)) {
    return 'The source states percentiles of whole runs only, so nothing tells how sure they are: the bars are what its rounding leaves open, and no intervals.';
  }
  return runs < 4
    ? 'The band is the 95 % interval of each percentile from how response times vary within these runs; how much runs differ is not in it.'
    : 'The band is the 95 % interval of each percentile from how these runs differ from each other.';
}
