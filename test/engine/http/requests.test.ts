import { describe, expect, test } from 'vitest';
import { serve, serveRaw, serveTls } from './servers.ts';
import { openUser, openUsers, textOf } from './user.ts';

/** Says what was asked of it. */
const echo = () =>
  serve(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url, headers } = request;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ method, url, headers, body: Buffer.concat(chunks).toString() }));
  });

describe('a request', () => {
  test('goes to the host with its method, headers and body', async () => {
    const { origin } = await echo();
    const user = openUser(origin);

    const result = await user.post('/chat?stream=1', '{"message":"hi"}', { headers: { 'x-tag': 'a' } });

    expect(result).toMatchObject({ status: 200, failure: null, bytesOut: 16 });
    expect(result.header('content-type')).toBe('application/json');
    expect(result.bytesIn).toBe(result.body().length);
    expect(JSON.parse(textOf(result))).toMatchObject({
      method: 'POST',
      url: '/chat?stream=1',
      body: '{"message":"hi"}',
      headers: { 'x-tag': 'a', 'content-length': '16', 'accept-encoding': 'gzip, deflate, br' },
    });
  });

  test('may carry bytes, and its own accept-encoding', async () => {
    const { origin } = await echo();

    const result = await openUser(origin).get('/', {
      method: 'PUT',
      body: new TextEncoder().encode('bytes'),
      headers: { 'accept-encoding': 'identity' },
    });

    expect(JSON.parse(textOf(result))).toMatchObject({
      body: 'bytes',
      headers: { 'accept-encoding': 'identity' },
    });
  });

  test.each([
    ['', '/chat', '/chat'],
    ['/api', '/chat', '/api/chat'],
    ['/api/', 'chat', '/api/chat'],
    ['/api', '?q=1', '/api/?q=1'],
    ['', '/a b/é?q=ü#part', '/a%20b/%C3%A9?q=%C3%BC'],
    ['', '/a/../b', '/a/../b'],
    ['', '//evil.example/x', '//evil.example/x'],
    ['', '/item:3?u=http://x', '/item:3?u=http://x'],
  ])('to the host …%s with %s asks for %s', async (prefix, url, asked) => {
    const { origin } = await echo();

    const result = await openUser(origin + prefix).get(url);

    expect(JSON.parse(textOf(result)).url).toBe(asked);
  });

  test('may name another origin, which has a connection of its own', async () => {
    const [home, other] = [await echo(), await echo()];
    const user = openUser(`${home.origin}/api`);

    for (const url of ['/a', `${other.origin}/b?c`, `${other.origin}/d`, '/e']) {
      expect(JSON.parse(textOf(await user.get(url))).url).toBe(
        url.startsWith('/') ? `/api${url}` : url.slice(other.origin.length),
      );
    }

    expect([home.connections(), other.connections()]).toEqual([1, 1]);
  });

  test('takes name and password from the URL of the host', async () => {
    const { origin } = await echo();

    const result = await openUser(origin.replace('//', '//me:p%40ss@')).get('/');

    expect(JSON.parse(textOf(result)).headers.authorization).toBe(`Basic ${btoa('me:p@ss')}`);
  });

  test.each<[string, string | null]>([
    ['HEAD', null],
    ['GET', 'a body'],
    ['DELETE', null],
  ])('%s leaves the connection open', async (method, body) => {
    const server = await echo();
    const user = openUser(server.origin);

    for (let count = 0; count < 3; count++) {
      expect(await user.get('/', { method, body })).toMatchObject({ status: 200, failure: null });
    }

    expect(server.connections()).toBe(1);
  });

  test.each([
    ['ftp://127.0.0.1/x', {}, 'request not possible: no URL of http or https'],
    ['http://', {}, 'request not possible: no URL of http or https'],
    ['/', { headers: { 'x y': '1' } }, 'request not possible: invalid header key'],
    ['/', { headers: { 'x-a': 'a\r\nb: c' } }, 'request not possible: invalid x-a header'],
    ['/', { headers: { expect: '100-continue' } }, 'request not possible: expect header not supported'],
    ['/', { method: 'G T' }, 'request not possible: invalid request method'],
  ])('that cannot be sent fails in words: %s %j', async (url, rest, failure) => {
    const server = await echo();
    const user = openUser(server.origin);

    expect(await user.get(url, rest)).toMatchObject({ status: 0, failure, firstByteAtMs: null, bytesOut: 0 });
    expect(await user.get('/')).toMatchObject({ status: 200, failure: null });
  });

  test('without a host that is a URL fails in words', async () => {
    expect(await openUser('localhost:8000').get('/')).toMatchObject({
      failure: 'the host is no URL of http or https',
    });
  });
});

