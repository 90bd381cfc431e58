import { isUtf8 } from 'node:buffer';

/** What `SourceFile.encoding` can be. */
export type Encoding = 'utf-8' | 'utf-16le' | 'windows-1252';

/** Tells the encoding of a file from all its bytes, which are added piece by piece. */
export interface EncodingDetector {
  add(chunk: Uint8Array): void;
  /** 'utf-16le' by its byte order mark, 'utf-8' when every byte fits, else 'windows-1252'. */
  encoding(): Encoding;
}

/** A detector that has seen nothing yet. An empty file is 'utf-8'. */
export function encodingDetector(): EncodingDetector {
  let start: Uint8Array = new Uint8Array(0);
  let held: Uint8Array = new Uint8Array(0);
  let valid = true;
  return {
    add(chunk) {
      if (start.length < 2) start = Buffer.concat([start, chunk.subarray(0, 2)]);
      if (!valid) return;
      const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      const whole = bytes.length - unfinishedTail(bytes);
      valid = isUtf8(bytes.subarray(0, whole));
      // A copy: the reader may use the chunk's memory again.
      held = Uint8Array.from(bytes.subarray(whole));
    },
    encoding() {
      if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
      return valid && held.length === 0 ? 'utf-8' : 'windows-1252';
    },
  };
}

/** How many bytes at the end begin a UTF-8 character that is not complete yet: 0 to 3. */
function unfinishedTail(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}
