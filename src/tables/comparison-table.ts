import type { Comparison } from '../model/comparison.ts';
import { type Table, tableOf } from './table.ts';

/** A row per endpoint and metric. */
export function comparisonTable({ rows }: Comparison): Table {
  return tableOf('comparison', rows, {
    method: ({ endpoint }) => (endpoint === 'total' ? '' : endpoint.method),
    name: ({ endpoint }) => (endpoint === 'total' ? 'Aggregated' : endpoint.name),
    metric: ({ metric }) => metric,
    role: ({ role }) => role,
    baseline: ({ baseline }) => baseline.value,
    candidate: ({ candidate }) => candidate.value,
    scale: ({ scale }) => scale,
    change: ({ effect }) => effect?.value ?? null,
    change_interval_low: ({ effect }) => effect?.interval?.lo ?? null,
    change_interval_high: ({ effect }) => effect?.interval?.hi ?? null,
    adjusted_p: ({ effect }) => effect?.adjustedP ?? null,
    outcome: ({ outcome }) => outcome,
    reason: ({ reason }) => reason,
    explanation: ({ explanation }) => explanation,
  });
}
