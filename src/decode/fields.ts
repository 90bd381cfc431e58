import { Problem } from '../model/problem.ts';

/** How a file writes its numbers: `1234.5` as programs do, or `1.234,5` as a spreadsheet may. */
export type NumberStyle = 'point' | 'decimal-comma';

/** A column of numbers. Counts are whole and not negative; timestamps are whole Unix seconds. */
export interface NumberColumn {
  readonly index: number;
  readonly title: string;
  readonly kind: 'count' | 'decimal' | 'timestamp';
}

/** Why one row cannot be used; the row is left out and the file goes on. */
export class UnreadableCell extends Error {
  override readonly name = 'UnreadableCell';
}

const RESAVED = 'The file looks re-saved by a spreadsheet. Import the file that Locust wrote.';
const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const PLAIN_GROUPED = /^-?[1-9]\d{0,2}(?:([,\u0020\u00a0\u202f'’])\d{3})(?:\1\d{3})*(?:\.\d+)?$/;
const COMMA_NUMBER = /^-?\d+(?:,\d+)?(?:[eE][+-]?\d+)?$/;
const COMMA_GROUPED = /^-?[1-9]\d{0,2}(?:([.\u0020\u00a0\u202f'’])\d{3})(?:\1\d{3})*(?:,\d+)?$/;
const SHORTENED_TIMESTAMP = /^\d+(?:[.,]\d+)?[eE]\+?\d+$/;

/**
 * Tells from some cells of a file how it writes its numbers, when one of them leaves no doubt: `418,5` can only be a
 * decimal comma, `1.204` only a thousands separator in a column of counts.
 */
export class NumberStyleEvidence {
  #point = 0;
  #comma = 0;

  /** Looks at one row. */
  add(cells: readonly string[], columns: readonly NumberColumn[]): void {
    for (const column of columns) {
      const cell = cells[column.index] ?? '';
      const point = readAs('point', cell, column.kind);
      const comma = readAs('decimal-comma', cell, column.kind);
      if (point !== null && comma === null) this.#point += 1;
      if (comma !== null && point === null) this.#comma += 1;
    }
  }

  /** The style that more cells speak for; null while none does, or as many for the one as for the other. */
  get style(): NumberStyle | null {
    if (this.#point === this.#comma) return null;
    return this.#point > this.#comma ? 'point' : 'decimal-comma';
  }
}

/** Reads the numbers of one file, all in one style. */
export class NumberReader {
  readonly #file: string;
  readonly #style: NumberStyle | null;
  #hasGroups = false;
  #firstShortened: Problem | null = null;

  /** @param style null when the file did not settle it: numbers that could be read two ways are then refused. */
  constructor(file: string, style: NumberStyle | null) {
    this.#file = file;
    this.#style = style;
  }

  /** True when a number was met that a spreadsheet wrote, not Locust. */
  get sawSpreadsheet(): boolean {
    return this.#style === 'decimal-comma' || this.#hasGroups;
  }

  /** `timestamp-shortened`, of the first cell where a spreadsheet has cut off digits of a timestamp; null without any. */
  get shortenedTimestamp(): Problem | null {
    return this.#firstShortened;
  }

  /** 'decimal commas' or 'decimal points', for a notice. */
  get styleInWords(): string {
    return this.#style === 'decimal-comma' ? 'decimal commas' : 'decimal points';
  }

  /**
   * The number in a cell.
   *
   * @throws {UnreadableCell} when there is none; the message is the reason, without a full stop.
   * @throws {Problem} `number-ambiguous` when it could be two numbers.
   */
  read(cells: readonly string[], column: NumberColumn, line: number): number {
    const cell = cells[column.index] ?? '';
    if (column.kind === 'timestamp' && SHORTENED_TIMESTAMP.test(cell))
      this.#refuseShortened(cell, column, line);
    if (this.#style !== 'decimal-comma' && PLAIN_NUMBER.test(cell) && !this.#isDoubtful(cell)) {
      const value = Number(cell);
      if (fits(value, column.kind)) return value;
    }
    return this.#readUnusual(cell, column, line);
  }

  #isDoubtful(cell: string): boolean {
    return this.#style === null && COMMA_GROUPED.test(cell);
  }

  #readUnusual(cell: string, column: NumberColumn, line: number): number {
    const point = this.#style === 'decimal-comma' ? null : readAs('point', cell, column.kind);
    const comma = this.#style === 'point' ? null : readAs('decimal-comma', cell, column.kind);
    if (point !== null && comma !== null && point !== comma) throw this.#ambiguous(cell, column, line);
    const value = point ?? comma;
    if (value === null)
      throw new UnreadableCell(`has ${quote(cell)} in ${quote(column.title)}, not ${wanted(column)}`);
    this.#hasGroups ||= !PLAIN_NUMBER.test(cell);
    return value;
  }

  #ambiguous(cell: string, column: NumberColumn, line: number): Problem {
    return new Problem(
      'input',
      'number-ambiguous',
      `${quote(cell)} in ${quote(column.title)} could be read as two numbers, and no other cell of the file settles which`,
      { where: { file: this.#file, line, column: column.title }, fix: RESAVED },
    );
  }

  /** One such cell is damage; a file where every row has one was spoilt by a spreadsheet. */
  #refuseShortened(cell: string, column: NumberColumn, line: number): never {
    this.#firstShortened ??= new Problem(
      'input',
      'timestamp-shortened',
      `the time ${quote(cell)} in ${quote(column.title)} has lost its last digits, so nothing can be told over time`,
      { where: { file: this.#file, line, column: column.title }, fix: RESAVED },
    );
    throw new UnreadableCell(`has ${quote(cell)} in ${quote(column.title)}, a time without its last digits`);
  }
}

/** A cell as it is shown in a message: in quotes, control characters escaped, at most 60 characters. */
export function quote(cell: string): string {
  const characters = Array.from(cell);
  return JSON.stringify(characters.length > 60 ? `${characters.slice(0, 59).join('')}…` : cell);
}

function readAs(style: NumberStyle, cell: string, kind: NumberColumn['kind']): number | null {
  const isPlain = (style === 'point' ? PLAIN_NUMBER : COMMA_NUMBER).test(cell);
  if (!isPlain && !(style === 'point' ? PLAIN_GROUPED : COMMA_GROUPED).test(cell)) return null;
  const text = cell.replace(style === 'point' ? /[^\d.eE+-]/g : /[^\d,eE+-]/g, '').replace(',', '.');
  const value = Number(text);
  return fits(value, kind) ? value : null;
}

function fits(value: number, kind: NumberColumn['kind']): boolean {
  if (kind === 'decimal') return Number.isFinite(value);
  return Number.isSafeInteger(value) && value >= 0;
}

function wanted(column: NumberColumn): string {
  if (column.kind === 'timestamp') return 'a time in whole seconds since 1970';
  return column.kind === 'count' ? 'a whole number' : 'a number';
}
