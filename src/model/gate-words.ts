import { type EndpointKey, endpointLabel } from './endpoint-key.ts';
import type { GateMetric, GateOperator, GateUnit } from './gate.ts';
import { gateMetricDefinition } from './gate-metric.ts';

/** Between a number and its per-cent sign, and between thousands. */
const narrow = '\u202f';

/** A value of a gate's metric for people: '790 ms', '1.5 s', '2.9 %', '20/s', '10 KiB', '1 204'. */
export function quantityWords(value: number, unit: GateUnit): string {
  switch (unit) {
    case 'ms':
      return timeWords(value);
    case 'ratio':
      return `${digits(value * 100)}${narrow}%`;
    case 'per-second':
      return `${digits(value)}/s`;
    case 'bytes':
      return value < 1024
        ? `${digits(value)} B`
        : value < 1024 ** 2
          ? `${digits(value / 1024)} KiB`
          : `${digits(value / 1024 ** 2)} MiB`;
    case 'tokens':
      return `${digits(value)} tokens`;
    case 'tokens/s':
      return `${digits(value)} tokens/s`;
    case 'count':
      return countWords(value);
    case 'score':
      return String(Number(value.toFixed(3)));
  }
}

/** 16826 -> '16 826' */
export function countWords(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+(?!\d))/g, narrow);
}

/** '790 ms', '1.5 s', '2 min 5 s': three digits, and no zeros that say nothing. */
function timeWords(ms: number): string {
  if (ms < 999.5) return `${digits(ms)} ms`;
  if (ms < 120_000) return `${digits(ms / 1000)} s`;
  const seconds = Math.round(ms / 1000);
  const rest = seconds % 60;
  return `${countWords(Math.floor(seconds / 60))} min${rest === 0 ? '' : ` ${rest} s`}`;
}

/** Three significant digits, or all of a whole number. */
function digits(value: number): string {
  if (Math.abs(value) >= 1000) return countWords(value);
  return String(Number(value.toPrecision(3)));
}

const operatorWords: Readonly<Record<GateOperator, string>> = {
  '<': 'below',
  '<=': 'at most',
  '>': 'above',
  '>=': 'at least',
};

/** 'below 2 s', 'at least 0.9' */
export function limitWords(operator: GateOperator, limit: number, unit: GateUnit): string {
  return `${operatorWords[operator]} ${quantityWords(limit, unit)}`;
}

/** Whether a value meets a limit. */
export function meets(value: number, operator: GateOperator, limit: number): boolean {
  switch (operator) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
  }
}

/** 'POST /chat, response time p95'; 'all requests, error ratio'. */
export function gateSubject(endpoint: EndpointKey | null, metric: GateMetric): string {
  const { label } = gateMetricDefinition(metric);
  return `${endpoint === null ? 'all requests' : endpointLabel(endpoint)}, ${label}`;
}
