import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { embedResult, extractResult, scriptSafeJson } from '../../src/report/embed.ts';
import { exampleResult, HOSTILE_NAMES } from '../support/example-result.ts';

/** A gzip file of zeros: one member for each 10 MB, which RFC 1952, section 2.2, allows to stand one after another. */
function gzipBomb(sizeBytes: number): Buffer {
  const piece = gzipSync(Buffer.alloc(10_000_000), { level: 9 });
  return Buffer.concat(new Array<Buffer>(Math.ceil(sizeBytes / 10_000_000)).fill(piece));
}

describe('the result inside the page', () => {
  test('comes out as it went in, whatever the names', () => {
    const result = exampleResult({ names: HOSTILE_NAMES, seconds: 30 });
    const page = `<!doctype html>${embedResult(result)}<p>more</p>`;
    expect(extractResult(page)).toEqual(JSON.parse(JSON.stringify(result)));
  });

  test('holds nothing that could end its element', () => {
    const inside = embedResult(exampleResult({ names: HOSTILE_NAMES, seconds: 30 })).slice(
      1,
      -'</script>'.length,
    );
    expect(inside).not.toContain('<');
  });

  test.each([
    ['no element', '<p>plimsoll-result</p>'],
    ['no end', '<script type="application/json" id="plimsoll-result">{'],
    ['no JSON', '<script type="application/json" id="plimsoll-result">{</script>'],
    [
      'another encoding',
      '<script type="application/json" id="plimsoll-result">{"encoding":"zip","data":""}</script>',
    ],
    [
      'damaged data',
      '<script type="application/json" id="plimsoll-result">{"encoding":"gzip+base64","data":"H4sIAAAA"}</script>',
    ],
    [
      'more than 512 MB when unpacked',
      `<script type="application/json" id="plimsoll-result">${JSON.stringify({
        encoding: 'gzip+base64',
        data: gzipBomb(520_000_000).toString('base64'),
      })}</script>`,
    ],
  ])('is null where there is %s', (_, page) => {
    expect(extractResult(page)).toBeNull();
  });
});

test('JSON for a script element never holds a character that means something to HTML', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = scriptSafeJson(value);
      expect(text).not.toMatch(/[<>&\u2028\u2029]/);
      expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(value));
    }),
    { seed: 20_261_123, numRuns: 200 },
  );
});
