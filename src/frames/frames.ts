import type { Analysis } from '../model/analysis.ts';
import type { Comparison } from '../model/comparison.ts';
import type { Run } from '../model/run.ts';
import { endpointsTable, failuresTable, scalingTable } from '../tables/analysis-tables.ts';
import { comparisonTable } from '../tables/comparison-table.ts';
import { replicasTable, usersTable, windowsTable } from '../tables/run-tables.ts';
import { rowCount, type Table } from '../tables/table.ts';
import { danfo } from './danfojs.ts';

/** A DataFrame of danfojs-node. */
export type DataFrame = InstanceType<typeof danfo.DataFrame>;

/** A row per endpoint (all requests together last) and part of the run: counts, rates, percentiles with their errors. */
export function endpointsFrame(analysis: Analysis): DataFrame {
  return frameOf(endpointsTable(analysis));
}

/** A row per endpoint and window of the source: counts, sum of response times, percentiles where the source has them. */
export function windowsFrame(run: Run): DataFrame {
  return frameOf(windowsTable(run));
}

/** A row per change of the number of users. */
export function usersFrame(run: Run): DataFrame {
  return frameOf(usersTable(run));
}

/** A row per cause and endpoint. */
export function failuresFrame(analysis: Analysis): DataFrame {
  return frameOf(failuresTable(analysis));
}

/** A row per scale step. */
export function scalingFrame(analysis: Analysis): DataFrame {
  return frameOf(scalingTable(analysis));
}

/** A row per change of replicas, as each source saw it. */
export function replicasFrame(run: Run): DataFrame {
  return frameOf(replicasTable(run));
}

/** A row per endpoint and metric. */
export function comparisonFrame(comparison: Comparison): DataFrame {
  return frameOf(comparisonTable(comparison));
}

/** Nulls are NaN in columns of numbers and empty text in columns of text, as danfojs has no other word for missing. */
function frameOf(table: Table): DataFrame {
  const { columns } = table;
  // It takes no columns without values but as names.
  if (rowCount(table) === 0) return new danfo.DataFrame([], { columns: columns.map(({ name }) => name) });
  const entries = columns.map(({ name, values }): [string, (string | number | boolean)[]] => {
    const isText = values.some((value) => typeof value === 'string');
    return [name, values.map((value) => value ?? (isText ? '' : Number.NaN))];
  });
  return new danfo.DataFrame(Object.fromEntries(entries));
}
