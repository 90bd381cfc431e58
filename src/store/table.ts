import type { Field } from 'apache-arrow';

/**
 * A column of numbers on its way to or from an Arrow file. NaN is null in the file. `bits` is the width of the
 * floating-point numbers there.
 */
export interface Column {
  readonly name: string;
  readonly bits: 32 | 64;
  readonly values: Float64Array | Float32Array;
}

/** Rows of one endpoint: one record batch of the file. */
export interface Section {
  /** Index into the run's endpoints; `TOTAL` or `USERS` for what is of no single endpoint. */
  readonly endpoint: number;
  readonly length: number;
  readonly columns: readonly Column[];
}

/** `endpoint` of the rows of all endpoints together. */
export const TOTAL = -1;
/** `endpoint` of the rows that count users. */
export const USERS = -2;

/**
 * An Arrow IPC file (Feather version 2) of these sections, as its bytes in order. Every section has the column
 * `endpoint` and those of `columns`, in that order; a column that a section does not have is null there.
 */
export async function* writeTable(
  columns: readonly Pick<Column, 'name' | 'bits'>[],
  sections: readonly Section[],
): AsyncGenerator<Uint8Array> {
  const arrow = await import('apache-arrow');
  const fields: Field[] = [
    new arrow.Field('endpoint', new arrow.Int32(), false),
    ...columns.map(({ name, bits }) => new arrow.Field(name, floatOf(arrow, bits), true)),
  ];
  const schema = new arrow.Schema(fields);
  const batches = sections.map((section) => {
    const children = [
      arrow.makeData({
        type: new arrow.Int32(),
        data: new Int32Array(section.length).fill(section.endpoint),
      }),
      ...columns.map(({ name, bits }) => columnData(arrow, section, name, bits)),
    ];
    const type = new arrow.Struct(fields);
    return new arrow.RecordBatch(
      schema,
      arrow.makeData({ type, children, length: section.length, nullCount: 0 }),
    );
  });
  // A table without rows is a file all the same: with a schema and no batch.
  const table = batches.length > 0 ? batches : [new arrow.RecordBatch(schema)];
  yield* arrow.RecordBatchFileWriter.writeAll(table);
}

type Arrow = typeof import('apache-arrow');

function floatOf(arrow: Arrow, bits: 32 | 64) {
  return bits === 32 ? new arrow.Float32() : new arrow.Float64();
}

function columnData(arrow: Arrow, section: Section, name: string, bits: 32 | 64) {
  const { length } = section;
  const values =
    section.columns.find((column) => column.name === name)?.values ??
    (bits === 32 ? new Float32Array(length) : new Float64Array(length)).fill(Number.NaN);
  const nullBitmap = new Uint8Array(Math.ceil(length / 8));
  let nullCount = 0;
  for (let row = 0; row < length; row += 1) {
    if (Number.isNaN(values[row])) nullCount += 1;
    else nullBitmap[row >> 3] = (nullBitmap[row >> 3] ?? 0) | (1 << (row & 7));
  }
  const nulls = nullCount === 0 ? { nullCount } : { nullBitmap, nullCount };
  return bits === 32
    ? arrow.makeData({ type: new arrow.Float32(), data: values as Float32Array, length, ...nulls })
    : arrow.makeData({ type: new arrow.Float64(), data: values as Float64Array, length, ...nulls });
}

/** Sections by endpoint, each with its columns by name. */
export type SectionColumns = ReadonlyMap<number, ReadonlyMap<string, Float64Array | Float32Array>>;

/**
 * The sections of an Arrow IPC file. Rows of one endpoint may be in several batches (another tool may have written
 * the file anew) but not mixed with those of another.
 *
 * @returns null when the bytes are no such file.
 */
export async function readTable(bytes: Uint8Array): Promise<SectionColumns | null> {
  const arrow = await import('apache-arrow');
  const sections = new Map<number, Map<string, Float64Array | Float32Array>>();
  try {
    for (const batch of arrow.tableFromIPC(bytes).batches) {
      if (batch.numRows === 0) continue;
      const endpoint = Number(batch.getChild('endpoint')?.get(0));
      const columns = sections.get(endpoint) ?? new Map<string, Float64Array | Float32Array>();
      sections.set(endpoint, columns);
      batch.schema.fields.slice(1).forEach((field, index) => {
        const data = batch.data.children[index + 1];
        if (data === undefined) return;
        columns.set(field.name, joined(columns.get(field.name), withNaN(data)));
      });
    }
  } catch {
    return null;
  }
  return sections;
}

interface NumberData {
  readonly length: number;
  readonly offset: number;
  readonly nullCount: number;
  readonly values: ArrayLike<number>;
  getValid(index: number): boolean;
}

/** A copy of a column's values that owns its memory, with NaN for null. */
function withNaN(data: NumberData): Float64Array | Float32Array {
  const source = data.values;
  const values =
    source instanceof Float32Array || source instanceof Float64Array
      ? source.slice(0, data.length)
      : Float64Array.from({ length: data.length }, (_, row) => Number(source[row]));
  if (data.nullCount > 0) {
    for (let row = 0; row < data.length; row += 1) if (!data.getValid(row)) values[row] = Number.NaN;
  }
  return values;
}

function joined<T extends Float64Array | Float32Array>(before: T | undefined, after: T): T {
  if (before === undefined) return after;
  const all = (
    before instanceof Float32Array
      ? new Float32Array(before.length + after.length)
      : new Float64Array(before.length + after.length)
  ) as T;
  all.set(before);
  all.set(after, before.length);
  return all;
}
