import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import {
  build,
  decodeFromCompressedBase64,
  encodeIntoCompressedBase64,
  type JsHistogram,
} from 'hdr-histogram-js';
import { describe, expect, it } from 'vitest';
import { decodeHdr, encodeHdr } from '../../src/decode/hdr-histogram.ts';
import { bucketOf, LARGEST, lowestOf, widthOf } from '../../src/stats/histogram-layout.ts';

const LAST_BUCKET = bucketOf(LARGEST);

/** Buckets with counts, ascending, as anything can have been measured. */
const buckets = fc
  .uniqueArray(fc.tuple(fc.nat({ max: LAST_BUCKET }), fc.integer({ min: 1, max: 2 ** 32 - 1 })), {
    selector: ([index]) => index,
    maxLength: 400,
  })
  .map((entries) => entries.sort(([a], [b]) => a - b));

function encoded(entries: readonly (readonly [number, number])[]): string {
  return encodeHdr({
    indices: Uint32Array.from(entries, ([index]) => index),
    counts: Uint32Array.from(entries, ([, count]) => count),
  });
}

/** An outer frame around what a test made. */
function framed(plain: Uint8Array): string {
  const compressed = deflateSync(plain);
  const outer = Buffer.alloc(8);
  outer.writeUInt32BE(0x1c849314, 0);
  outer.writeUInt32BE(compressed.length, 4);
  return Buffer.concat([outer, compressed]).toString('base64');
}

/** The inner bytes of an encoded histogram of a few values, to be changed. */
function plain(change: (bytes: Buffer) => void, payload = [2, 4]): string {
  const bytes = Buffer.alloc(40 + payload.length);
  bytes.writeUInt32BE(0x1c849313, 0);
  bytes.writeUInt32BE(payload.length, 4);
  bytes.writeUInt32BE(3, 12);
  bytes.writeBigUInt64BE(1n, 16);
  bytes.writeBigUInt64BE(BigInt(LARGEST), 24);
  bytes.writeDoubleBE(1, 32);
  bytes.set(payload, 40);
  change(bytes);
  return framed(bytes);
}

describe('against hdr-histogram-js', () => {
  it('it reads the counts that we write', () => {
    fc.assert(
      fc.property(buckets, (entries) => {
        const theirs = decodeFromCompressedBase64(encoded(entries)) as JsHistogram;
        const found: [number, number][] = [];
        for (let index = 0; index <= LAST_BUCKET; index += 1) {
          const count = theirs.getCountAtIndex(index);
          if (count !== 0) found.push([index, count]);
        }
        expect(found).toEqual(entries);
      }),
      { numRuns: 60 },
    );
  });

  it('we read the counts that it writes', () => {
    const values = fc.array(fc.nat({ max: 2 ** 31 - 1 }), { maxLength: 200 });
    fc.assert(
      fc.property(values, (recorded) => {
        const theirs = build({
          lowestDiscernibleValue: 1,
          highestTrackableValue: 2 ** 31,
          numberOfSignificantValueDigits: 3,
        });
        for (const value of recorded) theirs.recordValue(value);
        const counts = new Map<number, number>();
        for (const value of recorded) counts.set(bucketOf(value), (counts.get(bucketOf(value)) ?? 0) + 1);
        const sorted = [...counts].sort(([a], [b]) => a - b);
        expect(decodeHdr(encodeIntoCompressedBase64(theirs))).toEqual({
          indices: sorted.map(([index]) => index),
          counts: sorted.map(([, count]) => count),
        });
      }),
      { numRuns: 60 },
    );
  });

  it('its percentiles of our histogram lie in the bucket of the value', () => {
    const theirs = decodeFromCompressedBase64(encoded([[bucketOf(1_500_000), 10]]));
    const bucket = bucketOf(1_500_000);
    expect(theirs.getValueAtPercentile(50)).toBeGreaterThanOrEqual(lowestOf(bucket));
    expect(theirs.getValueAtPercentile(50)).toBeLessThan(lowestOf(bucket) + widthOf(bucket));
  });
});

it('what is written is read again, whether it is small enough to be stored or was deflated', () => {
  fc.assert(
    fc.property(buckets, (entries) => {
      expect(decodeHdr(encoded(entries))).toEqual({
        indices: entries.map(([index]) => index),
        counts: entries.map(([, count]) => count),
      });
    }),
    { numRuns: 100 },
  );
});

describe('what is refused', () => {
  it.each([
    ['nothing', '', 'it ends too early'],
    ['other bytes', Buffer.from('hello world').toString('base64'), 'it is no compressed V2 HdrHistogram'],
    ['a cut end', encoded([[5, 1]]).slice(0, 40), 'it ends too early'],
    [
      'no zlib inside',
      Buffer.from('1c849314000000020000', 'hex').toString('base64'),
      'it cannot be unpacked',
    ],
    [
      'another version inside',
      plain((bytes) => bytes.writeUInt32BE(0x1c849301, 0)),
      'it is no V2 HdrHistogram',
    ],
    ['a payload longer than the bytes', plain((bytes) => bytes.writeUInt32BE(99, 4)), 'it ends too early'],
    [
      'another precision',
      plain((bytes) => bytes.writeUInt32BE(2, 12)),
      'it has 2 significant digits, only 3 are read',
    ],
    ['another unit', plain((bytes) => bytes.writeBigUInt64BE(1000n, 16)), 'its lowest value is not 1'],
    ['shifted buckets', plain((bytes) => bytes.writeUInt32BE(7, 8)), 'its buckets are shifted'],
    ['a count that is cut off', plain(() => {}, [0x80]), 'a count is cut off or too large'],
    [
      'a count beyond 2^53',
      plain(() => {}, [255, 255, 255, 255, 255, 255, 255, 255, 255]),
      'a count is cut off or too large',
    ],
    [
      'more buckets than there are',
      plain(() => {}, [255, 255, 255, 127]),
      'it holds values above the largest that is read',
    ],
  ])('%s', (_, text, reason) => {
    expect(decodeHdr(text)).toEqual({ reason });
  });

  it('a bomb: much from little', () => {
    expect(decodeHdr(framed(new Uint8Array(64 * 1024 * 1024)))).toEqual({ reason: 'it cannot be unpacked' });
  });

  it('any text at all gives counts or a reason', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('base64')),
        ),
        (text) => {
          expect(Object.keys(decodeHdr(text)).length).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('a changed byte anywhere gives counts or a reason', () => {
    const good = Buffer.from(
      encoded([
        [3, 1],
        [900, 12],
        [4000, 7],
      ]),
      'base64',
    );
    fc.assert(
      fc.property(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 }), (at, byte) => {
        const bad = Buffer.from(good);
        bad[at] = byte;
        expect(Object.keys(decodeHdr(bad.toString('base64'))).length).toBeGreaterThan(0);
      }),
    );
  });
});
