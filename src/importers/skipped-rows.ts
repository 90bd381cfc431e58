import type { Notice } from '../model/notice.ts';

/** How many damaged rows are listed by line, and how many of those with the reason. */
const LISTED = 20;
const EXPLAINED = 3;

/** A row that cannot be used; the reason goes on after 'line 7 '. */
export interface RefusedRow {
  readonly line: number;
  readonly reason: string;
}

/** Keeps count of the rows of one file that could not be read. */
export class SkippedRows {
  #count = 0;
  readonly #first: RefusedRow[] = [];

  /** @param reason one sentence that goes on after 'line 7 ': 'has 9 cells, the header has 24'. */
  add(line: number, reason: string): void {
    this.#count += 1;
    if (this.#first.length < LISTED) this.#first.push({ line, reason });
  }

  get count(): number {
    return this.#count;
  }

  /** One notice for all rows left out of a file; none when there are none. */
  notices(file: string): Notice[] {
    const listed = [...this.#first].sort((a, b) => a.line - b.line);
    const first = listed[0];
    if (first === undefined) return [];
    const explained = listed.slice(0, EXPLAINED).map(({ line, reason }) => `line ${line} ${reason}`);
    const others = listed.slice(EXPLAINED).map(({ line }) => line);
    if (others.length > 0) explained.push(`also line${others.length > 1 ? 's' : ''} ${others.join(', ')}`);
    if (this.#count > LISTED) explained.push(`and ${this.#count - LISTED} more`);
    const rows = this.#count === 1 ? '1 row was' : `${this.#count} rows were`;
    return [
      {
        code: 'rows-skipped',
        severity: 'warning',
        message: `${rows} left out because ${this.#count === 1 ? 'it' : 'they'} could not be read: ${explained.join('; ')}.`,
        where: { file, line: first.line },
        hint: 'The numbers are of the rows that could be read.',
      },
    ];
  }
}
