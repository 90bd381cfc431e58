import { describe, expect, test } from 'vitest';
import { serve, serveRaw, type TestServer } from './servers.ts';
import { openUser, openUsers, textOf } from './user.ts';

interface Seen {
  readonly line: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** '/301/x' redirects to '/x' with that status; everything else says what it got. */
async function redirecting(): Promise<TestServer & { readonly seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = await serve(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url = '', headers } = request;
    seen.push({ line: `${method} ${url}`, body: Buffer.concat(chunks).toString(), headers });
    const [, status, location] = /^\/(3\d\d)\/(.*)$/.exec(url) ?? [];
    if (status === undefined) response.end('here');
    else response.writeHead(Number(status), { location: decodeURIComponent(location ?? '') }).end('moved');
  });
  return { ...server, seen };
}

const to = (status: number, location: string) => `/${status}/${encodeURIComponent(location)}`;

describe('a redirect', () => {
  test.each([
    ['GET', 301, 'GET', ''],
    ['GET', 302, 'GET', ''],
    ['GET', 303, 'GET', ''],
    ['GET', 307, 'GET', ''],
    ['GET', 308, 'GET', ''],
    ['POST', 301, 'GET', ''],
    ['POST', 302, 'GET', ''],
    ['POST', 303, 'GET', ''],
    ['POST', 307, 'POST', 'body'],
    ['POST', 308, 'POST', 'body'],
    ['PUT', 302, 'PUT', 'body'],
    ['PUT', 303, 'GET', ''],
    ['HEAD', 303, 'HEAD', ''],
  ])('of a %s by %i is followed as %s', async (method, status, method2, body2) => {
    const server = await redirecting();
    const body = method === 'GET' || method === 'HEAD' ? null : 'body';
    const headers = body === null ? {} : { 'content-type': 'text/plain' };

    const result = await openUser(server.origin).get(to(status, '/x?y#z'), { method, body, headers });

    expect(result).toMatchObject({ status: 200, failure: null });
    expect(server.seen[1]).toMatchObject({ line: `${method2} /x?y`, body: body2 });
    expect(server.seen[1]?.headers['content-type']).toBe(body2 === '' ? undefined : 'text/plain');
    expect(result.bytesOut).toBe((body?.length ?? 0) + body2.length);
  });

  test('is the answer when it is not to be followed, leads nowhere or is no redirect', async () => {
    const { origin } = await redirecting();
    const user = openUser(origin);

    expect(await user.get(to(302, '/x'), { followRedirects: false })).toMatchObject({
      status: 302,
      failure: null,
    });
    expect(await user.get(to(304, '/x'))).toMatchObject({ status: 304, failure: null });
    const nowhere = await serveRaw((socket) =>
      socket.once('data', () => socket.write('HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n')),
    );
    expect(await openUser(nowhere.origin).get('/')).toMatchObject({ status: 302, failure: null });
  });

  test('counts in full: the time of all, the bytes of all, the head of the last', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/x') response.end('here');
      else setTimeout(() => response.writeHead(302, { location: '/x' }).end('moved'), 50);
    });

    const result = await openUser(server.origin).get('/slow');

    expect(result).toMatchObject({ status: 200, bytesIn: 'moved'.length + 'here'.length });
    expect(textOf(result)).toBe('here');
    expect((result.firstByteAtMs ?? 0) - result.sentAtMs).toBeGreaterThan(45);
    expect(server.connections()).toBe(1);
  });

  test('is followed 10 times', async () => {
    const server = await serve((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end('here');
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    const user = openUser(server.origin);

    expect(await user.get('/10')).toMatchObject({ status: 200, failure: null });
    expect(await user.get('/11')).toMatchObject({ status: 302, failure: 'too many redirects' });
  });

  test('in a circle is not followed for ever', async () => {
    const server = await redirecting();

    expect((await openUser(server.origin).get('/301/')).failure).toBe('too many redirects');
    expect(server.seen).toHaveLength(11);
  });

  test.each(['ftp://127.0.0.1/x', 'javascript:alert(1)', 'file:///etc/passwd', 'http://'])(
    'to %s is not followed',
    async (location) => {
      const { origin } = await redirecting();

      expect((await openUser(origin).get(to(302, location))).failure).toBe(
        'redirect refused: its location is no URL of http or https',
      );
    },
  );

  test('that is too long is cut', async () => {
    const server = await serve((_, response) => {
      response.writeHead(302, { location: '/x' }).end('x'.repeat(2000));
    });

    const result = await openUser(server.origin, { maxBodyBytes: 1024 }).get('/');

    expect(result).toMatchObject({ failure: 'answer too large: over 1 KiB' });
  });
});

