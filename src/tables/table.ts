/** A table as columns of equal length: what a spreadsheet's sheet and a DataFrame are made of. */
export interface Table {
  /** 'endpoints', 'windows', …: at most 31 characters, none of []:*?/\ (the rules of Excel for sheets). */
  readonly name: string;
  readonly columns: readonly TableColumn[];
}

/** Units are part of the name: 'p95_ms', 'throughput_per_s', 'started_epoch_ms'. Null: unknown, or not there. */
export interface TableColumn {
  readonly name: string;
  readonly values: readonly TableCell[];
}

export type TableCell = string | number | boolean | null;

/** A table of rows by column, in the order of `columns`. */
export function tableOf<Row>(
  name: string,
  rows: readonly Row[],
  columns: Readonly<Record<string, (row: Row) => TableCell>>,
): Table {
  return {
    name,
    columns: Object.entries(columns).map(([column, cell]) => ({ name: column, values: rows.map(cell) })),
  };
}

/** Rows of a table. */
export function rowCount({ columns }: Table): number {
  return columns[0]?.values.length ?? 0;
}
