import type { ReplicaSeries, ScalingTimeline, SignalSeries } from '../../model/scaling.ts';
import type { ScalingCurvePoint, ScalingCurves } from '../../model/scaling-analysis.ts';
import type { ScalingContext } from './scaling-context.ts';
import type { Reading } from './signals.ts';
import { thinned } from './thinned.ts';
import { totalUsage } from './total-usage.ts';

/** What the charts draw. */
export function curvesOf(context: ScalingContext): ScalingCurves {
  const { timeline, created, ready, inEndpoints } = context;
  const { podRequests } = timeline;
  const pods = levelCurve(created ?? ready, timeline);
  return {
    desired: thinned(desiredCurve(context)),
    ready: thinned(levelCurve(ready, timeline)),
    inEndpoints: thinned(levelCurve(inEndpoints, timeline)),
    signals: signalCurves(context.readings),
    cpuCores: thinned(totalUsage(timeline, 'cpuCores')),
    memoryBytes: thinned(totalUsage(timeline, 'memoryBytes')),
    cpuRequestedCores: thinned(times(pods, podRequests.cpuCores)),
    memoryRequestedBytes: thinned(times(pods, podRequests.memoryBytes)),
  };
}

/** Of the decisions as all sources together know them. */
function desiredCurve({ known, timeline }: ScalingContext): readonly ScalingCurvePoint[] {
  const { fromMs, toMs } = timeline.observed;
  const series = timeline.replicas.find(({ quantity }) => quantity === 'desired');
  const atStart = known.decisions[0]?.from ?? series?.levels[0]?.replicas ?? null;
  if (atStart === null || known.knownFrom !== 'desired') return [];
  const changes = known.decisions.map(({ at, to }) => ({
    earliestMs: at.earliestMs,
    atMs: at.latestMs,
    value: to,
  }));
  return closed([{ earliestMs: fromMs, atMs: fromMs, value: atStart }, ...changes], toMs);
}

function levelCurve(
  series: ReplicaSeries | null,
  { observed }: ScalingTimeline,
): readonly ScalingCurvePoint[] {
  const [first] = series?.levels ?? [];
  const last = series?.levels.at(-1);
  if (series === null || first === undefined || last === undefined) return [];
  const points = series.levels.map(({ began, replicas }) => ({
    earliestMs: began?.earliestMs ?? observed.fromMs,
    atMs: began?.latestMs ?? observed.fromMs,
    value: replicas,
  }));
  return closed(points, last.lastSeenMs);
}

/** Ends where the last level was seen last. */
function closed(points: readonly ScalingCurvePoint[], toMs: number): readonly ScalingCurvePoint[] {
  const last = points.at(-1);
  if (last === undefined || last.atMs >= toMs) return points;
  return [...points, { earliestMs: toMs, atMs: toMs, value: last.value }];
}

function times(points: readonly ScalingCurvePoint[], each: number | null): readonly ScalingCurvePoint[] {
  if (each === null) return [];
  return points.map((point) => ({ ...point, value: point.value === null ? null : point.value * each }));
}

function signalCurves(readings: readonly Reading[]): ScalingCurves['signals'] {
  const byMetric = new Map<string, Reading[]>();
  for (const reading of readings) {
    const known = byMetric.get(reading.metric);
    if (known === undefined) byMetric.set(reading.metric, [reading]);
    else known.push(reading);
  }
  return [...byMetric].map(([metric, own]) => ({
    metric,
    unit: unitOf(own),
    target: own.findLast(({ target }) => target !== null)?.target ?? null,
    points: thinned(own.map(({ at, value }) => ({ earliestMs: at.earliestMs, atMs: at.latestMs, value }))),
  }));
}

function unitOf(readings: readonly Reading[]): SignalSeries['unit'] {
  return readings[0]?.unit ?? 'metric';
}
