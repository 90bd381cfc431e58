import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { embedResult, extractResult, scriptSafeJson } from '../../src/report/embed.ts';
import { exampleResult, HOSTILE_NAMES } from '../support/example-result.ts';

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
