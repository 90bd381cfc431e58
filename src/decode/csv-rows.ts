import { type CsvError, type Options, parse } from 'csv-parse/sync';
import type { RowHandlers } from './rows.ts';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** A quoted cell that goes on for longer than this is taken for a quote that was never closed. */
const LONGEST_RECORD_BYTES = 1_048_576;

/** Thrown out of csv-parse to start again on the line after a damaged record of several lines. */
const STOP_AND_RESUME = new Error('resume on the next line');

/** How one CSV file is written. */
export interface CsvShape {
  readonly delimiter: ',' | ';' | '\t';
  /** 'cr' for files with old Macintosh line ends; 'lf' covers CR LF and CR CR LF. */
  readonly lineEnds: 'lf' | 'cr';
  /** Take a last row without a line end as cut off, even when it has all its cells. */
  readonly rowsEndLines: boolean;
}

/**
 * Turns blocks of bytes into rows. csv-parse does the splitting; this adds what it cannot do: the line on which a
 * row starts, and going on after a row that is damaged.
 */
export class CsvRows {
  readonly #handlers: RowHandlers;
  readonly #shape: CsvShape;
  readonly #lineEnd: number;
  #width = 0;
  /** Line at which the unread bytes begin. */
  #line = 1;

  constructor(handlers: RowHandlers, shape: CsvShape) {
    this.#handlers = handlers;
    this.#shape = shape;
    this.#lineEnd = shape.lineEnds === 'cr' ? CARRIAGE_RETURN : LINE_FEED;
  }

  /**
   * Reads the rows of a block that ends at the end of a line or of the file.
   *
   * @returns how many bytes were read; the rest is the beginning of a row and has to come again with what follows.
   */
  read(block: Buffer, isLast: boolean): number {
    let at = 0;
    while (at < block.length) {
      const rest = block.subarray(at);
      const outcome = this.#readUntilDamage(rest, isLast);
      at += outcome.bytes;
      if (outcome.damage === null) break;
      const record = block.subarray(at);
      if (outcome.damage === 'unclosed-quote') {
        if (!isLast && record.length < LONGEST_RECORD_BYTES) return at;
        if (isLast && this.#isCutOff(record)) {
          this.#handlers.cutOff(this.#line);
          return block.length;
        }
      }
      at += this.#skipLine(record, outcome.reason);
    }
    return block.length;
  }

  #readUntilDamage(block: Buffer, isLast: boolean): Outcome {
    let bytes = 0;
    const take = (cells: string[], end: number): void => {
      const record = block.subarray(bytes, end);
      const blankLines = this.#countLineEnds(record.subarray(0, leadingLineEnds(record)));
      const lines = this.#countLineEnds(record);
      const isUnterminated = isLast && end === block.length && !endsLine(block);
      const fault = this.#faultOf(cells, isUnterminated);
      if (fault !== null && lines - blankLines > 1) throw new ResumeAfter(fault);
      this.#line += blankLines;
      if (fault === 'cut-off') this.#handlers.cutOff(this.#line);
      else if (fault !== null) this.#handlers.damaged(this.#line, fault);
      else this.#deliver(cells);
      this.#line += lines - blankLines;
      bytes = end;
    };
    try {
      parse(block, { ...this.#options(), on_record: (cells: string[], info) => take(cells, info.bytes) });
      return { bytes: block.length, damage: null, reason: '' };
    } catch (error) {
      return this.#damage(error, block, bytes);
    }
  }
}