describe('connections', () => {
  test('are one per user, kept for all its requests', async () => {
    const server = await echo();
    const users = openUsers(server.origin, 7);

    for (let round = 0; round < 5; round++) await Promise.all(users.map((user) => user.get('/')));

    expect(server.connections()).toBe(7);
  });

  test('shared are no more than allowed, and all users get their answers', async () => {
    const server = await echo();
    const users = openUsers(server.origin, 20, { connections: { shared: 3 } });

    const results = await Promise.all(users.flatMap((user) => [user.get('/a'), user.get('/b')]));

    expect(results.every(({ status }) => status === 200)).toBe(true);
    expect(server.connections()).toBe(3);
    expect(results.filter(({ connectMs }) => connectMs !== null)).toHaveLength(3);
  });

  test('say how long they took to open for the request that opened them', async () => {
    const server = await echo();
    const user = openUser(server.origin);

    const [first, second] = [await user.get('/'), await user.get('/')];

    expect(first.connectMs).toBeGreaterThan(0);
    expect(first.connectMs).toBeLessThan(first.endAtMs - first.sentAtMs);
    expect(second.connectMs).toBeNull();
    for (const { sentAtMs, firstByteAtMs, endAtMs } of [first, second]) {
      expect(firstByteAtMs).toBeGreaterThan(sentAtMs);
      expect(endAtMs).toBeGreaterThanOrEqual(firstByteAtMs ?? Number.POSITIVE_INFINITY);
    }
  });

  test('of one user carry what it asks at the same time one after the other', async () => {
    const server = await echo();
    const user = openUser(server.origin);

    const results = await Promise.all(['/1', '/2', '/3'].map((url) => user.get(url)));

    expect(results.map((result) => JSON.parse(textOf(result)).url)).toEqual(['/1', '/2', '/3']);
    expect(server.connections()).toBe(1);
  });

  test('go to IPv6 addresses', async () => {
    const server = await serve((_, response) => response.end('six'), '::1');

    expect(textOf(await openUser(server.origin).get('/'))).toBe('six');
  });

  test('are opened anew when the server says that it closes them', async () => {
    const server = await serve((_, response) => response.setHeader('connection', 'close').end('x'));
    const user = openUser(server.origin);

    const results = [await user.get('/'), await user.get('/')];

    expect(results.every(({ status, connectMs }) => status === 200 && connectMs !== null)).toBe(true);
    expect(server.connections()).toBe(2);
  });

  test('that a server closed while they were idle cost nothing but a new one, whatever the method', async () => {
    const server = await serveRaw((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')),
    );
    const user = openUser(server.origin);

    expect(await user.get('/')).toMatchObject({ status: 200, failure: null });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await user.post('/', 'x')).toMatchObject({ status: 200, failure: null });

    expect(server.connections()).toBe(2);
  });

  test('are not kept longer than the server says', async () => {
    const answer = 'HTTP/1.1 200 OK\r\nKeep-Alive: timeout=0\r\nContent-Length: 2\r\n\r\nok';
    const server = await serveRaw((socket) => socket.on('data', () => socket.write(answer)));
    const user = openUser(server.origin);

    await user.get('/');
    await user.get('/');

    expect(server.connections()).toBe(2);
  });
});

describe('a connection that breaks when a request is written on it', () => {
  /** Answers the first request; reads the second one and hangs up, on the first connection only. */
  const hangsUp = async () => {
    const seen: string[] = [];
    const server = await serveRaw((socket) => {
      let requests = 0;
      const isFirst = server.connections() <= 1;
      socket.on('data', (bytes) => {
        seen.push(bytes.toString().split(' ', 1)[0] ?? '');
        requests += 1;
        if (isFirst && requests === 2) socket.resetAndDestroy();
        else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
      });
    });
    return { server, seen };
  };

  test('is tried again once when a repetition changes nothing', async () => {
    const { server, seen } = await hangsUp();
    const user = openUser(server.origin);

    await user.get('/');
    expect(await user.get('/')).toMatchObject({ status: 200, failure: null });

    expect(seen).toEqual(['GET', 'GET', 'GET']);
  });

  test('fails a POST, which the server may have done', async () => {
    const { server, seen } = await hangsUp();
    const user = openUser(server.origin);

    await user.get('/');
    expect(await user.post('/', 'x')).toMatchObject({ status: 0, failure: 'connection reset' });

    expect(seen).toEqual(['GET', 'POST']);
  });

  test('fails a request for which it was opened', async () => {
    const server = await serveRaw((socket) => socket.once('data', () => socket.destroy()));

    expect(await openUser(server.origin).get('/')).toMatchObject({
      status: 0,
      failure: 'connection closed before the answer was complete',
    });
    expect(server.connections()).toBe(1);
  });
});

describe('over TLS', () => {
  test('a certificate that nobody signed is refused, and taken when told so', async () => {
    const server = await serveTls((_, response) => response.end('safe'));

    expect(await openUser(server.origin).get('/')).toMatchObject({
      status: 0,
      failure: 'TLS: certificate is self-signed',
    });
    const insecure = openUser(server.origin, { isInsecure: true });
    const result = await insecure.get('/');
    expect(textOf(result)).toBe('safe');
    expect(result.connectMs).toBeGreaterThan(0);
    expect((await insecure.get('/')).connectMs).toBeNull();
  });

  test('a server without TLS is named', async () => {
    const { port } = await echo();

    expect(await openUser(`https://127.0.0.1:${port}`).get('/')).toMatchObject({
      failure: 'TLS: the server does not speak TLS',
    });
  });

  test('a server that hangs up in the handshake is named', async () => {
    const { port } = await serveRaw((socket) => socket.once('data', () => socket.destroy()));

    expect(await openUser(`https://127.0.0.1:${port}`).get('/')).toMatchObject({
      failure: 'TLS: connection closed during the handshake',
    });
  });
});
