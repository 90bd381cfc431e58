import { deflateSync, inflateSync } from 'node:zlib';
import { LARGEST } from '../stats/histogram-layout.ts';
import { pushZigZag, ZigZagReader } from './zig-zag.ts';

// HdrHistogram's own format, so that its tools read our recordings: V2 encoding, compressed, base64.
// Tene, G., HdrHistogram, "AbstractHistogram.java": `encodeIntoCompressedByteBuffer`, `decodeFromByteBuffer`.
const COOKIE = 0x1c849303 | 0x10;
const COMPRESSED_COOKIE = 0x1c849304 | 0x10;
const OUTER_HEADER_BYTES = 8;
const HEADER_BYTES = 40;
const DIGITS = 3;

/** Deflating so little costs more time than the bytes are worth; zlib has a way to say that they are as they are. */
const MOST_STORED_BYTES = 512;
const LARGEST_INFLATED_BYTES = 4 * 1024 * 1024;
const LONGEST_TEXT = 4 * 1024 * 1024;

/** Counts of the buckets of `stats/histogram-layout.ts` that are not empty. */
export interface BucketCounts {
  /** Ascending. */
  readonly indices: ArrayLike<number>;
  readonly counts: ArrayLike<number>;
}

/** What a text holds, or why it holds nothing: 'it ends too early'. */
export type DecodedHdr =
  | { readonly indices: readonly number[]; readonly counts: readonly number[] }
  | { readonly reason: string };

/** The counts as an HdrHistogram V2 with 3 significant digits, compressed, in base64. Counts are at most 2^52. */
export function encodeHdr({ indices, counts }: BucketCounts): string {
  const payload: number[] = [];
  let next = 0;
  for (let i = 0; i < indices.length; i += 1) {
    const index = indices[i] ?? 0;
    // A negative number is a run of empty buckets; a single one is a zero.
    if (index > next) pushZigZag(payload, index - next === 1 ? 0 : next - index);
    pushZigZag(payload, counts[i] ?? 0);
    next = index + 1;
  }
  const plain = Buffer.alloc(HEADER_BYTES + payload.length);
  plain.writeUInt32BE(COOKIE, 0);
  plain.writeUInt32BE(payload.length, 4);
  plain.writeUInt32BE(0, 8);
  plain.writeUInt32BE(DIGITS, 12);
  plain.writeBigUInt64BE(1n, 16);
  plain.writeBigUInt64BE(BigInt(LARGEST), 24);
  plain.writeDoubleBE(1, 32);
  plain.set(payload, HEADER_BYTES);
  const compressed = plain.length <= MOST_STORED_BYTES ? stored(plain) : deflateSync(plain);
  const outer = Buffer.alloc(OUTER_HEADER_BYTES);
  outer.writeUInt32BE(COMPRESSED_COOKIE, 0);
  outer.writeUInt32BE(compressed.length, 4);
  return Buffer.concat([outer, compressed]).toString('base64');
}

/**
 * The buckets of an HdrHistogram that was encoded as `encodeHdr` does. Untrusted: anything else gives a reason, in words.
 * Histograms of another precision or unit are refused: their buckets are not those of `stats/histogram-layout.ts`.
 */
export function decodeHdr(text: string): DecodedHdr {
  if (text.length > LONGEST_TEXT) return { reason: 'it is longer than any histogram of ours' };
  const outer = Buffer.from(text, 'base64');
  if (outer.length < OUTER_HEADER_BYTES) return TOO_SHORT;
  if (outer.readUInt32BE(0) !== COMPRESSED_COOKIE) return { reason: 'it is no compressed V2 HdrHistogram' };
  const length = outer.readUInt32BE(4);
  const end = OUTER_HEADER_BYTES + length;
  if (outer.length < end) return TOO_SHORT;
  // A view of the bytes costs more than to read the few that most histograms have where they are.
  if (isStored(outer, OUTER_HEADER_BYTES, end)) {
    return bucketsOf(outer, OUTER_HEADER_BYTES + STORED_HEADER_BYTES, end - CHECKSUM_BYTES);
  }
  const plain = inflated(outer.subarray(OUTER_HEADER_BYTES, end));
  return plain === null ? { reason: 'it cannot be unpacked' } : bucketsOf(plain, 0, plain.length);
}

