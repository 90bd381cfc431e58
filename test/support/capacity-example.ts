import { analyseRun } from '../../src/analysis/analyse-run.ts';
import type { AnalysisOptions } from '../../src/analysis/options.ts';
import type { Analysis } from '../../src/model/analysis.ts';
import type { Capacity } from '../../src/model/capacity.ts';
import { steppedRun } from './stepped-run.ts';

/** Throughput that follows the universal scalability law with its peak at 49 users. */
const law = (users: number) => (30 * users) / (1 + 0.03 * (users - 1) + 0.0004 * users * (users - 1));

const meanBelow200Ms: AnalysisOptions = {
  loadLimits: [{ endpoint: null, metric: 'latency-mean', percentile: null, most: 200, text: 'mean < 200ms' }],
};

/** Eight steps of a minute from 2 to 120 users, past the peak; the mean response time passes 200 ms after 80 users. */
export function steppedAnalysis(options: AnalysisOptions = meanBelow200Ms): Analysis {
  const steps = [2, 5, 10, 20, 35, 50, 80, 120].map((users) => ({
    users,
    perS: Math.round(law(users)),
    meanMs: (900 * users) / law(users),
  }));
  return analyseRun(steppedRun(steps), options);
}

/** What that run shows of its capacity. */
export function capacityExample(): Capacity {
  return steppedAnalysis().capacity;
}
