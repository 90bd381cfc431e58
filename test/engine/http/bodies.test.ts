import { brotliCompressSync, constants, createGzip, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { HttpResult, OnHead } from '../../../src/engine/http/session.ts';
import { serve } from './servers.ts';
import { openUser, textOf } from './user.ts';

const TEXT = 'some text that repeats itself, some text that repeats itself';

/** Serves these bytes under this content-encoding. */
const coded = (encoding: string, bytes: Uint8Array) =>
  serve((_, response) => {
    response.setHeader('content-encoding', encoding).end(bytes);
  });

/** Reads everything as it comes. */
function reader(): { readonly onHead: OnHead; readonly chunks: { text: string; atMs: number }[] } {
  const chunks: { text: string; atMs: number }[] = [];
  return {
    chunks,
    onHead: () => (chunk, atMs) => chunks.push({ text: Buffer.from(chunk).toString(), atMs }),
  };
}

const CODINGS: [string, Uint8Array][] = [
  ['gzip', gzipSync(TEXT)],
  ['x-gzip', gzipSync(TEXT)],
  ['GZIP', gzipSync(TEXT)],
  ['deflate', deflateSync(TEXT)],
  ['deflate', deflateRawSync(TEXT)],
  ['br', brotliCompressSync(TEXT)],
  ['identity', Buffer.from(TEXT)],
  ['gzip, br', brotliCompressSync(gzipSync(TEXT))],
];

describe('a compressed body', () => {
  test.each(CODINGS)('in %s is read as what it was', async (encoding, bytes) => {
    const { origin } = await coded(encoding, bytes);

    const result = await openUser(origin).get('/');

    expect(textOf(result)).toBe(TEXT);
    expect(result).toMatchObject({ failure: null, bytesIn: bytes.length });
  });

  test.each(CODINGS)('in %s reaches a reader as what it was', async (encoding, bytes) => {
    const { origin } = await coded(encoding, bytes);
    const { onHead, chunks } = reader();

    const result = await openUser(origin).get('/', { onHead });

    expect(chunks.map(({ text }) => text).join('')).toBe(TEXT);
    expect(textOf(result)).toBe(TEXT);
    expect(result).toMatchObject({ failure: null, bytesIn: bytes.length });
  });

  test('in a coding that nobody asked for stays as it came', async () => {
    const { origin } = await coded('zstd', Buffer.from('whatever'));

    expect(textOf(await openUser(origin).get('/'))).toBe('whatever');
  });

  test('that is empty is empty', async () => {
    const { origin } = await coded('gzip', Buffer.alloc(0));
    const { onHead } = reader();

    for (const rest of [{}, { onHead }, { method: 'HEAD' }]) {
      const result = await openUser(origin).get('/', rest);
      expect(result.body()).toHaveLength(0);
      expect(result.failure).toBeNull();
    }
  });

  test.each([
    ['gzip', Buffer.from('no gzip at all')],
    ['gzip', gzipSync(TEXT).subarray(0, 30)],
    ['deflate', Buffer.from('\x78 no deflate')],
    ['br', brotliCompressSync(TEXT).subarray(0, 20)],
  ])('in broken %s fails who reads it', async (encoding, bytes) => {
    const { origin } = await coded(encoding, bytes);
    const user = openUser(origin);
    const { onHead } = reader();

    const unread = await user.get('/');
    expect(unread.failure).toBeNull();
    expect(unread.body()).toHaveLength(0);
    expect(unread.failure).toBe(`broken ${encoding} in the answer`);
    expect((await user.get('/', { onHead })).failure).toBe(`broken ${encoding} in the answer`);
  });

  test('that is a bomb is cut at the limit', async () => {
    const MAX = 2 ** 20;
    const bomb = gzipSync(Buffer.alloc(64 * MAX));
    const { origin } = await coded('gzip', bomb);
    const user = openUser(origin, { maxBodyBytes: MAX });
    let read = 0;

    const lazy = await user.get('/');
    const eager = await user.get('/', { onHead: () => (chunk) => (read += chunk.length) });

    expect(lazy.body()).toHaveLength(0);
    expect(lazy.failure).toBe('answer too large: over 1 MiB');
    expect(eager.failure).toBe('answer too large: over 1 MiB');
    expect(read).toBeLessThanOrEqual(MAX);
  });
});

describe('a reader', () => {
  test('is told of the head, and gets each chunk when it comes', async () => {
    const events: string[] = [];
    let goOn = (): void => {};
    const { origin } = await serve((_, response) => {
      response.writeHead(201, { 'x-kind': 'stream' });
      response.write('one');
      goOn = () => response.end('two');
    });

    const result = await openUser(origin).get('/', {
      onHead: (status, header) => {
        events.push(`${status} ${header('x-kind')}`);
        return (chunk) => {
          events.push(Buffer.from(chunk).toString());
          if (events.length === 2) goOn();
        };
      },
    });

    expect(events).toEqual(['201 stream', 'one', 'two']);
    expect(textOf(result)).toBe('onetwo');
  });

  test('gets compressed chunks when they come as well, each with its time', async () => {
    const { origin } = await serve((_, response) => {
      response.setHeader('content-encoding', 'gzip');
      const gzip = createGzip();
      gzip.pipe(response);
      gzip.write('one');
      gzip.flush(constants.Z_SYNC_FLUSH);
      setTimeout(() => gzip.end('two'), 60);
    });
    const { onHead, chunks } = reader();

    const result = await openUser(origin).get('/', { onHead });

    expect(chunks.map(({ text }) => text)).toEqual(['one', 'two']);
    expect((chunks[1]?.atMs ?? 0) - (chunks[0]?.atMs ?? 0)).toBeGreaterThan(40);
    expect(chunks[1]?.atMs).toBeLessThanOrEqual(result.endAtMs);
  });

  test('is not there when it does not want to be', async () => {
    const { origin } = await serve((_, response) => response.end('x'));

    expect(textOf(await openUser(origin).get('/', { onHead: () => null }))).toBe('x');
  });

  test('is asked about the last answer, not about redirects', async () => {
    const { origin } = await serve((request, response) => {
      if (request.url === '/x') response.end('here');
      else response.writeHead(302, { location: '/x' }).end('moved');
    });
    const statuses: number[] = [];

    await openUser(origin).get('/', {
      onHead: (status) => {
        statuses.push(status);
        return null;
      },
    });

    expect(statuses).toEqual([200]);
  });

  test('that throws fails its request alone', async () => {
    const { origin } = await serve((_, response) => response.end('x'));
    const user = openUser(origin);
    const onHead: OnHead = () => () => {
      throw new Error('no such token');
    };

    expect((await user.get('/', { onHead })).failure).toBe('no such token');
    expect((await user.get('/')).failure).toBeNull();
  });

  test('gets no more than the limit', async () => {
    const { origin } = await serve((_, response) => response.end('x'.repeat(2048)));
    const { onHead } = reader();

    expect((await openUser(origin, { maxBodyBytes: 1024 }).get('/', { onHead })).failure).toBe(
      'answer too large: over 1 KiB',
    );
  });
});

describe('headers of an answer', () => {
  test('are found by lower-case name, several joined, each in its own words', async () => {
    const { origin } = await serve((_, response) => {
      response.writeHead(200, [
        ['X-Mixed-Case', 'Value'],
        ['x-several', 'a'],
        ['X-Several', 'b'],
        ['x-empty', ''],
      ] as never);
      response.end();
    });

    const result: HttpResult = await openUser(origin).get('/');

    expect(['x-mixed-case', 'x-several', 'x-empty', 'x-none'].map((name) => result.header(name))).toEqual([
      'Value',
      'a, b',
      '',
      null,
    ]);
  });
});