const TOO_SHORT = { reason: 'it ends too early' };

function bucketsOf(bytes: Buffer, from: number, end: number): DecodedHdr {
  if (end - from < HEADER_BYTES) return TOO_SHORT;
  if (bytes.readUInt32BE(from) !== COOKIE) return { reason: 'it is no V2 HdrHistogram' };
  const payload = from + HEADER_BYTES;
  const length = bytes.readUInt32BE(from + 4);
  if (end - payload < length) return TOO_SHORT;
  const digits = bytes.readUInt32BE(from + 12);
  if (digits !== DIGITS) return { reason: `it has ${digits} significant digits, only ${DIGITS} are read` };
  // The lowest value is 1 in ours; up to 1 the unit, and so the buckets, are the same. It has 8 bytes.
  if (bytes.readUInt32BE(from + 16) > 0 || bytes.readUInt32BE(from + 20) > 1) {
    return { reason: 'its lowest value is not 1' };
  }
  // hdr-histogram-js writes 1 and shifts nothing.
  if (bytes.readUInt32BE(from + 8) > 1) return { reason: 'its buckets are shifted' };
  return countsOf(new ZigZagReader(bytes, payload, payload + length));
}

/** One more than the bucket of `LARGEST`. */
const BUCKETS = 23 * 1024;

function countsOf(reader: ZigZagReader): DecodedHdr {
  const indices: number[] = [];
  const counts: number[] = [];
  let index = 0;
  let total = 0;
  while (!reader.isAtEnd) {
    const value = reader.next();
    if (value === null) return { reason: 'a count is cut off or too large' };
    if (value > 0) {
      indices.push(index);
      counts.push(value);
      total += value;
    }
    index += value < 0 ? -value : 1;
    if (index > BUCKETS) return { reason: 'it holds values above the largest that is read' };
  }
  if (!Number.isSafeInteger(total)) return { reason: 'its counts are too large' };
  return { indices, counts };
}

const ZLIB_HEADER = 0x7801;
const STORED_HEADER_BYTES = 7;
const CHECKSUM_BYTES = 4;

/** As a zlib stream (RFC 1950) of one block that is not compressed (RFC 1951, 3.2.4). */
function stored(plain: Buffer): Buffer {
  const stream = Buffer.alloc(STORED_HEADER_BYTES + plain.length + CHECKSUM_BYTES);
  stream.writeUInt16BE(ZLIB_HEADER, 0);
  stream.writeUInt8(1, 2);
  stream.writeUInt16LE(plain.length, 3);
  stream.writeUInt16LE(~plain.length & 0xffff, 5);
  plain.copy(stream, STORED_HEADER_BYTES);
  stream.writeUInt32BE(adler32(plain, 0, plain.length), STORED_HEADER_BYTES + plain.length);
  return stream;
}

/** Null when the bytes are no zlib stream, are damaged, or hold too much. */
function inflated(stream: Buffer): Buffer | null {
  try {
    return inflateSync(stream, { maxOutputLength: LARGEST_INFLATED_BYTES });
  } catch {
    return null;
  }
}

/** Whether these bytes are what `stored` made: then its content is read without the cost of setting zlib up. */
function isStored(bytes: Buffer, from: number, end: number): boolean {
  const length = end - from - STORED_HEADER_BYTES - CHECKSUM_BYTES;
  if (length < 0 || bytes.readUInt16BE(from) !== ZLIB_HEADER || bytes[from + 2] !== 1) return false;
  if (bytes.readUInt16LE(from + 3) !== length || bytes.readUInt16LE(from + 5) !== (~length & 0xffff))
    return false;
  const content = from + STORED_HEADER_BYTES;
  return bytes.readUInt32BE(content + length) === adler32(bytes, content, content + length);
}

/** RFC 1950, section 9. */
function adler32(bytes: Uint8Array, from: number, end: number): number {
  let a = 1;
  let b = 0;
  let at = from;
  while (at < end) {
    // So many can be added before the sums leave 32 bits.
    const until = Math.min(end, at + 3800);
    for (; at < until; at += 1) {
      a += bytes[at] ?? 0;
      b += a;
    }
    a %= 65521;
    b %= 65521;
  }
  return b * 65536 + a;
}
