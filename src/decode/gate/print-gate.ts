import type { Gate, GateBound, GateMetric, GateSelector, GateUnit } from '../../model/gate.ts';
import { gateMetricDefinition, plainMetrics } from '../../model/gate-metric.ts';

/** A gate in its shortest words, in the grammar of `parseGate`: read again it means the same. */
export function printGate(gate: Gate): string {
  if (gate.kind === 'regression') {
    const of = gate.metric === null ? '' : ` of ${metricWords(gate.metric)}`;
    const beyond = gate.threshold === null ? '' : ` > ${percent(gate.threshold)}`;
    return `no regression${of}${selectorWords(gate.selector, 'each')}${beyond}`;
  }
  const { metric, selector, operator, bound, during, forMs } = gate;
  const { unit } = gateMetricDefinition(metric);
  const part = during === null ? '' : during === 'steady' ? ' during steady' : ' during whole run';
  const duration = forMs === null ? '' : ` for ${plain(forMs)}ms`;
  const usual = bound.kind === 'baseline' ? 'each' : 'total';
  const limit = `${metricWords(metric)}${selectorWords(selector, usual)} ${operator} ${boundWords(bound, unit)}`;
  return `${limit}${part}${duration}`;
}

function metricWords(metric: GateMetric): string {
  if (metric.kind === 'plain') return plainMetrics.find(({ id }) => id === metric.id)?.words[0] ?? metric.id;
  const { statistic } = metric;
  const word = statistic.kind === 'percentile' ? `p${plain(statistic.percentile)}` : statistic.kind;
  return metric.kind === 'measure' ? `${word} of ${metric.measure}` : word;
}

function selectorWords(selector: GateSelector, usual: GateSelector['kind']): string {
  if (selector.kind === 'named') return `{${JSON.stringify(selector.name)}}`;
  return selector.kind === usual ? '' : `{${selector.kind}}`;
}

function boundWords(bound: GateBound, unit: GateUnit): string {
  if (bound.kind === 'value') return quantity(bound.value, unit);
  const { factor, offset } = bound;
  if (factor !== 1) return `baseline * ${plain(factor)}`;
  if (offset === 0) return 'baseline';
  return `baseline ${offset < 0 ? '-' : '+'} ${quantity(Math.abs(offset), unit)}`;
}

function quantity(value: number, unit: GateUnit): string {
  switch (unit) {
    case 'ms':
      return `${plain(value)}ms`;
    case 'ratio':
      return percent(value);
    case 'per-second':
    case 'tokens/s':
      return `${plain(value)}/s`;
    case 'bytes':
      return `${plain(value)}B`;
    case 'count':
    case 'score':
    case 'tokens':
      return plain(value);
  }
}

function percent(share: number): string {
  return `${plain(Number((share * 100).toPrecision(12)))}%`;
}

/** Digits only: no exponent, as the grammar knows none. */
function plain(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  return value >= 1 ? value.toFixed(0) : value.toFixed(20).replace(/0+$/, '');
}
