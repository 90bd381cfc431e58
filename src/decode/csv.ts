import { Problem } from '../model/problem.ts';
import { CsvRows, type CsvShape } from './csv-rows.ts';
import type { RowHandlers, TextSource } from './rows.ts';
import { textPieces } from './text-stream.ts';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** No table that anyone writes has a line as long as this; reading on would only fill the memory. */
const LONGEST_LINE_BYTES = 16_777_216;

/**
 * Reads CSV (RFC 4180) as a stream: cells in double quotes may hold delimiters, line ends and doubled quotes. The
 * delimiter is the one of `,` `;` and tab that the header has most of. Lines may end in LF, CR LF, CR CR LF (Python
 * on Windows) or CR; empty lines and a byte order mark are skipped. A row that is damaged costs that row, even when
 * its damage is a quote that is never closed.
 *
 * @param options.rowsEndLines take a last row without a line end as cut off: for files whose every row ends a line.
 * @throws {Problem} `csv-line-too-long` at a line of more than 16 MiB.
 */
export async function readCsv(
  source: TextSource,
  handlers: RowHandlers,
  options: { readonly rowsEndLines?: boolean } = {},
): Promise<void> {
  let rows: CsvRows | null = null;
  let pending: Buffer = Buffer.alloc(0);
  let lineEnd = LINE_FEED;
  for await (const piece of textPieces(source, (bytesRead) => handlers.progress(bytesRead))) {
    pending = Buffer.concat([pending, Buffer.from(piece)]);
    if (rows === null) {
      const shape = shapeOf(pending, options.rowsEndLines ?? false);
      if (shape === null) continue;
      rows = new CsvRows(handlers, shape);
      lineEnd = shape.lineEnds === 'cr' ? CARRIAGE_RETURN : LINE_FEED;
    }
    const end = pending.lastIndexOf(lineEnd) + 1;
    if (end === 0 && pending.length > LONGEST_LINE_BYTES) throw lineTooLong(source);
    if (end > 0) pending = pending.subarray(rows.read(pending.subarray(0, end), false));
  }
  const shape = { delimiter: delimiterOf(pending.toString()), lineEnds: 'lf', rowsEndLines: false } as const;
  rows ??= new CsvRows(handlers, shape);
  rows.read(withoutHalfLineEnd(pending, lineEnd), true);
}

/** The delimiter of a table, by its header line: the one of `,` `;` and tab that it has most of outside quotes. */
export function delimiterOf(headerLine: string): CsvShape['delimiter'] {
  const line = headerLine.replace(/"[^"]*"/g, '');
  const counts = ([',', ';', '\t'] as const).map((character) => ({
    character,
    count: line.split(character).length - 1,
  }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).character;
}

/** Null until the second line has begun. */
function shapeOf(start: Buffer, rowsEndLines: boolean): CsvShape | null {
  const text = start.toString().replace(/^[\r\n]+/, '');
  const end = text.search(/[\r\n]+[^\r\n]/);
  if (end === -1) return null;
  return {
    delimiter: delimiterOf(text.slice(0, end)),
    lineEnds: text.includes('\n') ? 'lf' : 'cr',
    rowsEndLines,
  };
}

/** A writer that was stopped between CR and LF had finished its row. */
function withoutHalfLineEnd(bytes: Buffer, lineEnd: number): Buffer {
  const isHalf = lineEnd === LINE_FEED && bytes[bytes.length - 1] === CARRIAGE_RETURN;
  return isHalf ? Buffer.concat([bytes.subarray(0, -1), Buffer.from('\n')]) : bytes;
}

function lineTooLong(source: TextSource): Problem {
  return new Problem(
    'input',
    'csv-line-too-long',
    `"${source.name}" has a line of more than 16 MiB, so it is no table that a load test wrote`,
    { where: { file: source.name }, fix: 'Import the files that Locust wrote.' },
  );
}
