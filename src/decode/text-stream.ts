import { Problem } from '../model/problem.ts';
import type { TextSource } from './rows.ts';

/** The text of a source piece by piece, without its byte order mark. `onBytes` is told how many bytes were read so far. */
export async function* textPieces(
  source: TextSource,
  onBytes: (bytesRead: number) => void,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder(source.encoding);
  let bytesRead = 0;
  for await (const chunk of source.chunks()) {
    bytesRead += chunk.byteLength;
    yield decoder.decode(chunk, { stream: true });
    onBytes(bytesRead);
  }
  yield decoder.decode();
}

/** JavaScript holds no text of more than 512 Mi characters. */
const LARGEST_WHOLE_BYTES = 500_000_000;

/**
 * The whole text of a source, for formats that cannot be read line by line.
 *
 * @throws {Problem} `file-too-large` when it has more than 500 MB.
 */
export async function wholeText(source: TextSource, onBytes: (bytesRead: number) => void): Promise<string> {
  if (source.sizeBytes > LARGEST_WHOLE_BYTES) {
    const megabytes = Math.round(source.sizeBytes / 1e6);
    throw new Problem(
      'input',
      'file-too-large',
      `"${source.name}" has ${megabytes} MB, at most 500 can be read at once`,
      {
        where: { file: source.name },
        fix: 'Import the CSV files of the run: they are read piece by piece.',
      },
    );
  }
  const pieces: string[] = [];
  for await (const piece of textPieces(source, onBytes)) pieces.push(piece);
  return pieces.join('');
}

/** Longer lines are cut, so that a file without line ends does not fill the memory. */
const LONGEST_LINE = 16_000_000;

/** The lines of a source without their ends (LF, CR LF or CR CR LF). */
export async function* textLines(
  source: TextSource,
  onBytes: (bytesRead: number) => void,
): AsyncGenerator<string, void, undefined> {
  for await (const { lines } of lineBlocks(source, onBytes)) yield* lines;
}

/** A piece of a source as whole lines, without their ends. */
interface LineBlock {
  readonly lines: readonly string[];
  /** Of the last block: nothing ends its last line, so that it may be cut. */
  readonly isUnended: boolean;
}

/** The lines of a source by the block, for logs of so many lines that waiting for each one takes longer than reading it. */
export async function* lineBlocks(
  source: TextSource,
  onBytes: (bytesRead: number) => void,
): AsyncGenerator<LineBlock, void, undefined> {
  let rest = '';
  for await (const piece of textPieces(source, onBytes)) {
    const lines = piece.split('\n');
    lines[0] = rest + lines[0];
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_LINE) {
      lines.push(rest);
      rest = '';
    }
    yield { lines: lines.map(withoutReturns), isUnended: false };
  }
  if (rest !== '') yield { lines: [rest], isUnended: true };
}

function withoutReturns(line: string): string {
  if (line.charCodeAt(line.length - 1) !== 13) return line;
  return line.endsWith('\r\r') ? line.slice(0, -2) : line.slice(0, -1);
}
