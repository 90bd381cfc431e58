import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStreamMeter, type StreamOutcome } from '../../../src/engine/stream/stream-meter.ts';

const encoder = new TextEncoder();

/** The same bytes, read in pieces that end at these places; a piece a millisecond. */
function readInPieces(
  bytes: Uint8Array,
  ends: readonly number[],
  contentType = 'text/event-stream',
): StreamOutcome {
  const meter = createStreamMeter(true, contentType, 0);
  const places = [...new Set(ends.map((end) => end % (bytes.length + 1)))].sort((a, b) => a - b);
  let at = 0;
  for (const [i, end] of [...places, bytes.length].entries()) {
    meter.onChunk(bytes.subarray(at, end), i);
    at = end;
  }
  return meter.finish();
}

const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => `data: ${text.replace(/[\r\n]/g, ' ')}`),
  fc
    .string({ unit: 'grapheme', maxLength: 20 })
    .map((content) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}`),
  fc.constantFrom('data: [DONE]', ': ping', 'event: token', 'id: 7', 'retry: 5', 'data', 'nonsense', ''),
);
const lineEnd = fc.constantFrom('\n', '\r\n', '\r', '\n\n', '\r\n\r\n', '\r\r');
const stream = fc
  .array(fc.tuple(piece, lineEnd), { maxLength: 30 })
  .map((lines) => encoder.encode(lines.flat().join('')));
const cuts = fc.array(fc.nat(4000), { maxLength: 40 });

describe('a stream', () => {
  it('has the same text and tokens, however its bytes are cut', () => {
    fc.assert(
      fc.property(stream, cuts, (bytes, ends) => {
        const { text, tokens, chunks } = readInPieces(bytes, []);
        expect(readInPieces(bytes, ends)).toMatchObject({ text, tokens, chunks });
        const everyByte = Array.from({ length: bytes.length }, (_, i) => i);
        expect(readInPieces(bytes, everyByte)).toMatchObject({ text, tokens, chunks });
      }),
      { numRuns: 300 },
    );
  });

  it('of plain text has the same text, however its bytes are cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), cuts, (text, ends) => {
        const outcome = readInPieces(encoder.encode(text), ends, 'text/plain');
        // Decoders drop a byte order mark at the start.
        expect(outcome.text).toBe(text.replace(/^\ufeff/, ''));
      }),
    );
  });

  it('of any bytes does no harm, and what is measured of it is possible', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), cuts, (bytes, ends) => {
        const { text, chunks, coalescedChunks, measures } = readInPieces(bytes, ends);
        expect(text).toBe(readInPieces(bytes, []).text);
        expect(coalescedChunks).toBeLessThanOrEqual(Math.max(0, chunks - 1));
        for (const { value } of measures) expect(value).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });

  it('without a line end is given up after 1 MiB, and takes no more memory', () => {
    const meter = createStreamMeter(true, 'text/event-stream', 0);
    const block = encoder.encode(`data: ${'x'.repeat(65_530)}`);
    for (let i = 0; i < 200; i += 1) meter.onChunk(block, i);
    const outcome = meter.finish();
    expect(outcome).toMatchObject({ text: '', failure: 'stream had an event of more than 1 MiB' });
  });

  it('keeps what came before an event without an end', () => {
    const meter = createStreamMeter(true, 'text/event-stream', 0);
    meter.onChunk(encoder.encode('data: before\n\n'), 1);
    for (let i = 0; i < 20; i += 1) meter.onChunk(encoder.encode(`data: ${'x'.repeat(100_000)}\n`), 2);
    expect(meter.finish()).toMatchObject({
      text: 'before',
      failure: 'stream had an event of more than 1 MiB',
    });
  });

  it('of JSON that refers to what every object inherits carries nothing', () => {
    const bytes = encoder.encode('data: {"__proto__":{"token":"x"}}\n\ndata: {"choices":{"length":3}}\n\n');
    expect(readInPieces(bytes, [])).toMatchObject({ failure: 'stream carried no text' });
  });
});
