import type { ExceptionGroup } from '../../model/run.ts';
import type { ReadProgress, SourceFile } from '../importer.ts';
import type { LocustPart } from './part.ts';
import { openTable, readTable } from './read-table.ts';
import { requireNumber, requireText } from './required-columns.ts';
import { tablePart } from './table-part.ts';

/**
 * Reads `_exceptions.csv` (1.4.2 to today) and the web page's download (0.7.3 on): errors in the test's own code.
 *
 * @throws {Problem} when a column is missing or no row can be read.
 */
export async function readExceptions(file: SourceFile, progress: ReadProgress): Promise<LocustPart> {
  const table = openTable(file);
  const count = requireNumber(table, 'occurrences', 'Count');
  const message = requireText(table, 'message', 'Message');
  const traceback = requireText(table, 'traceback', 'Traceback');
  const nodes = table.columns.text('nodes');
  const groups: ExceptionGroup[] = [];
  const outcome = await readTable(
    table,
    {
      row: (cells, line, numbers) => {
        groups.push({
          message: cells[message] ?? '',
          traceback: cells[traceback] ?? '',
          count: numbers.read(cells, count, line),
          nodes: sortedNodes(nodes === null ? '' : (cells[nodes] ?? '')),
        });
      },
    },
    progress,
  );
  return { ...tablePart('exceptions', file, outcome), exceptions: groups };
}

/** Locust writes the names of the workers in the order of a Python set, which is another one each time. */
function sortedNodes(nodes: string): string {
  return nodes.split(', ').sort().join(', ');
}
