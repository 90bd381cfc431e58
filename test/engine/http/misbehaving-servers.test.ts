import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createHttpSessions } from '../../../src/engine/http/sessions.ts';
import { answerRaw, closedPort, serve, serveRaw, serveTls } from './servers.ts';
import { openUser, openUsers, REQUEST, settingsFor, textOf } from './user.ts';

const CUT = 'connection closed before the answer was complete';
const HEAD = 'HTTP/1.1 200 OK\r\n';

/** Writes the same again and again, as fast as it is taken. */
function flood(socket: Socket, chunk: string | Buffer): void {
  const pump = () => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', pump);
  pump();
}

describe('no connection', () => {
  test('nobody listens', async () => {
    const user = openUser(`http://127.0.0.1:${await closedPort()}`);

    expect(await user.get('/')).toMatchObject({
      status: 0,
      failure: 'connection refused',
      connectMs: null,
      firstByteAtMs: null,
    });
  });

  test('nobody listens, on any address of localhost, for any of many users', async () => {
    const users = openUsers(`http://localhost:${await closedPort()}`, 20, { connections: { shared: 2 } });

    const failures = await Promise.all(users.map(async (user) => (await user.get('/')).failure));

    expect(new Set(failures)).toEqual(new Set(['connection refused']));
  });

  test('the name is unknown', async () => {
    expect(await openUser('http://nowhere.invalid').get('/')).toMatchObject({
      failure: expect.stringMatching(/^(host not found|name server does not answer): nowhere\.invalid$/),
    });
  });

  test('the handshake does not come about in time', async () => {
    const silent = await serveRaw(() => {});
    const user = openUser(`https://127.0.0.1:${silent.port}`, { connectTimeoutMs: 100 });

    expect(await user.get('/')).toMatchObject({ status: 0, failure: 'no connection within 100 ms' });
  });

  test('a deadline that comes before the connection leaves it to the next request', async () => {
    const server = await serveTls((_, response) => response.end('ok'));
    const slow = await serveRaw((socket) => {
      setTimeout(() => socket.pipe(connect(server.port, '127.0.0.1')).pipe(socket), 200);
    });
    const user = openUser(`https://127.0.0.1:${slow.port}`, { isInsecure: true });

    const [hasty, patient] = await Promise.all([user.get('/', { timeoutMs: 50 }), user.get('/')]);

    expect(hasty).toMatchObject({ status: 0, failure: 'timeout after 50 ms', connectMs: null });
    expect(patient).toMatchObject({ status: 200, failure: null, connectMs: null });
    expect(slow.connections()).toBe(1);
  });
});

describe('no answer in time', () => {
  test('a server that never answers', async () => {
    const server = await serveRaw((socket) => socket.resume());
    const user = openUser(server.origin);

    expect(await user.get('/', { timeoutMs: 150 })).toMatchObject({
      status: 0,
      failure: 'timeout after 150 ms',
    });
  });

  test('drips: each byte is in time, the answer is not', async () => {
    const server = await serveRaw((socket) => {
      socket.once('data', () => {
        socket.write(`${HEAD}Content-Length: 1000000\r\n\r\n`);
        const timer = setInterval(() => socket.write('x'), 5);
        socket.on('close', () => clearInterval(timer));
      });
    });

    const result = await openUser(server.origin).get('/', { timeoutMs: 200 });

    expect(result).toMatchObject({ status: 200, failure: 'timeout after 200 ms' });
    expect(result.bytesIn).toBeGreaterThan(0);
  });

  test('the connection is not used again', async () => {
    let isSilent = true;
    const server = await serve((_, response) => {
      if (!isSilent) response.end('ok');
      isSilent = false;
    });
    const user = openUser(server.origin);

    expect((await user.get('/', { timeoutMs: 100 })).failure).toBe('timeout after 100 ms');
    expect(textOf(await user.get('/'))).toBe('ok');
    expect(server.connections()).toBe(2);
  });

  test('those who wait for a shared connection have their deadline too', async () => {
    const server = await serveRaw((socket) => socket.resume());
    const users = openUsers(server.origin, 5, { connections: { shared: 1 } });

    const failures = await Promise.all(
      users.map(async (user) => (await user.get('/', { timeoutMs: 150 })).failure),
    );

    expect(failures).toEqual(users.map(() => 'timeout after 150 ms'));
    // A connection that was given up is replaced when somebody still waits; nobody gets one of their own.
    expect(server.connections()).toBeLessThan(users.length);
  });
});

