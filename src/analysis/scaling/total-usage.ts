import type { ScalingTimeline, UsageSeries } from '../../model/scaling.ts';
import type { ScalingCurvePoint } from '../../model/scaling-analysis.ts';

/** A pod's reading counts for this long; metrics come every 10 to 60 s. */
const LASTS_MS = 75_000;
/** Readings this close together are of one round. */
const ROUND_MS = 5000;

type Column = 'cpuCores' | 'memoryBytes';

/** CPU or memory of all pods together: as recorded for all, else the sum of what each last used. */
export function totalUsage({ usage, pods }: ScalingTimeline, column: Column): readonly ScalingCurvePoint[] {
  const together = usage.find(({ pod }) => pod === null);
  if (together !== undefined) {
    return together.atMs.map((atMs, i) => ({ earliestMs: atMs, atMs, value: together[column][i] ?? null }));
  }
  const ends = new Map(pods.map((pod) => [pod.name, (pod.deleted ?? pod.gone)?.latestMs ?? null]));
  return sumOfPods(
    usage.filter((series) => series[column].some((value) => value !== null)),
    usage.map(({ pod }) => (pod === null ? null : (ends.get(pod) ?? null))),
    column,
  );
}

/** Round by round: what every pod used last, as long as that is not too old and the pod not told to end. */
function sumOfPods(
  series: readonly UsageSeries[],
  endsMs: readonly (number | null)[],
  column: Column,
): readonly ScalingCurvePoint[] {
  const next = series.map(() => 0);
  const points: ScalingCurvePoint[] = [];
  for (;;) {
    const startMs = series.reduce(
      (least, { atMs }, i) => Math.min(least, atMs[next[i] ?? 0] ?? least),
      Infinity,
    );
    if (startMs === Number.POSITIVE_INFINITY) return points;
    let sum = 0;
    let roundMs = startMs;
    series.forEach(({ atMs }, i) => {
      while ((atMs[next[i] ?? 0] ?? Number.POSITIVE_INFINITY) < startMs + ROUND_MS) {
        roundMs = Math.max(roundMs, atMs[next[i] ?? 0] ?? roundMs);
        next[i] = (next[i] ?? 0) + 1;
      }
    });
    series.forEach((one, i) => {
      const last = (next[i] ?? 0) - 1;
      const readMs = one.atMs[last];
      const endMs = endsMs[i] ?? Number.POSITIVE_INFINITY;
      if (readMs === undefined || startMs - readMs > LASTS_MS || startMs > endMs) return;
      sum += one[column][last] ?? 0;
    });
    points.push({ earliestMs: startMs, atMs: roundMs, value: sum });
  }
}
