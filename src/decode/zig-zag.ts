/**
 * Numbers as HdrHistogram's V2 encoding writes them: ZigZag, then 7 bits a byte with the least first; the ninth byte has
 * all 8 bits. Only numbers that a double holds exactly are read.
 *
 * Tene, G., HdrHistogram, "ZigZagEncoding.java".
 */

const BYTES_OF_A_LONG = 9;

/** Appends one whole number to `bytes`, its magnitude at most 2^52. */
export function pushZigZag(bytes: number[], value: number): void {
  let rest = value < 0 ? -2 * value - 1 : 2 * value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
}

/** Reads numbers one after the other. */
export class ZigZagReader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  #at: number;

  /** Reads the bytes from `from` until `end`. */
  constructor(bytes: Uint8Array, from: number, end: number) {
    this.#bytes = bytes;
    this.#at = from;
    this.#end = end;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#end;
  }

  /** The next number; null when the bytes end within it or it is beyond 2^53. */
  next(): number | null {
    let value = 0;
    let scale = 1;
    for (let place = 1; place <= BYTES_OF_A_LONG; place += 1) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined || this.#at >= this.#end) return null;
      this.#at += 1;
      if (byte < 0x80 || place === BYTES_OF_A_LONG) {
        const all = value + byte * scale;
        if (!Number.isSafeInteger(all)) return null;
        return all % 2 === 0 ? all / 2 : -(all + 1) / 2;
      }
      value += (byte & 0x7f) * scale;
      scale *= 0x80;
    }
    return null;
  }
}