describe('an answer that breaks off', () => {
  test.each([
    ['in the head', `${HEAD}Content-Le`, 0],
    ['in a body of known length', `${HEAD}Content-Length: 10\r\n\r\nhalf`, 200],
    [
      'in a body of known length, after which it closes',
      `${HEAD}Connection: close\r\nContent-Length: 10\r\n\r\nhalf`,
      200,
    ],
    ['between chunks', `${HEAD}Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n`, 200],
    [
      'between chunks, after which it closes',
      `${HEAD}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n`,
      200,
    ],
  ])('%s', async (_, answer, status) => {
    const server = await serveRaw((socket) => socket.once('data', () => socket.end(answer)));

    expect(await openUser(server.origin).get('/')).toMatchObject({ status, failure: CUT });
  });

  test('by a reset', async () => {
    const server = await serveRaw((socket) =>
      socket.once('data', () => {
        socket.write(`${HEAD}Content-Length: 9\r\n\r\n`);
        setTimeout(() => socket.resetAndDestroy(), 20);
      }),
    );

    expect(await openUser(server.origin).get('/')).toMatchObject({
      status: 200,
      failure: 'connection reset',
    });
  });

  test('is none when it ends with the connection', async () => {
    const server = await serveRaw((socket) => socket.once('data', () => socket.end(`${HEAD}\r\nall of it`)));

    const result = await openUser(server.origin).get('/');

    expect(result).toMatchObject({ status: 200, failure: null });
    expect(textOf(result)).toBe('all of it');
  });
});

