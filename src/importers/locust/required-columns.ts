import type { NumberColumn } from '../../decode/fields.ts';
import { Problem } from '../../model/problem.ts';
import type { OpenTable } from './read-table.ts';

/** @throws {Problem} `missing-column`, naming the title that Locust writes today. */
export function requireText(
  table: OpenTable,
  role: Parameters<OpenTable['columns']['text']>[0],
  title: string,
): number {
  return table.columns.text(role) ?? missing(table, title);
}

/** @throws {Problem} `missing-column`, naming the title that Locust writes today. */
export function requireNumber(
  table: OpenTable,
  role: Parameters<OpenTable['columns']['number']>[0],
  title: string,
): NumberColumn {
  return table.columns.number(role) ?? missing(table, title);
}

function missing(table: OpenTable, title: string): never {
  const found = table.columns.header.map((cell) => `"${cell}"`).join(', ');
  throw new Problem(
    'input',
    'missing-column',
    `"${table.file.name}" has no column "${title}"; it has ${found.slice(0, 500)}`,
    { where: { file: table.file.name, line: 1, column: title }, fix: 'Import the file that Locust wrote.' },
  );
}
