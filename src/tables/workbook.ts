import { utils, write } from '@e965/xlsx';
import { rowCount, type Table, type TableCell } from './table.ts';

/** What a cell of Excel holds at most, in UTF-16 units. */
const LONGEST_TEXT = 32_767;
/** Rows of a sheet, the heading among them. */
const MOST_ROWS = 1_048_576;

/** How much did not fit into the workbook. */
export interface WorkbookLosses {
  /** Rows beyond those that a sheet can hold, by sheet. */
  readonly rows: readonly { readonly sheet: string; readonly left: number }[];
  /** Cells whose text was cut. */
  readonly cutTexts: number;
}

/**
 * An Excel workbook (.xlsx) with a sheet per table. Text is stored as text, so that none of it is taken for a formula,
 * whatever it begins with. Equal tables give equal bytes.
 */
export function workbookOf(tables: readonly Table[]): {
  readonly bytes: Uint8Array;
  readonly losses: WorkbookLosses;
} {
  const book = utils.book_new();
  // Else the library writes when it was at work.
  book.Props = { CreatedDate: new Date(0), ModifiedDate: new Date(0) };
  const lost: { readonly sheet: string; readonly left: number }[] = [];
  let cutTexts = 0;
  for (const table of tables) {
    const rows = Math.min(rowCount(table), MOST_ROWS - 1);
    if (rows < rowCount(table)) lost.push({ sheet: table.name, left: rowCount(table) - rows });
    const cell = (value: TableCell | undefined): TableCell => {
      if (typeof value !== 'string' || value.length <= LONGEST_TEXT) return value ?? null;
      cutTexts += 1;
      return `${value.slice(0, LONGEST_TEXT - 1)}…`;
    };
    const cells = Array.from({ length: rows }, (_, row) =>
      table.columns.map(({ values }) => cell(values[row])),
    );
    const sheet = utils.aoa_to_sheet([table.columns.map(({ name }) => name), ...cells]);
    utils.book_append_sheet(book, sheet, table.name);
  }
  const bytes: Uint8Array = write(book, { type: 'buffer', bookType: 'xlsx', compression: true });
  return { bytes, losses: { rows: lost, cutTexts } };
}
