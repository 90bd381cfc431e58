const NO_BYTES = Buffer.alloc(0);

/** Headers as they came. Nothing is made of them until someone asks. */
export class RawHeaders {
  readonly #bytes: Buffer;
  readonly #marks: readonly number[];

  /**
   * @param bytes not written to any more.
   * @param marks for each header where in the bytes its name begins and ends, and its value.
   */
  constructor(bytes: Buffer, marks: readonly number[]) {
    this.#bytes = bytes;
    this.#marks = marks;
  }

  /** Values of the header of this lower-case name, in their order. */
  values(name: string): string[] {
    const values: string[] = [];
    const marks = this.#marks;
    for (let at = 0; at < marks.length; at += MARKS) {
      if (this.#isName(at, name)) values.push(this.#text(marks[at + 2] as number, marks[at + 3] as number));
    }
    return values;
  }

  /** Of several, the values joined with ', '; null when there is none. */
  value(name: string): string | null {
    const marks = this.#marks;
    let value: string | null = null;
    for (let at = 0; at < marks.length; at += MARKS) {
      if (!this.#isName(at, name)) continue;
      const text = this.#text(marks[at + 2] as number, marks[at + 3] as number);
      value = value === null ? text : `${value}, ${text}`;
    }
    return value;
  }

  /** Whether there is a header of this lower-case name. */
  has(name: string): boolean {
    for (let at = 0; at < this.#marks.length; at += MARKS) {
      if (this.#isName(at, name)) return true;
    }
    return false;
  }

  /** Compares by length first: nearly all names differ in it or in their first letter. */
  #isName(at: number, name: string): boolean {
    const start = this.#marks[at] as number;
    if ((this.#marks[at + 1] as number) - start !== name.length) return false;
    for (let place = 0; place < name.length; place += 1) {
      if (lowerCase(this.#bytes[start + place] as number) !== name.charCodeAt(place)) return false;
    }
    return true;
  }

  /**
   * Without the spaces at its end, which are no part of it (RFC 9110, 5.5). Bytes above 127 have no meaning in HTTP;
   * servers that send some mostly mean UTF-8.
   */
  #text(start: number, end: number): string {
    let last = end;
    while (last > start && isSpace(this.#bytes[last - 1] as number)) last -= 1;
    return this.#bytes.toString('utf8', start, last);
  }
}

/** Of one header. */
const MARKS = 4;

export const NO_HEADERS = new RawHeaders(NO_BYTES, []);

function isSpace(byte: number): boolean {
  return byte === 32 || byte === 9;
}

function lowerCase(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte;
}