describe('a redirect to another origin', () => {
  const OWN = { authorization: 'Bearer secret', cookie: 'a=secret', 'x-tag': 'kept' };

  test('is not told who the user is', async () => {
    const [home, other] = [await redirecting(), await redirecting()];

    await openUser(home.origin).get(to(307, `${other.origin}/x`), { headers: OWN });

    expect(home.seen[0]?.headers).toMatchObject(OWN);
    expect(other.seen[0]?.headers).toMatchObject({ 'x-tag': 'kept', host: `127.0.0.1:${other.port}` });
    expect(other.seen[0]?.headers).not.toHaveProperty('authorization');
    expect(other.seen[0]?.headers).not.toHaveProperty('cookie');
  });

  test('nor that of the URL of the host, which the same origin is told', async () => {
    const [home, other] = [await redirecting(), await redirecting()];
    const user = openUser(home.origin.replace('//', '//me:secret@'));

    await user.get(to(302, '/x'));
    await user.get(to(302, `${other.origin}/x`));

    expect(home.seen.every(({ headers }) => headers['authorization'] !== undefined)).toBe(true);
    expect(other.seen[0]?.headers).not.toHaveProperty('authorization');
  });

  test('needs leave, and is not begun without', async () => {
    const [home, other] = [await redirecting(), await redirecting()];
    const user = openUser(home.origin, {
      refuseOrigin: async (origin) => (origin.origin === other.origin ? 'not there' : null),
    });

    expect(await user.get(to(302, `${other.origin}/x`))).toMatchObject({
      status: 0,
      failure: `redirect to 127.0.0.1:${other.port} refused: not there`,
    });

    expect(other.connections()).toBe(0);
  });
});

describe('leave to go to an origin', () => {
  test('is asked once for all users', async () => {
    const [home, other] = [await redirecting(), await redirecting()];
    const asked: string[] = [];
    const refuseOrigin = async (origin: URL) => {
      asked.push(origin.href);
      return null;
    };

    for (const user of openUsers(`${home.origin}/api`, 3, { refuseOrigin })) {
      await Promise.all([
        user.get('/a'),
        user.get(`${other.origin}/b`),
        user.get(to(302, `${other.origin}/c`)),
      ]);
    }

    expect(asked).toEqual([`${home.origin}/`, `${other.origin}/`]);
  });

  test('that is not given keeps from connecting', async () => {
    const home = await redirecting();
    const user = openUser(home.origin, { refuseOrigin: async () => 'not here' });

    expect(await user.get('/')).toMatchObject({ status: 0, failure: 'not here' });
    expect(home.connections()).toBe(0);
  });

  test('may come later', async () => {
    const home = await redirecting();
    const words = ['host not found: x', null];
    const user = openUser(home.origin, { refuseOrigin: async () => words.shift() ?? null });

    expect(await user.get('/')).toMatchObject({ status: 0, failure: 'host not found: x' });
    expect(await user.get('/')).toMatchObject({ status: 200, failure: null });
  });

  test('whose question fails is not given', async () => {
    const home = await redirecting();
    const user = openUser(home.origin, { refuseOrigin: () => Promise.reject(new Error('cannot tell')) });

    expect(await user.get('/')).toMatchObject({ status: 0, failure: 'cannot tell' });
  });
});
