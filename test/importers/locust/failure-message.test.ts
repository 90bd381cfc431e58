import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrapFailureMessage } from '../../../src/importers/locust/failure-message.ts';

// What each Locust version writes: locust-formats.md, section 6. The texts are of the sample runs.
const plain = 'Reply too short: "{"reply":"te", expected >= 95 chars';

describe('a failure message', () => {
  it('of Locust 0.12.0 to 2.9.0 stays as it is', () => {
    expect(unwrapFailureMessage(plain)).toBe(plain);
  });

  it('of Locust 2.10.0 and newer loses CatchResponseError', () => {
    expect(unwrapFailureMessage(`CatchResponseError('${plain}')`)).toBe(plain);
  });

  it('of a distributed run of 2.10.0 to 2.27.0 loses the quotes of the second repr as well', () => {
    expect(unwrapFailureMessage(String.raw`'CatchResponseError(\'no "answer"\')'`)).toBe('no "answer"');
    expect(unwrapFailureMessage(`"CatchResponseError('no answer')"`)).toBe('no answer');
  });

  it('of requests reads the same in every version: the status, then the address', () => {
    const old = '404 Client Error: Not Found for url: /nope';
    expect(unwrapFailureMessage(old)).toBe(old);
    expect(unwrapFailureMessage(`HTTPError('${old}')`)).toBe(old);
    expect(unwrapFailureMessage(`"HTTPError('${old}')"`)).toBe(old);
    expect(unwrapFailureMessage(`HTTPError(u'${old}',)`)).toBe(old);
  });

  it('keeps the class of every other exception, which may be all there is to know', () => {
    for (const text of [
      "ConnectionRefusedError(111, 'Connection refused')",
      "RemoteDisconnected('Remote end closed connection without response')",
      `ConnectionError(MaxRetryError("HTTPConnectionPool(host='a', port=80)"))`,
    ]) {
      expect(unwrapFailureMessage(text)).toBe(text);
      expect(unwrapFailureMessage(`CatchResponseError(${text})`)).toBe(text);
    }
  });

  it('masks memory addresses, which differ from run to run', () => {
    expect(unwrapFailureMessage('<urllib3.HTTPConnection object at 0x7f3aB2c4>: refused')).toBe(
      '<urllib3.HTTPConnection object at 0x…>: refused',
    );
    expect(unwrapFailureMessage('<HTTPConnection object at 0x....>: refused')).toBe(
      '<HTTPConnection object at 0x…>: refused',
    );
  });

  it('gets back line breaks, tabs, quotes and backslashes', () => {
    expect(unwrapFailureMessage(String.raw`CatchResponseError('it\'s\n\t"C:\\new"')`)).toBe(
      'it\'s\n\t"C:\\new"',
    );
  });

  it('keeps the escapes of control and right-to-left characters', () => {
    expect(unwrapFailureMessage(String.raw`CatchResponseError('\x1b[31m \u202e')`)).toBe(
      String.raw`\x1b[31m \u202e`,
    );
  });

  it('is not emptied, and what only looks wrapped is left alone', () => {
    for (const text of [
      "CatchResponseError('')",
      'CatchResponseError()',
      "'a' and 'b'",
      "CatchResponseError('a') then CatchResponseError('b')",
      "CatchResponseError('a', 'b')",
      'CatchResponseError(f(1), g(2))',
      "'",
      '',
    ]) {
      expect(unwrapFailureMessage(text)).toBe(text);
    }
  });

  it('of more than 20,000 characters keeps its wrapping', () => {
    const long = `CatchResponseError('${'m'.repeat(20_000)}')`;
    expect(unwrapFailureMessage(long)).toBe(long);
  });

  it('of 10,000 quotes or backslashes is read without delay', () => {
    for (const text of ["'".repeat(10_000), '\\'.repeat(10_000), `'${'\\'.repeat(9_998)}'`]) {
      expect(unwrapFailureMessage(text).length).toBeGreaterThan(0);
    }
  });
});

describe('unwrapping', () => {
  const piece = fc.constantFrom(
    "'",
    '"',
    '\\',
    '0x',
    '7f',
    '....',
    'a',
    ' ',
    '\n',
    ',',
    'u',
    '(',
    ')',
    'CatchResponseError(',
    'HTTPError(',
  );
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(piece, { maxLength: 14 }).map((p) => p.join('')),
  );

  it('twice changes nothing more', () => {
    fc.assert(
      fc.property(text, (message) => {
        const once = unwrapFailureMessage(message);
        expect(unwrapFailureMessage(once)).toBe(once);
      }),
      { seed: 6, numRuns: 2000 },
    );
  });

  it('gives back what Python wrapped, once or twice', () => {
    // Python's repr for printable texts: single quotes, unless that saves escapes.
    const repr = (value: string) => {
      const escaped = value
        .replaceAll('\\', '\\\\')
        .replaceAll('\n', '\\n')
        .replaceAll('\r', '\\r')
        .replaceAll('\t', '\\t');
      if (escaped.includes("'") && !escaped.includes('"')) return `"${escaped}"`;
      return `'${escaped.replaceAll("'", "\\'")}'`;
    };
    // Starting with a letter, so that the message itself does not look wrapped.
    const message = fc.string({ unit: 'grapheme' }).map((tail) => `m${tail}`);
    fc.assert(
      fc.property(message, (value) => {
        const wrapped = `CatchResponseError(${repr(value)})`;
        const expected = unwrapFailureMessage(value);
        expect(unwrapFailureMessage(wrapped)).toBe(expected);
        expect(unwrapFailureMessage(repr(wrapped))).toBe(expected);
      }),
      { seed: 6, numRuns: 1000 },
    );
  });
});
