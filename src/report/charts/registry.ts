import { capacityResponseTimeChart } from './capacity-response-time.ts';
import { capacityThroughputChart } from './capacity-throughput.ts';
import type { Chart, ChartPlace } from './chart.ts';
import { distributionChart } from './distribution.ts';
import { endpointCurveChart } from './endpoint-curve.ts';
import { failuresOverTimeChart } from './failures-over-time.ts';
import { generatorBusyChart, generatorLateChart } from './generator.ts';
import { responseTimeChart } from './response-time.ts';
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
  endpointCurveChart,
];

/** The charts that stand in one place of the report. */
export function chartsOf(place: ChartPlace): readonly Chart[] {
  return CHARTS.filter((chart) => chart.place === place);
}
