/** Headers as they came: name, value, name, value … Nothing is made of them until someone asks. */
export type RawHeaders = readonly Uint8Array[];

/** Values of the header of this lower-case name, in their order. */
export function headerValues(headers: RawHeaders, name: string): string[] {
  const values: string[] = [];
  for (let at = 0; at + 1 < headers.length; at += 2) {
    if (isName(headers[at] as Uint8Array, name)) values.push(text(headers[at + 1] as Uint8Array));
  }
  return values;
}

/** Of several, the values joined with ', '; null when there is none. */
export function headerValue(headers: RawHeaders, name: string): string | null {
  const values = headerValues(headers, name);
  return values.length === 0 ? null : values.join(', ');
}

/** Whether there is a header of this lower-case name. */
export function hasHeader(headers: RawHeaders, name: string): boolean {
  for (let at = 0; at < headers.length; at += 2) {
    if (isName(headers[at] as Uint8Array, name)) return true;
  }
  return false;
}

/** Compares by length first: nearly all names differ in it or in their first letter. */
function isName(bytes: Uint8Array, name: string): boolean {
  if (bytes.length !== name.length) return false;
  for (let at = 0; at < name.length; at++) {
    if (lowerCase(bytes[at] as number) !== name.charCodeAt(at)) return false;
  }
  return true;
}

function lowerCase(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte;
}

/** Bytes above 127 have no meaning in HTTP; servers that send some mostly mean UTF-8. */
function text(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
}
