import { readCsv } from '../../decode/csv.ts';
import {
  type NumberColumn,
  NumberReader,
  type NumberStyle,
  NumberStyleEvidence,
  UnreadableCell,
} from '../../decode/fields.ts';
import type { RowHandlers, TextSource } from '../../decode/rows.ts';
import type { Notice } from '../../model/notice.ts';
import { Problem } from '../../model/problem.ts';
import type { ReadProgress, SourceFile } from '../importer.ts';
import { type RefusedRow, SkippedRows } from '../skipped-rows.ts';
import { readHandQuoted } from './hand-quoted.ts';
import { type TableHeader, tableHeader } from './recognise.ts';

/** What reading a table tells besides its rows. */
export interface TableOutcome {
  readonly rowsRead: number;
  readonly rowsSkipped: number;
  readonly notices: readonly Notice[];
  /** True when the last row was cut off in the middle. */
  readonly cutOff: boolean;
}

/** What a reader does with a table. */
export interface TableReading {
  /** @throws {UnreadableCell} to have the row left out, counted and listed. */
  row(cells: readonly string[], line: number, numbers: NumberReader): void;
  /** Called after the last row; returns rows that were taken and turned out to be damaged. */
  end?(): readonly RefusedRow[];
  /** See `readCsv`. */
  readonly rowsEndLines?: boolean;
}

/** One table on its way in. */
export interface OpenTable extends TableHeader {
  readonly file: SourceFile;
}

/** @throws {Problem} `no-header` when the file has no header line. */
export function openTable(file: SourceFile): OpenTable {
  const header = tableHeader(file);
  if (header !== null) return { file, ...header };
  throw new Problem('input', 'no-header', `"${file.name}" has no header line`, {
    where: { file: file.name, line: 1 },
    fix: 'Import the file that Locust wrote, with its first line.',
  });
}

/**
 * Reads every row of one of Locust's tables, in either quoting, with numbers as Locust or a spreadsheet wrote them.
 *
 * @throws {Problem} when a number is ambiguous, or when no row at all could be read.
 */
export async function readTable(
  table: OpenTable,
  reading: TableReading,
  progress: ReadProgress,
): Promise<TableOutcome> {
  const { file } = table;
  const numbers = new NumberReader(file.name, table.isHandQuoted ? 'point' : await settleStyle(table));
  const skipped = new SkippedRows();
  let rowsRead = 0;
  let cutOffLine: number | null = null;
  const skip = (line: number, reason: string): void => skipped.add(line, reason);
  const handlers: RowHandlers = {
    header: () => undefined,
    row: (cells, line) => {
      try {
        reading.row(cells, line, numbers);
        rowsRead += 1;
      } catch (error) {
        if (!(error instanceof UnreadableCell)) throw error;
        skip(line, error.message);
      }
    },
    damaged: skip,
    cutOff: (line) => {
      cutOffLine = line;
    },
    progress: (bytesRead) => progress({ file: file.name, bytesRead, sizeBytes: file.sizeBytes }),
  };
  if (table.isHandQuoted) await readHandQuoted(file, handlers);
  else await readCsv(file, handlers, { rowsEndLines: reading.rowsEndLines ?? false });
  for (const { line, reason } of reading.end?.() ?? []) {
    skip(line, reason);
    rowsRead -= 1;
  }
  if (rowsRead === 0 && skipped.count > 0) throw numbers.shortenedTimestamp ?? nothingReadable(file, skipped);
  return {
    rowsRead,
    rowsSkipped: skipped.count,
    notices: [
      ...skipped.notices(file.name),
      ...cutOffNotices(file, cutOffLine),
      ...spreadsheetNotices(table, numbers),
    ],
    cutOff: cutOffLine !== null,
  };
}

/** Looks at the first bytes and, only when they leave it open, at the whole file. */
async function settleStyle({ file, columns }: OpenTable): Promise<NumberStyle | null> {
  const head: TextSource = {
    name: file.name,
    sizeBytes: file.head.length,
    encoding: file.encoding,
    async *chunks() {
      yield file.head;
    },
  };
  return (await styleOf(head, columns.numbers)) ?? (await styleOf(file, columns.numbers));
}

async function styleOf(source: TextSource, columns: readonly NumberColumn[]): Promise<NumberStyle | null> {
  const evidence = new NumberStyleEvidence();
  const ignore = (): void => undefined;
  await readCsv(source, {
    header: ignore,
    row: (cells) => evidence.add(cells, columns),
    damaged: ignore,
    cutOff: ignore,
    progress: ignore,
  });
  return evidence.style;
}

function nothingReadable(file: SourceFile, skipped: SkippedRows): Problem {
  const [notice] = skipped.notices(file.name);
  const why = notice === undefined ? '' : `: ${notice.message.replace(/\.$/, '')}`;
  return new Problem('input', 'no-readable-row', `no row of "${file.name}" could be read${why}`, {
    where: notice?.where ?? { file: file.name },
    fix: 'Import the file that Locust wrote.',
  });
}

function cutOffNotices(file: SourceFile, line: number | null): Notice[] {
  if (line === null) return [];
  return [
    {
      code: 'cut-off-last-line',
      severity: 'warning',
      message: `The last line of "${file.name}" was cut off in the middle and is left out.`,
      where: { file: file.name, line },
      hint: 'A killed process or a full disk does that; so does copying a file while it is written.',
    },
  ];
}

function spreadsheetNotices({ file, delimiter }: OpenTable, numbers: NumberReader): Notice[] {
  if (delimiter === ',' && !numbers.sawSpreadsheet) return [];
  return [
    {
      code: 'spreadsheet-numbers',
      severity: 'warning',
      message: `"${file.name}" was saved by a spreadsheet; its numbers were read with ${numbers.styleInWords}.`,
      where: { file: file.name },
      hint: 'A spreadsheet may round numbers or turn them into dates. Import the file that Locust wrote.',
    },
  ];
}
