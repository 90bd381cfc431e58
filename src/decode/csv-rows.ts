import { CsvError, type Options, parse } from 'csv-parse/sync';
import type { RowHandlers } from './rows.ts';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** A quoted cell that goes on for longer than this is taken for a quote that was never closed. */
const LONGEST_RECORD_BYTES = 1_048_576;

/** How one CSV file is written. */
export interface CsvShape {
  readonly delimiter: ',' | ';' | '\t';
  /** 'cr' for files with old Macintosh line ends; 'lf' covers CR LF and CR CR LF. */
  readonly lineEnds: 'lf' | 'cr';
  /** Take a last row without a line end as cut off, even when it has all its cells. */
  readonly rowsEndLines: boolean;
}

/** Why reading stopped before the end of a block. */
type Damage = { readonly kind: 'broken'; readonly reason: string } | { readonly kind: 'unclosed-quote' };

/** Thrown through csv-parse to stop it at a row of several lines that has too few or too many cells. */
class RaggedRow extends Error {}

/**
 * Turns blocks of bytes into rows. csv-parse does the splitting; this adds what it cannot do: the line on which a
 * row starts, and going on after a row that is damaged.
 */
export class CsvRows {
  readonly #handlers: RowHandlers;
  readonly #rowsEndLines: boolean;
  readonly #lineEnd: number;
  readonly #options: Options;
  #width = 0;
  /** The line at which the bytes not yet read begin. */
  #line = 1;

  constructor(handlers: RowHandlers, shape: CsvShape) {
    this.#handlers = handlers;
    this.#rowsEndLines = shape.rowsEndLines;
    this.#lineEnd = shape.lineEnds === 'cr' ? CARRIAGE_RETURN : LINE_FEED;
    this.#options = {
      delimiter: shape.delimiter,
      record_delimiter: shape.lineEnds === 'cr' ? ['\r'] : ['\r\r\n', '\r\n', '\n'],
      relax_column_count: true,
      skip_empty_lines: true,
    };
  }

  /**
   * Reads the rows of a block that ends at the end of a line, or of the file.
   *
   * @returns how many bytes were read; the rest is the beginning of a row and has to come again with what follows.
   */
  read(block: Buffer, isLast: boolean): number {
    let at = 0;
    while (at < block.length) {
      const { bytes, damage } = this.#readRows(block.subarray(at), isLast);
      at += bytes;
      if (damage === null) return block.length;
      at += this.#skipBlankLines(block.subarray(at));
      const record = block.subarray(at);
      if (damage.kind === 'unclosed-quote' && !isLast && record.length < LONGEST_RECORD_BYTES) return at;
      if (damage.kind === 'unclosed-quote' && isLast && this.#isCutOff(record)) {
        this.#handlers.cutOff(this.#line);
        return block.length;
      }
      const reason = damage.kind === 'broken' ? damage.reason : 'opens a quote that is never closed';
      this.#handlers.damaged(this.#line, reason);
      at += this.#skipLine(record);
    }
    return at;
  }

  #readRows(block: Buffer, isLast: boolean): { bytes: number; damage: Damage | null } {
    let bytes = 0;
    const take = (cells: string[], info: { readonly bytes: number }): null => {
      const isUnterminated = isLast && info.bytes === block.length && !this.#endsLine(block);
      this.#takeRow(cells, block.subarray(bytes, info.bytes), isUnterminated);
      bytes = info.bytes;
      return null;
    };
    try {
      parse(block, { ...this.#options, on_record: take });
      return { bytes: block.length, damage: null };
    } catch (error) {
      return { bytes, damage: damageOf(error) };
    }
  }

  #takeRow(cells: readonly string[], record: Buffer, isUnterminated: boolean): void {
    const lines = this.#countLines(record);
    const blankLines = this.#countLines(record.subarray(0, leadingLineEnds(record)));
    const line = this.#line + blankLines;
    const isRagged = this.#width > 0 && cells.length !== this.#width;
    if (isUnterminated && (isRagged || this.#rowsEndLines)) this.#handlers.cutOff(line);
    else if (isRagged) this.#refuse(cells.length, line, lines - blankLines);
    else this.#deliver(cells, line);
    this.#line += lines;
  }

  #refuse(cellCount: number, line: number, lines: number): void {
    const reason = `has ${cellCount} ${cellCount === 1 ? 'cell' : 'cells'}, the header has ${this.#width}`;
    if (lines > 1) throw new RaggedRow(reason);
    this.#handlers.damaged(line, reason);
  }

  #deliver(cells: readonly string[], line: number): void {
    if (this.#width > 0) {
      this.#handlers.row(cells, line);
    } else {
      this.#width = cells.length;
      this.#handlers.header(cells, line);
    }
  }

  /** A row that was being written when the file ended; not one whose quote runs over good rows. */
  #isCutOff(record: Buffer): boolean {
    const nextLine = record.indexOf(this.#lineEnd) + 1;
    if (this.#endsLine(record)) return false;
    if (nextLine === 0) return true;
    let hasGoodRow = false;
    const inspect = (cells: string[]): null => {
      hasGoodRow ||= cells.length === this.#width;
      return null;
    };
    try {
      parse(record.subarray(nextLine), { ...this.#options, on_record: inspect });
    } catch {
      return !hasGoodRow;
    }
    return !hasGoodRow;
  }

  #skipBlankLines(bytes: Buffer): number {
    const length = leadingLineEnds(bytes);
    this.#line += this.#countLines(bytes.subarray(0, length));
    return length;
  }

  #skipLine(bytes: Buffer): number {
    const end = bytes.indexOf(this.#lineEnd);
    this.#line += 1;
    return end === -1 ? bytes.length : end + 1;
  }

  #endsLine(bytes: Buffer): boolean {
    return bytes[bytes.length - 1] === this.#lineEnd;
  }

  #countLines(bytes: Buffer): number {
    let count = 0;
    for (let at = bytes.indexOf(this.#lineEnd); at !== -1; at = bytes.indexOf(this.#lineEnd, at + 1))
      count += 1;
    return count;
  }
}

function leadingLineEnds(bytes: Buffer): number {
  let length = 0;
  while (bytes[length] === LINE_FEED || bytes[length] === CARRIAGE_RETURN) length += 1;
  return length;
}

/** @throws whatever was thrown by a handler: only csv-parse's own errors are damage. */
function damageOf(error: unknown): Damage {
  if (error instanceof RaggedRow) return { kind: 'broken', reason: error.message };
  if (!(error instanceof CsvError)) throw error;
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return { kind: 'unclosed-quote' };
  const isAfterQuote = error.code === 'CSV_INVALID_CLOSING_QUOTE';
  return {
    kind: 'broken',
    reason: isAfterQuote ? 'has text after a closing quote' : 'has a quote in the middle of a cell',
  };
}
