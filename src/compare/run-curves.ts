import type { Series } from '../model/analysis.ts';
import type { DrawnResponseTimes, RunCurves } from '../model/comparison-curves.ts';
import type { Run } from '../model/run.ts';
import type { RunWithAnalysis } from './options.ts';

/** Drawn where every run has them. */
const percentiles = [50, 95];

/** What the response times of all these runs can be drawn as: the same thing of each, or nothing. */
export function drawnResponseTimes(runs: readonly RunWithAnalysis[]): DrawnResponseTimes | null {
  const series = runs.map(({ analysis }) => analysis.total.series);
  const columns = series.map((one) => one?.percentiles ?? null);
  const [first] = columns;
  const haveAll = columns.every(
    (one) =>
      one?.kind === first?.kind &&
      one?.spanMs === first?.spanMs &&
      percentiles.every((percentile) => one?.columns.some((column) => column.percentile === percentile)),
  );
  if (first && haveAll) return { percentiles, kind: first.kind, spanMs: first.spanMs };
  return series.every((one) => one?.meanMs) ? { percentiles: [], kind: 'mean', spanMs: null } : null;
}

/** One run, its time counted from the first request; null where the source has no curve over time. */
export function runCurves(
  { run, analysis }: RunWithAnalysis,
  side: RunCurves['side'],
  drawn: DrawnResponseTimes | null,
): RunCurves | null {
  const { timeline, total, phases } = analysis;
  const beganMs = loadBeganMs(run);
  if (timeline === null || total.series === null || beganMs === null) return null;
  const { steadyStartMs, steadyEndMs } = phases;
  const hasSteady = phases.method !== 'none' && steadyStartMs !== null && steadyEndMs !== null;
  return {
    side,
    runId: run.id,
    firstBucketMs: timeline.startMs - beganMs,
    bucketMs: timeline.bucketMs,
    steady: hasSteady ? { fromMs: steadyStartMs - beganMs, toMs: steadyEndMs - beganMs } : null,
    users: timeline.users,
    throughputPerS: total.series.throughputPerS,
    failuresPerS: total.series.failuresPerS,
    responseTimes: drawn === null ? [] : columnsOf(total.series, drawn),
  };
}

function columnsOf(series: Series, drawn: DrawnResponseTimes): RunCurves['responseTimes'] {
  if (drawn.kind === 'mean') return [series.meanMs ?? []];
  return drawn.percentiles.map(
    (percentile) =>
      series.percentiles?.columns.find((column) => column.percentile === percentile)?.midMs ?? [],
  );
}

/** The beginning of the first window with a request, of any endpoint. */
function loadBeganMs({ total, endpoints }: Run): number | null {
  const all = [total, ...endpoints].flatMap((endpoint) => {
    const windows = endpoint?.windows ?? null;
    const first = windows?.requests.findIndex((count) => count > 0) ?? -1;
    return windows === null || first < 0 ? [] : [windows.startMs[first] ?? Number.POSITIVE_INFINITY];
  });
  return all.length === 0 ? null : Math.min(...all);
}
