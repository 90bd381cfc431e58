import type { Autoscaler, InstantRange, ScalingTimeline, SignalSeries } from '../../model/scaling.ts';

/** kube-controller-manager's `--horizontal-pod-autoscaler-tolerance`. */
const TOLERANCE = 0.1;

/** One reading of one of the autoscaler's metrics. */
export interface Reading {
  readonly at: InstantRange;
  readonly metric: string;
  readonly unit: SignalSeries['unit'];
  /** Null: the autoscaler did not know it. */
  readonly value: number | null;
  readonly target: number | null;
}

/** All readings of all metrics in order of time; of a metric that several sources tell, those of the fullest. */
export function readingsOf({ signals, autoscaler }: ScalingTimeline): readonly Reading[] {
  const fullest = new Map<string, SignalSeries>();
  for (const series of signals) {
    const known = fullest.get(series.metric);
    if (known === undefined || knownValues(series) > knownValues(known)) fullest.set(series.metric, series);
  }
  return [...fullest.values()]
    .flatMap((series) => readingsOfSeries(series, autoscaler))
    .sort((a, b) => a.at.latestMs - b.at.latestMs);
}

function knownValues({ values }: SignalSeries): number {
  return values.reduce<number>((count, value) => count + (value === null ? 0 : 1), 0);
}

function readingsOfSeries(series: SignalSeries, autoscaler: Autoscaler | null): readonly Reading[] {
  const { metric, unit } = series;
  const set = autoscaler?.targets.find((target) => target.metric === metric)?.target ?? null;
  return series.latestMs.map((latestMs, i) => ({
    at: { earliestMs: series.earliestMs[i] ?? latestMs, latestMs },
    metric,
    unit,
    value: series.values[i] ?? null,
    target: series.targets[i] ?? set,
  }));
}

/**
 * The metric as a share of its target; null where either is not known. A horizontal pod autoscaler acts when it is further
 * than the tolerance from 1 (kubernetes `replica_calculator.go`; in floating point 77 / 70 is beyond 1.1).
 */
export function usageRatio({ value, target }: Reading): number | null {
  return value === null || target === null || target <= 0 ? null : value / target;
}

/** The autoscaler would ask for more. */
export function isOverTarget(reading: Reading): boolean {
  const ratio = usageRatio(reading);
  return ratio !== null && ratio > 1 && Math.abs(1 - ratio) > TOLERANCE;
}

/** The autoscaler would leave the replicas as they are. */
export function isWithinTolerance(ratio: number): boolean {
  return Math.abs(1 - ratio) <= TOLERANCE;
}
