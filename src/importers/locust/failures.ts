import type { NumberReader } from '../../decode/fields.ts';
import type { EndpointKey } from '../../model/endpoint-key.ts';
import type { ReadProgress, SourceFile } from '../importer.ts';
import { FailureRows } from './failure-rows.ts';
import type { LocustPart } from './part.ts';
import { openTable, readTable } from './read-table.ts';
import { requireNumber, requireText } from './required-columns.ts';
import { tablePart } from './table-part.ts';

/**
 * Reads `_failures.csv` (0.12 to today): one row per method, name and message. Rows whose messages are the same once
 * unwrapped are added up.
 *
 * @throws {Problem} when a column is missing or no row can be read.
 */
export async function readFailures(file: SourceFile, progress: ReadProgress): Promise<LocustPart> {
  const table = openTable(file);
  const method = table.columns.text('method');
  const name = requireText(table, 'name', 'Name');
  const error = requireText(table, 'error', 'Error');
  const occurrences = requireNumber(table, 'occurrences', 'Occurrences');
  const firstSeen = table.columns.text('first-seen');
  const lastSeen = table.columns.text('last-seen');
  const rows = new FailureRows();
  const row = (cells: readonly string[], line: number, numbers: NumberReader): void => {
    const key: EndpointKey = { method: textAt(cells, method), name: textAt(cells, name) };
    const count = numbers.read(cells, occurrences, line);
    rows.add(
      key,
      textAt(cells, error),
      count,
      instantOf(textAt(cells, firstSeen)),
      instantOf(textAt(cells, lastSeen)),
    );
  };
  const outcome = await readTable(table, { row }, progress);
  return {
    ...tablePart('failures', file, outcome),
    version: firstSeen === null ? { below: '2.44.0' } : { atLeast: '2.44.0' },
    failures: rows.rows(),
  };
}

function textAt(cells: readonly string[], index: number | null): string {
  return index === null ? '' : (cells[index] ?? '');
}

/** `2026-11-23T11:29:46Z`; an empty cell, or one that a spreadsheet made something else of, is no instant. */
function instantOf(cell: string): number | null {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(cell) ? finite(Date.parse(cell)) : null;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
