import type { Chart } from './chart.ts';
import { distributionChart } from './distribution.ts';
import { endpointCurveChart } from './endpoint-curve.ts';
import { failuresOverTimeChart } from './failures-over-time.ts';
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
  endpointCurveChart,
];
