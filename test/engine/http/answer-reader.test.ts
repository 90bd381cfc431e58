import { expect, test } from 'vitest';
import { type AnswerListener, AnswerReader } from '../../../src/engine/http/answer-reader.ts';
import { failureWords } from '../../../src/engine/http/failures.ts';
import type { RawHeaders } from '../../../src/engine/http/raw-headers.ts';

const OK = 'HTTP/1.1 200 OK\r\n';
const NAMES = ['content-type', 'set-cookie', 'x-empty', 'x-last'];

/** What a listener is told of an answer that comes in these pieces. */
function told(pieces: readonly Buffer[], options: { readonly isHead?: boolean } = {}): unknown {
  const heads: unknown[] = [];
  let body = '';
  let ends = 0;
  let fault: Error | null = null;
  const listener: AnswerListener = {
    onBegin: () => true,
    onHead: (status: number, headers: RawHeaders, keepsAlive: boolean) => {
      heads.push([status, NAMES.map((name) => headers.values(name)), keepsAlive]);
      return options.isHead === true;
    },
    onBody: (chunk) => {
      body += Buffer.from(chunk).toString('latin1');
    },
    onEnd: () => {
      ends += 1;
    },
  };
  const reader = new AnswerReader(listener);
  for (const piece of pieces) {
    fault ??= reader.read(piece);
  }
  fault ??= reader.end();
  reader.close();
  return { heads, body, ends, fault: fault === null ? null : failureWords(fault) };
}

const ANSWERS: readonly (readonly [string, string])[] = [
  [
    'of known length',
    `${OK}Content-Type: text/plain\r\nSet-Cookie: a=1\r\nX-Empty:\r\nX-Last: z\r\nSet-Cookie: b=2\r\nContent-Length: 4\r\n\r\nbody`,
  ],
  [
    'in chunks, with trailers',
    `${OK}Transfer-Encoding: chunked\r\n\r\n4\r\nwiki\r\n5;a=b\r\npedia\r\n0\r\nX-Last: trailer\r\n\r\n`,
  ],
  ['that ends with the connection', `${OK}X-Empty: \t \r\nX-Last: \t padded \t\r\n\r\nall of it`],
  [
    'after early hints',
    `HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\nX-Last: early\r\n\r\n${OK}Content-Length: 0\r\n\r\n`,
  ],
  ['of HTTP/1.0', 'HTTP/1.0 404 Not Found\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nno'],
  ['without a body', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 100\r\nX-Last: z\r\n\r\n'],
  ['whose parser gives up', `${OK}X-Last: z\r\nContent-Length: 1x\r\n\r\n`],
];

test.each(ANSWERS)('an answer %s is the same wherever it is cut', (_, text) => {
  const answer = Buffer.from(text, 'latin1');
  const whole = told([answer]);
  const bytes = Array.from(answer, (byte) => Buffer.from([byte]));

  expect(told(bytes)).toEqual(whole);
  for (let at = 1; at < answer.length; at += 1) {
    expect(told([answer.subarray(0, at), answer.subarray(at)])).toEqual(whole);
  }
});

test('headers are read as they came: repeated, empty, padded and in UTF-8', () => {
  const text = `${OK}CONTENT-TYPE:  text/plain; x=é \r\nset-cookie: a=1\r\nX-Empty:\r\nSet-Cookie: b=2\r\nX-Last: z\r\nContent-Length: 0\r\n\r\n`;

  const { heads } = told([Buffer.from(text)]) as { heads: unknown };

  expect(heads).toEqual([[200, [['text/plain; x=é'], ['a=1', 'b=2'], [''], ['z']], true]]);
});

test('the length that an answer to HEAD tells is not waited for', () => {
  const answer = Buffer.from(`${OK}Content-Length: 100\r\n\r\n`);

  expect(told([answer], { isHead: true })).toMatchObject({ body: '', ends: 1, fault: null });
  expect(told([answer])).toMatchObject({
    ends: 0,
    fault: 'connection closed before the answer was complete',
  });
});

test('thousands of readers are open at once, and each has its own answer', () => {
  const readers = Array.from({ length: 5000 }, (_, number) => {
    let body = '';
    const reader = new AnswerReader({
      onBegin: () => true,
      onHead: () => false,
      onBody: (chunk) => {
        body += Buffer.from(chunk).toString();
      },
      onEnd: () => {
        body += '.';
      },
    });
    const text = `answer ${number}`;
    const answer = `${OK}Content-Length: ${text.length}\r\n\r\n${text}`;
    return { reader, answer, text, body: () => body };
  });

  for (const { reader, answer } of readers) expect(reader.read(Buffer.from(answer.slice(0, 30)))).toBeNull();
  for (const { reader, answer } of readers) expect(reader.read(Buffer.from(answer.slice(30)))).toBeNull();

  expect(readers.map(({ body }) => body())).toEqual(readers.map(({ text }) => `${text}.`));
  for (const { reader } of readers) reader.close();
});
