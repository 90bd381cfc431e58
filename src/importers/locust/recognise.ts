import { parse } from 'csv-parse/sync';
import { delimiterOf } from '../../decode/csv.ts';
import { headText } from '../../decode/head-text.ts';
import type { SourceFile } from '../importer.ts';
import { type Columns, columnsOf } from './columns.ts';
import { isHandQuotedHeader } from './hand-quoted.ts';
import { isHtmlReport } from './html-report.ts';
import { isJsonReport } from './json-report.ts';
import type { LocustFileKind } from './part.ts';
import { isRequestLogHeader } from './request-log-header.ts';

/** What a table's first line says. */
export interface TableHeader {
  readonly columns: Columns;
  readonly delimiter: ',' | ';' | '\t';
  /** True for the hand-made quoting of Locust 1.1.1 and older, which is no CSV. */
  readonly isHandQuoted: boolean;
}

/** Which of Locust's files this is, by its first bytes and never by its name; null when it is none. */
export function recogniseLocustFile(file: SourceFile): LocustFileKind | null {
  const head = headText(file.head, file.encoding);
  if (isHtmlReport(head)) return 'html';
  if (isJsonReport(head)) return 'json';
  const header = tableHeader(file);
  return header === null ? null : tableKind(header.columns);
}

/** Null when the first line is no table header at all. */
export function tableHeader(file: SourceFile): TableHeader | null {
  const line = /^[\r\n]*([^\r\n]+)/.exec(headText(file.head, file.encoding))?.[1];
  if (line === undefined) return null;
  const delimiter = delimiterOf(line);
  const cells = headerCells(line, delimiter);
  if (cells === null) return null;
  return {
    columns: columnsOf(cells),
    delimiter,
    isHandQuoted: delimiter === ',' && isHandQuotedHeader(line),
  };
}

function tableKind(columns: Columns): LocustFileKind | null {
  // With both of these it is Locust's, and a missing column is told by its name when it is read.
  const isOfEndpoints = columns.number('median') !== null && columns.number('average') !== null;
  const hasEndpoints =
    isOfEndpoints || (columns.text('name') !== null && columns.number('requests') !== null);
  if (isRequestLogHeader(columns.header)) return 'request-log';
  if (hasEndpoints && columns.number('timestamp') !== null) return 'history';
  if (hasEndpoints && columns.number('average') !== null) {
    return columns.percentiles.length > 0 ? 'stats' : 'requests';
  }
  if (hasEndpoints && columns.percentiles.length > 0) return 'distribution';
  if (columns.text('error') !== null && columns.number('occurrences') !== null) return 'failures';
  if (columns.text('traceback') !== null && columns.number('occurrences') !== null) return 'exceptions';
  return null;
}

function headerCells(line: string, delimiter: string): readonly string[] | null {
  try {
    return parse(line, { delimiter })[0] ?? null;
  } catch {
    return null;
  }
}
