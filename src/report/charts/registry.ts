import { capacityResponseTimeChart } from './capacity-response-time.ts';
import { capacityThroughputChart } from './capacity-throughput.ts';
import type { Chart, ChartPlace, ComparisonSubject, TrendSubject } from './chart.ts';
import { comparedDistributionChart } from './compared-distribution.ts';
import { distributionChart } from './distribution.ts';
import { endpointCurveChart } from './endpoint-curve.ts';
import { failuresOverTimeChart } from './failures-over-time.ts';
import { generatorBusyChart, generatorLateChart } from './generator.ts';
import {
  overlayFailuresChart,
  overlayResponseTimeChart,
  overlayThroughputChart,
  overlayUsersChart,
} from './overlay.ts';
import { responseTimeChart } from './response-time.ts';
import { runTrendChart } from './run-trend.ts';
import { scalingResponseTimeChart, scalingThroughputChart, scalingUsersChart } from './scaling-load.ts';
import { scalingPodsChart } from './scaling-pods.ts';
import { scalingReplicasChart } from './scaling-replicas.ts';
import { scalingMetricsChart, scalingUtilizationChart } from './scaling-signals.ts';
import { scalingStepsChart } from './scaling-steps.ts';
import { scalingCpuChart, scalingMemoryChart } from './scaling-usage.ts';
import { shiftChart } from './shift.ts';
import { smallResponseTimeChart } from './small-response-time.ts';
import { throughputChart } from './throughput.ts';
import { usersChart } from './users.ts';

/** Every chart of the report, in the order in which they stand in their place. */
export const CHARTS: readonly Chart[] = [
  responseTimeChart,
  usersChart,
  throughputChart,
  failuresOverTimeChart,
  smallResponseTimeChart,
  distributionChart,
  capacityThroughputChart,
  capacityResponseTimeChart,
  generatorBusyChart,
  generatorLateChart,
  scalingStepsChart,
  scalingUsersChart,
  scalingResponseTimeChart,
  scalingThroughputChart,
  scalingUtilizationChart,
  scalingMetricsChart,
  scalingReplicasChart,
  scalingCpuChart,
  scalingMemoryChart,
  scalingPodsChart,
  endpointCurveChart,
];

/** Every chart of a comparison. */
export const COMPARISON_CHARTS: readonly Chart<ComparisonSubject>[] = [
  overlayResponseTimeChart,
  overlayUsersChart,
  overlayThroughputChart,
  overlayFailuresChart,
  comparedDistributionChart,
  shiftChart,
];

/** Every chart of a trend. */
export const TREND_CHARTS: readonly Chart<TrendSubject>[] = [runTrendChart];

/** The charts that stand in one place of a comparison. */
export function comparisonChartsOf(place: ChartPlace): readonly Chart<ComparisonSubject>[] {
  return COMPARISON_CHARTS.filter((chart) => chart.place === place);
}

/** The charts that stand in one place of the report. */
export function chartsOf(place: ChartPlace): readonly Chart[] {
  return CHARTS.filter((chart) => chart.place === place);
}