describe('what is not HTTP', () => {
  test.each([
    ['SSH-2.0-OpenSSH_9.2\r\n', /^not HTTP: the answer is of another protocol$/],
    ['{"status":"healthy"}', /^not HTTP: the answer is of another protocol$/],
    ['\0\0\0\0\0\0\0', /^not HTTP: /],
    [`${HEAD}Content-Length: ten\r\n\r\n`, /^not HTTP: .*Content-Length/],
    [`${HEAD}Content-Length: 1\r\nContent-Length: 2\r\n\r\nx`, /^not HTTP: .*Content-Length/],
    [`${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, /^not HTTP: .*chunk size/],
    [
      'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n',
      /^not HTTP: the server changed/,
    ],
  ])('%j', async (answer, failure) => {
    const server = await answerRaw(answer);

    const result = await openUser(server.origin).get('/', { timeoutMs: 2000 });

    expect(result.failure).toMatch(failure);
  });

  test('bytes after an answer do not become the next one', async () => {
    const answer = `${HEAD}Content-Length: 2\r\n\r\nok`;
    const server = await answerRaw(answer + answer.replace('ok', 'no'), answer);
    const user = openUser(server.origin);

    expect(textOf(await user.get('/'))).toBe('ok');
    expect(textOf(await user.get('/'))).toBe('ok');
  });

  test('early hints are not the answer', async () => {
    const server = await answerRaw(
      `HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n${HEAD}Content-Length: 2\r\n\r\nok`,
    );

    const result = await openUser(server.origin).get('/');

    expect(result).toMatchObject({ status: 200, failure: null });
    expect(result.header('link')).toBeNull();
  });
});

test('an answer of which any byte is wrong is an answer or a failure in words, and nothing else', async () => {
  const answer = Buffer.from(
    `${HEAD}Content-Type: text/plain\r\nSet-Cookie: a=1\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nwiki\r\n0\r\n\r\n`,
  );
  const server = await serveRaw((socket) => {
    socket.once('data', (bytes) => {
      const at = Number(/^GET \/(\d+)/.exec(bytes.toString())?.[1]);
      const wrong = Buffer.from(answer);
      wrong[at] = ((wrong[at] ?? 0) * 7 + at + 1) % 256;
      socket.end(wrong);
    });
  });
  const users = openUsers(server.origin, answer.length);

  const results = await Promise.all(users.map((user, at) => user.get(`/${at}`, { timeoutMs: 3000 })));

  for (const { failure, status } of results) {
    expect(failure ?? 'an answer').toMatch(/^(an answer|not HTTP: .+|connection closed .+)$/);
    if (failure === null) expect(status).toBeGreaterThanOrEqual(200);
  }
  expect(results.filter(({ failure }) => failure !== null).length).toBeGreaterThan(answer.length / 3);
});

describe('too much', () => {
  const MAX = 2 ** 20;

  test.each([
    ['endless', `${HEAD}\r\n`],
    ['of 100 MB', `${HEAD}Content-Length: 100000000\r\n\r\n`],
    ['in endless chunks', `${HEAD}Transfer-Encoding: chunked\r\n\r\n`],
  ])('a body, %s, is cut at the limit', async (_, head) => {
    const chunk = head.includes('chunked') ? `10000\r\n${'x'.repeat(65536)}\r\n` : 'x'.repeat(65536);
    let isClosed: Promise<void> | null = null;
    const server = await serveRaw((socket) => {
      isClosed = new Promise((resolve) => socket.once('close', () => resolve()));
      socket.once('data', () => {
        socket.write(head);
        flood(socket, chunk);
      });
    });

    const result = await openUser(server.origin, { maxBodyBytes: MAX }).get('/');

    expect(result).toMatchObject({ status: 200, failure: 'answer too large: over 1 MiB' });
    expect(result.body().length).toBeLessThanOrEqual(MAX);
    expect(result.bytesIn).toBeLessThan(2 * MAX);
    await isClosed;
  });

  test('a body as long as allowed is fine', async () => {
    const server = await serve((_, response) => response.end('x'.repeat(MAX)));

    const result = await openUser(server.origin, { maxBodyBytes: MAX }).get('/');

    expect(result).toMatchObject({ failure: null, bytesIn: MAX });
    expect(result.body()).toHaveLength(MAX);
  });

  test.each([
    ['headers', HEAD, 'x-filler: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n'],
    ['one header', `${HEAD}x-filler: `, 'a'.repeat(8192)],
    ['trailers', `${HEAD}Transfer-Encoding: chunked\r\n\r\n0\r\n`, 'x-filler: aaaaaaaaaaaaaaaaaaaaaa\r\n'],
  ])('%s without end', async (_, head, chunk) => {
    const server = await serveRaw((socket) => {
      socket.once('data', () => {
        socket.write(head);
        flood(socket, chunk);
      });
    });

    expect((await openUser(server.origin).get('/')).failure).toBe(
      'head of the answer too large: over 64 KiB',
    );
  });

  test.each([
    ['a status line', 'HTTP/1.1 200 ', 'a'.repeat(8192)],
    ['informational answers', '', 'HTTP/1.1 103 Early Hints\r\n\r\n'],
    ['the extension of a chunk', `${HEAD}Transfer-Encoding: chunked\r\n\r\n1;`, 'a'.repeat(8192)],
  ])('%s without end is over at the deadline', async (_, head, chunk) => {
    const server = await serveRaw((socket) => {
      socket.once('data', () => {
        socket.write(head);
        flood(socket, chunk);
      });
    });

    expect((await openUser(server.origin).get('/', { timeoutMs: 200 })).failure).toBe('timeout after 200 ms');
  });
});

describe('close', () => {
  test('ends what is in flight, at once and in words', async () => {
    const server = await serveRaw((socket) => socket.resume());
    const users = openUsers(server.origin, 3);
    const results = users.map((user) => user.get('/'));
    await new Promise((resolve) => server.server.once('connection', resolve));

    for (const { session } of users) session.close();

    for (const result of await Promise.all(results)) {
      expect(result).toMatchObject({ status: 0, failure: 'the test ended' });
    }
  });

  test('ends only this user where connections are shared', async () => {
    const server = await serve((request, response) => {
      if (request.url !== '/never') response.end('ok');
    });
    const [one, other] = openUsers(server.origin, 2, { connections: { shared: 2 } });
    const never = one?.get('/never');
    await other?.get('/');

    one?.session.close();

    expect((await never)?.failure).toBe('the test ended');
    expect(await other?.get('/')).toMatchObject({ status: 200, failure: null });
  });

  test.each(['per-user' as const, { shared: 2 }])(
    'gives up what is not connected yet: %j',
    async (connections) => {
      const closed: Promise<unknown>[] = [];
      const silent = await serveRaw((socket) => closed.push(once(socket.resume(), 'close')));
      const sessions = createHttpSessions(settingsFor(`https://127.0.0.1:${silent.port}`, { connections }));
      const session = sessions.open();
      const result = session.send({ ...REQUEST, url: '/' });
      await once(silent.server, 'connection');

      session.close();
      await sessions.close();

      expect((await result).failure).toBe('the test ended');
      await Promise.all(closed);
      expect(closed).toHaveLength(1);
    },
  );

  test('ends what waits to be allowed, and takes nothing more', async () => {
    const server = await serve((_, response) => response.end());
    let allow = (_: null): void => {};
    const asked = new Promise<null>((resolve) => {
      allow = resolve;
    });
    const user = openUser(server.origin, { refuseOrigin: () => asked });
    const waiting = user.get('/');

    user.session.close();
    allow(null);

    expect((await waiting).failure).toBe('the test ended');
    expect((await user.get('/')).failure).toBe('the test ended');
    expect(server.connections()).toBe(0);
  });
});
