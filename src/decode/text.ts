import type { TextSource } from './rows.ts';

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * The text of a source as UTF-8 bytes, whatever its encoding, without a byte order mark.
 *
 * @param progress told how many bytes of the source have been read, after every chunk.
 */
export async function* utf8Chunks(
  source: TextSource,
  progress: (bytesRead: number) => void,
): AsyncGenerator<Buffer> {
  const recode = source.encoding === 'utf-8' ? withoutByteOrderMark() : recoder(source.encoding);
  let bytesRead = 0;
  for await (const chunk of source.chunks()) {
    bytesRead += chunk.length;
    progress(bytesRead);
    const bytes = recode(chunk, false);
    if (bytes.length > 0) yield bytes;
  }
  const rest = recode(new Uint8Array(0), true);
  if (rest.length > 0) yield rest;
}

/** The first bytes of a file as text; a character cut in half at their end is left out. */
export function headText(head: Uint8Array, encoding: TextSource['encoding']): string {
  return new TextDecoder(encoding).decode(head, { stream: true });
}

type Recode = (chunk: Uint8Array, isLast: boolean) => Buffer;

function recoder(encoding: string): Recode {
  const decoder = new TextDecoder(encoding);
  return (chunk, isLast) => Buffer.from(decoder.decode(chunk, { stream: !isLast }), 'utf8');
}

function withoutByteOrderMark(): Recode {
  let start: Buffer | null = Buffer.alloc(0);
  return (chunk, isLast) => {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (start === null) return bytes;
    const whole: Buffer = Buffer.concat([start, bytes]);
    if (whole.length < BYTE_ORDER_MARK.length && !isLast) {
      start = whole;
      return Buffer.alloc(0);
    }
    start = null;
    const hasMark = whole.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
    return hasMark ? whole.subarray(BYTE_ORDER_MARK.length) : whole;
  };
}
