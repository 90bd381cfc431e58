import type { RowHandlers, TextSource } from '../../decode/rows.ts';
import { textLines } from '../../decode/text-stream.ts';
import { Problem } from '../../model/problem.ts';

/** Columns of free text. All others hold numbers, or 'N/A'. */
const TEXT_COLUMNS = new Set(['Type', 'Method', 'Name', 'Error']);
/** What a first line must hold to be of Locust 1.1.1 or older: the later ones do not quote these, or do not have them. */
const OLD_COLUMNS = /"# requests"|,"Occurrences"$|,"99\.99%","99\.999%?","100%"/;
const NUMBER_OR_NOTHING = /^(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|N\/A)$/;
/** A row longer than this is taken for one that lost its end. */
const LONGEST_ROW = 1_000_000;

/** How the cells of a row are laid out, as the header tells. */
interface Shape {
  readonly columns: number;
  /** Numbers before the first text: 'Timestamp' and 'User Count' in the history of Locust 1.0. */
  readonly leading: number;
  readonly texts: number;
  /** Numbers after the last text. */
  readonly trailing: number;
}

/**
 * True for the header of a file in the hand-made quoting of Locust 0.4 to 1.1.1: every header and every text in quotes,
 * quotes inside not escaped. Such a file is no CSV: a name may hold quotes, commas, line ends, even `","`.
 */
export function isHandQuotedHeader(firstLine: string): boolean {
  const header = firstLine.replace(/^\ufeff/, '').trim();
  const cells = header.split(',');
  return (
    cells.every((cell) => /^"[^"]+"$/.test(cell)) &&
    OLD_COLUMNS.test(header) &&
    shapeOf(cells.map(unquote)) !== null
  );
}

/**
 * Reads such a file, telling `handlers` of each row with its cells unquoted. Rows are recognised from their right end,
 * where the numbers are; lines are joined until those are there. Where name and message cannot be told apart, because
 * one holds `","`, all but the first part counts to the message.
 * @throws {Problem} when the first line is no header of this format.
 */
export async function readHandQuoted(source: TextSource, handlers: RowHandlers): Promise<void> {
  let reader: RowReader | null = null;
  let line = 0;
  for await (const text of textLines(source, (bytesRead) => handlers.progress(bytesRead))) {
    line++;
    if (reader !== null) {
      reader.take(text, line);
    } else if (text !== '') {
      const header = text.split(',').map(unquote);
      const shape = shapeOf(header);
      if (shape === null) throw unknownHeader(source, text, line);
      handlers.header(header, line);
      reader = new RowReader(shape, handlers);
    }
  }
  reader?.end();
}

function unknownHeader(source: TextSource, text: string, line: number): Problem {
  return new Problem(
    'input',
    'locust-header-unknown',
    `the first line is not one that Locust 0.4 to 1.1.1 writes: ${JSON.stringify(text.slice(0, 120))}`,
    { where: { file: source.name, line }, fix: 'Give the file as Locust wrote it, with its header line.' },
  );
}

/** Null when the columns are not numbers, then texts, then numbers: then rows could not be told apart. */
function shapeOf(header: readonly string[]): Shape | null {
  const isText = header.map((name) => TEXT_COLUMNS.has(name));
  const leading = isText.indexOf(true);
  const last = isText.lastIndexOf(true);
  const texts = isText.filter(Boolean).length;
  const trailing = header.length - 1 - last;
  if (leading === -1 || last - leading + 1 !== texts || trailing === 0) return null;
  return { columns: header.length, leading, texts, trailing };
}

class RowReader {
  readonly #shape: Shape;
  readonly #handlers: RowHandlers;
  /** Lines of a row whose end has not come yet. */
  #open: string[] = [];
  #openLine = 0;
  #openLength = 0;

  constructor(shape: Shape, handlers: RowHandlers) {
    this.#shape = shape;
    this.#handlers = handlers;
  }

  take(text: string, line: number): void {
    if (this.#open.length === 0) {
      if (text === '') return;
      if (!text.startsWith('"')) {
        this.#handlers.damaged(
          line,
          'does not begin with a quotation mark, as every row of this format does',
        );
        return;
      }
    }
    const tail = this.#readTail(text);
    if (this.#open.length > 0 && (this.#hasNoName() || this.#isRowOfItsOwn(text, tail))) {
      this.#handlers.damaged(this.#openLine, 'breaks off before the next row');
      this.#open = [];
    }
    if (this.#open.length === 0) {
      this.#openLine = line;
      this.#openLength = 0;
    }
    if (tail === null) this.#keepOpen(text);
    else this.#finish(text.slice(0, tail.start), tail.cells);
  }

  end(): void {
    if (this.#open.length > 0) this.#handlers.cutOff(this.#openLine);
  }

  #keepOpen(text: string): void {
    this.#open.push(text);
    this.#openLength += text.length + 1;
    if (this.#openLength <= LONGEST_ROW) return;
    this.#handlers.damaged(this.#openLine, 'has no end within a million characters');
    this.#open = [];
  }

  /** The numbers at the end of a line, if they are all there, and where they start. */
  #readTail(text: string): { readonly start: number; readonly cells: readonly string[] } | null {
    const cells: string[] = [];
    let end = text.length;
    while (cells.length < this.#shape.trailing) {
      const comma = end === 0 ? -1 : text.lastIndexOf(',', end - 1);
      const cell = unquote(text.slice(comma + 1, end));
      if (comma === -1 || !NUMBER_OR_NOTHING.test(cell)) return null;
      cells.unshift(cell);
      end = comma;
    }
    return text.charAt(end - 1) === '"' ? { start: end, cells } : null;
  }

  /** Whether the open row broke off before its first free text: a line end may be in a name, not in a method. */
  #hasNoName(): boolean {
    if (this.#shape.texts === 1) return false;
    return (this.#open[0] ?? '').split('","').length <= this.#shape.leading + 1;
  }

  /** Whether a line that could go on with an open row is a whole row: then the open one lost its end. */
  #isRowOfItsOwn(text: string, tail: { readonly start: number } | null): boolean {
    if (tail === null || !text.startsWith('"')) return false;
    if (this.#shape.leading + this.#shape.texts > 1) {
      return this.#splitHead(text.slice(0, tail.start)) !== null;
    }
    // With one text a row, a second line of a name looks like a row; a row that broke off among its numbers does not.
    return /",[\d.,]*$/.test(this.#open.at(-1) ?? '');
  }

  #finish(lastLineHead: string, tail: readonly string[]): void {
    const head = this.#splitHead([...this.#open, lastLineHead].join('\n'));
    this.#open = [];
    if (head !== null) this.#handlers.row([...head, ...tail], this.#openLine);
    else this.#handlers.damaged(this.#openLine, `has fewer than the header's ${this.#shape.columns} cells`);
  }

  /** The cells before the numbers; null when there are too few. */
  #splitHead(head: string): readonly string[] | null {
    if (head.length < 2 || !head.endsWith('"')) return null;
    let rest = head.slice(1, -1);
    const cells: string[] = [];
    while (cells.length < this.#shape.leading + this.#shape.texts - 1) {
      const separator = rest.indexOf('","');
      if (separator === -1) return null;
      cells.push(rest.slice(0, separator));
      rest = rest.slice(separator + 3);
    }
    const leading = cells.slice(0, this.#shape.leading);
    return leading.every((cell) => NUMBER_OR_NOTHING.test(cell)) ? [...cells, rest] : null;
  }
}

function unquote(cell: string): string {
  return /^".*"$/s.test(cell) ? cell.slice(1, -1) : cell;
}
