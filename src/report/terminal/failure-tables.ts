import type { Analysis, FailureCause } from '../../model/analysis.ts';
import { endpointLabel } from '../../model/endpoint-key.ts';
import type { ExceptionGroup } from '../../model/run.ts';
import { exceptionWords } from '../exceptions.ts';
import { elapsedIn } from '../findings/finding.ts';
import { shortText, UNKNOWN } from '../format.ts';
import { MOST_ROWS } from './shown-endpoints.ts';
import type { Column } from './table.ts';

/** Failures by cause, most first, with where and, where known, when they came. */
export function failureColumns(analysis: Analysis): readonly Column[] {
  const causes = analysis.failureCauses.slice(0, MOST_ROWS);
  const at = (atMs: number | null) => (atMs === null ? UNKNOWN : elapsedIn(analysis, atMs));
  const columns: readonly Column[] = [
    { header: '# fails', align: 'right', cells: causes.map((cause) => String(cause.count)), dropOrder: 0 },
    {
      header: 'Cause',
      align: 'left',
      cells: causes.map((cause) => shortText(cause.cause)),
      dropOrder: 0,
      leastWidth: 12,
    },
    { header: 'Endpoint', align: 'left', cells: causes.map(endpointsCell), dropOrder: 1, leastWidth: 12 },
    { header: 'First', align: 'right', cells: causes.map((cause) => at(cause.firstMs)), dropOrder: 3 },
    { header: 'Last', align: 'right', cells: causes.map((cause) => at(cause.lastMs)), dropOrder: 2 },
  ];
  return columns.filter((column) => column.cells.some((cell) => cell !== UNKNOWN));
}

function endpointsCell(cause: FailureCause): string {
  const [first, ...rest] = cause.endpoints;
  if (first === undefined) return UNKNOWN;
  const name = shortText(endpointLabel(first.key));
  return rest.length === 0 ? name : `${name} + ${rest.length} more`;
}

/** Errors in the test's own code. */
export function exceptionColumns(groups: readonly ExceptionGroup[]): readonly Column[] {
  const exceptions = groups.slice(0, MOST_ROWS);
  return [
    { header: 'Count', align: 'right', cells: exceptions.map((group) => String(group.count)), dropOrder: 0 },
    {
      header: "Exception in the test's own code",
      align: 'left',
      cells: exceptions.map((group) => exceptionWords(group)),
      dropOrder: 0,
      leastWidth: 12,
    },
  ];
}
