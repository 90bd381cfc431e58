import type { LoadLimit } from '../../analysis/options.ts';
import { type EndpointKey, endpointLabel } from '../../model/endpoint-key.ts';
import type { Gate, GateMetric, LimitGate } from '../../model/gate.ts';
import type { Run } from '../../model/run.ts';

/**
 * What the gates ask of every load, for the largest load that keeps it: upper limits of response times and of the error
 * ratio. Others say nothing about a level of load, such as a throughput, which has to grow with it.
 */
export function loadLimitsOf(gates: readonly Gate[], run: Run): readonly LoadLimit[] {
  return gates.flatMap((gate) => {
    if (gate.kind !== 'limit' || gate.bound.kind !== 'value' || !gate.operator.startsWith('<')) return [];
    const limited = limitedMetric(gate.metric);
    if (limited === null) return [];
    const { value } = gate.bound;
    return endpointsOf(gate, run).map((endpoint) => ({ endpoint, ...limited, most: value, text: gate.text }));
  });
}

function limitedMetric(metric: GateMetric): Pick<LoadLimit, 'metric' | 'percentile'> | null {
  if (metric.kind === 'plain') {
    return metric.id === 'error-ratio' ? { metric: 'error-ratio', percentile: null } : null;
  }
  if (metric.kind !== 'response-time') return null;
  const { statistic } = metric;
  if (statistic.kind === 'mean') return { metric: 'latency-mean', percentile: null };
  if (statistic.kind !== 'percentile') return null;
  return { metric: 'latency-percentile', percentile: statistic.percentile };
}

/** Null stands for all requests together. */
function endpointsOf({ selector }: LimitGate, { endpoints }: Run): readonly (EndpointKey | null)[] {
  if (selector.kind === 'total') return [null];
  const keys = endpoints.map(({ key }) => key);
  if (selector.kind === 'each') return keys;
  return keys.filter((key) => key.name === selector.name || endpointLabel(key) === selector.name);
}
