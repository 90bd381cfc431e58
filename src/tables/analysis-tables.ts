import type { Analysis, EndpointAnalysis, EndpointStatistics, Estimate } from '../model/analysis.ts';
import type { EndpointKey } from '../model/endpoint-key.ts';
import { metrics } from '../model/metric.ts';
import { type Table, type TableCell, tableOf } from './table.ts';

interface StatisticsRow {
  readonly key: EndpointKey;
  readonly part: 'whole-run' | 'steady-state';
  readonly statistics: EndpointStatistics;
}

/** What was found of every endpoint and of all requests together, of the whole run and of the steady state. */
export function endpointsTable(analysis: Analysis): Table {
  const rows = [...analysis.endpoints, analysis.total].flatMap(partsOf);
  const ofMetrics = metrics.flatMap(({ id, unit, read }) => {
    const name = columnName(id, unit);
    const cell = (pick: (estimate: Estimate) => number | null | undefined) => (row: StatisticsRow) => {
      const estimate = read(row.statistics);
      return estimate === null ? null : (pick(estimate) ?? null);
    };
    return [
      [name, cell(({ value }) => value)],
      [`${name}_interval_low`, cell(({ interval }) => interval?.lo)],
      [`${name}_interval_high`, cell(({ interval }) => interval?.hi)],
      [`${name}_bound_low`, cell(({ bounds }) => bounds?.lo)],
      [`${name}_bound_high`, cell(({ bounds }) => bounds?.hi)],
    ] as const;
  });
  return tableOf(`endpoints`, rows, {
    method: ({ key }) => key.method,
    name: ({ key }) => key.name,
    part: ({ part }) => part,
    duration_ms: ({ statistics }) => statistics.durationMs,
    requests: ({ statistics }) => statistics.requests,
    failures: ({ statistics }) => statistics.failures,
    min_ms: ({ statistics }) => statistics.latency?.minMs ?? null,
    max_ms: ({ statistics }) => statistics.latency?.maxMs ?? null,
    ...Object.fromEntries(ofMetrics),
  });
}

function partsOf({ key, whole, steady }: EndpointAnalysis): readonly StatisticsRow[] {
  const rows: StatisticsRow[] = [{ key, part: 'whole-run', statistics: whole }];
  if (steady !== null) rows.push({ key, part: 'steady-state', statistics: steady });
  return rows;
}

const UNITS = { ms: '_ms', 'per-second': '_per_s', ratio: '', score: '', bytes: '_bytes' } as const;

function columnName(id: string, unit: keyof typeof UNITS): string {
  return `${id.replace(/^latency-/, '').replaceAll(/[-.]/g, '_')}${UNITS[unit]}`;
}

/** Failures of all endpoints by what went wrong. */
export function failuresTable({ failureCauses }: Analysis): Table {
  const rows = failureCauses.flatMap((cause) => cause.endpoints.map((endpoint) => ({ cause, endpoint })));
  return tableOf('failures', rows, {
    cause: ({ cause }) => cause.cause,
    method: ({ endpoint }) => endpoint.key.method,
    name: ({ endpoint }) => endpoint.key.name,
    count: ({ endpoint }) => endpoint.count,
    // Of the cause at all its endpoints, not of this one.
    cause_first_epoch_ms: ({ cause }) => cause.firstMs,
    cause_last_epoch_ms: ({ cause }) => cause.lastMs,
    cause_example: ({ cause }) => cause.example,
  });
}

/** Every scale step with its parts; of several workloads one after the other. */
export function scalingTable({ scaling }: Analysis): Table {
  const rows = scaling.flatMap((workload) => workload.steps.map((step) => ({ workload, step })));
  const range = (
    name: string,
    pick: (row: (typeof rows)[number]) => { leastMs: number; mostMs: number | null } | null,
  ) => ({
    [`${name}_least_ms`]: (row: (typeof rows)[number]): TableCell => pick(row)?.leastMs ?? null,
    [`${name}_most_ms`]: (row: (typeof rows)[number]): TableCell => pick(row)?.mostMs ?? null,
  });
  const decided = (row: (typeof rows)[number]) =>
    row.step.phases.find(({ phase }) => phase === 'decided')?.at ?? null;
  return tableOf('scaling', rows, {
    workload: ({ workload }) => workload.workload,
    step: ({ step }) => step.number,
    surge: ({ step }) => step.surge,
    direction: ({ step }) => step.direction,
    from_replicas: ({ step }) => step.from,
    to_replicas: ({ step }) => step.to,
    outcome: ({ step }) => step.outcome,
    decided_earliest_epoch_ms: (row) => decided(row)?.earliestMs ?? null,
    decided_latest_epoch_ms: (row) => decided(row)?.latestMs ?? null,
    ...range('load_to_decision', ({ step }) => step.loadToDecision),
    ...range('decision_to_ready', ({ step }) => step.decisionToReady),
    ...range('load_to_ready', ({ step }) => step.loadToReady),
    reason: ({ step }) => step.reason,
  });
}
