import { Client } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { serve, serveRaw } from './servers.ts';
import { openUsers, textOf } from './user.ts';

/** What came of a request, told in the same words of both clients. */
interface Outcome {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

async function byUndici(origin: string, path: string): Promise<Outcome | 'a failure'> {
  const client = new Client(origin);
  try {
    const { statusCode, headers, body } = await client.request({ method: 'GET', path });
    const text = Buffer.from(await body.arrayBuffer()).toString('latin1');
    // undici leaves spaces at the end of a value, which are no part of it (RFC 9110, 5.5).
    const type = String(headers['content-type'] ?? null).trimEnd();
    return { status: statusCode, type, body: text };
  } catch {
    return 'a failure';
  } finally {
    await client.destroy();
  }
}

/** An answer with one byte changed: 'HTTP/1.1 200 OK' … in which any byte can be wrong in a few ways. */
const ANSWERS = [
  'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nbody',
  'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nwiki\r\n0\r\n\r\n',
  'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nto the end',
].map((text) => Buffer.from(text));
const CHANGES = [(byte: number) => byte ^ 1, (byte: number) => byte ^ 32, () => 32, () => 10, () => 49];

test('of an answer in which a byte is wrong it makes what undici makes of it', async () => {
  const server = await serveRaw((socket) => {
    socket.once('data', (bytes) => {
      const [answer, at, change] = (/^GET \/(\d+)\/(\d+)\/(\d+) /.exec(bytes.toString()) ?? [])
        .slice(1)
        .map(Number);
      const wrong = Buffer.from(ANSWERS[answer ?? 0] as Buffer);
      wrong[at ?? 0] = (CHANGES[change ?? 0] as (byte: number) => number)(wrong[at ?? 0] as number);
      socket.end(wrong);
    });
  });
  const paths = ANSWERS.flatMap((answer, number) =>
    Array.from(answer, (_, at) => CHANGES.map((_change, change) => `/${number}/${at}/${change}`)).flat(),
  );

  const users = openUsers(server.origin, paths.length);
  const different: unknown[] = [];
  for (let first = 0; first < paths.length; first += 50) {
    await Promise.all(
      paths.slice(first, first + 50).map(async (path, index) => {
        const result = await users[first + index]?.get(path);
        const theirs = await byUndici(server.origin, path);
        const ours =
          result === undefined || result.failure !== null
            ? 'a failure'
            : {
                status: result.status,
                type: String(result.header('content-type')),
                body: Buffer.from(result.body()).toString('latin1'),
              };
        if (JSON.stringify(ours) !== JSON.stringify(theirs)) different.push([path, ours, theirs]);
      }),
    );
  }

  expect(different).toEqual([]);
});

test('sends what undici sends, but for its order', async () => {
  const server = await serve(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = { ...request.headers };
    delete headers['accept-encoding'];
    const { method, url, rawHeaders } = request;
    response.end(
      JSON.stringify([method, url, headers, rawHeaders.length, Buffer.concat(chunks).toString('hex')]),
    );
  });
  const [user] = openUsers(server.origin, 1);
  const client = new Client(server.origin);
  onTestFinished(() => client.destroy());
  const bodies = [
    '',
    'ascii',
    'é',
    '\u{1f600}',
    'x'.repeat(100_000),
    'é'.repeat(100_000),
    Buffer.from([0, 255]),
  ];

  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY', 'PROPFIND'] as const) {
    for (const body of [null, ...bodies]) {
      const headers = { 'accept-encoding': 'identity', 'x-a': 'é', host: 'elsewhere.example:81' };
      const ours = await user?.get('/a?b', { method, body, headers });
      const theirs = await client.request({ method, path: '/a?b', body, headers, reset: false });

      expect(ours && JSON.parse(textOf(ours))).toEqual(JSON.parse(await theirs.body.text()));
      expect(ours?.bytesOut).toBe(body === null ? 0 : Buffer.byteLength(body));
    }
  }
});
