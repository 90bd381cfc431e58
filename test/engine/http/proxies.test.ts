import { connect, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { proxyFor } from '../../../src/engine/http/proxy.ts';
import { closedPort, serve, serveRaw, serveTls, type TestServer } from './servers.ts';
import { openUser, textOf } from './user.ts';

/** Our name for a host that is not loopback; only the proxy knows where it is. */
const NAME = 'service.example';

/** A real proxy: forwards requests in absolute form and tunnels, whatever the name, to one server. */
async function proxyTo(target: TestServer): Promise<TestServer & { readonly heads: string[] }> {
  const heads: string[] = [];
  const server = await serveRaw((socket) => {
    let upstream: Socket | null = null;
    socket.on('close', () => upstream?.destroy());
    socket.on('data', (bytes) => {
      const head = bytes.toString('latin1');
      const isTunnel = head.startsWith('CONNECT ');
      if (upstream === null || !upstream.writable) {
        upstream = connect(target.port, '127.0.0.1');
        upstream.on('error', () => socket.destroy());
        if (isTunnel) {
          heads.push(head);
          socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
          socket.removeAllListeners('data');
          socket.pipe(upstream).pipe(socket);
          return;
        }
        upstream.pipe(socket);
      }
      heads.push(head);
      upstream.write(head.replace(/^(\S+) http:\/\/[^/]+/, '$1 '), 'latin1');
    });
  });
  return { ...server, heads };
}

describe('through a proxy of the environment', () => {
  test('http goes in absolute form, over one connection', async () => {
    const target = await serve((request, response) => response.end(`${request.url} ${request.headers.host}`));
    const proxy = await proxyTo(target);
    const user = openUser(`http://${NAME}/api`, { env: { HTTP_PROXY: proxy.origin } });

    expect(textOf(await user.get('/chat?x'))).toBe(`/api/chat?x ${NAME}`);
    expect(textOf(await user.get('/chat?y'))).toBe(`/api/chat?y ${NAME}`);

    expect(proxy.heads[0]).toMatch(`GET http://${NAME}/api/chat?x HTTP/1.1\r\n`);
    expect([proxy.connections(), target.connections()]).toEqual([1, 1]);
  });

  test('https goes through a tunnel, over one connection', async () => {
    const target = await serveTls((request, response) =>
      response.end(`${request.url} ${request.headers.host}`),
    );
    const proxy = await proxyTo(target);
    const user = openUser(`https://${NAME}`, {
      env: { https_proxy: proxy.origin.replace('//', '//me:pass@') },
      isInsecure: true,
    });

    const [first, second] = [await user.get('/a'), await user.get('/b')];

    expect([textOf(first), textOf(second)]).toEqual([`/a ${NAME}`, `/b ${NAME}`]);
    expect(first.connectMs).toBeGreaterThan(0);
    expect(second.connectMs).toBeNull();
    expect(proxy.heads).toHaveLength(1);
    expect(proxy.heads[0]).toMatch(new RegExp(`^CONNECT ${NAME}:443 HTTP/1.1\r\n`));
    expect(proxy.heads[0]?.toLowerCase()).toContain(
      `proxy-authorization: basic ${btoa('me:pass').toLowerCase()}`,
    );
  });

  test('a pool is as good as connections of one user', async () => {
    const target = await serveTls((_, response) => response.end('ok'));
    const proxy = await proxyTo(target);
    const user = openUser(`https://${NAME}`, {
      connections: { shared: 2 },
      env: { https_proxy: proxy.origin },
      isInsecure: true,
    });

    const results = await Promise.all(['/a', '/b', '/c', '/d'].map((url) => user.get(url)));

    expect(results.every(({ status }) => status === 200)).toBe(true);
    expect(proxy.connections()).toBe(2);
  });

  test('what fails is said to be the proxy', async () => {
    const nobody = `http://127.0.0.1:${await closedPort()}`;
    const refusing = await serveRaw((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')),
    );
    const silent = await serveRaw((socket) => socket.resume());
    const garbage = await serveRaw((socket) =>
      socket.once('data', () => socket.end('220 mail.example ESMTP\r\n')),
    );
    const failureOf = async (url: string, proxy: string) => {
      const user = openUser(url, { env: { http_proxy: proxy, https_proxy: proxy }, connectTimeoutMs: 200 });
      return (await user.get('/')).failure;
    };

    expect(await failureOf(`http://${NAME}`, nobody)).toBe('proxy: connection refused');
    expect(await failureOf(`https://${NAME}`, nobody)).toBe('proxy: connection refused');
    expect(await failureOf(`https://${NAME}`, refusing.origin)).toBe('proxy: answered 407 to CONNECT');
    expect(await failureOf(`https://${NAME}`, silent.origin)).toBe('proxy: no connection within 200 ms');
    expect(await failureOf(`https://${NAME}`, garbage.origin)).toMatch(/^proxy: not HTTP: /);
    expect(await failureOf(`http://${NAME}`, 'socks5://127.0.0.1:1')).toBe(
      'proxy: http_proxy is not the URL of an HTTP proxy',
    );
  });

  test('loopback is never reached', async () => {
    const target = await serve((_, response) => response.end('direct'));
    const proxy = await proxyTo(target);
    const env = { HTTP_PROXY: proxy.origin, http_proxy: proxy.origin };

    for (const host of ['127.0.0.1', 'localhost']) {
      expect(textOf(await openUser(`http://${host}:${target.port}`, { env }).get('/'))).toBe('direct');
    }
    expect(proxy.connections()).toBe(0);
  });
});

describe('which proxy', () => {
  const originOf = (url: string, env: Record<string, string>) => proxyFor(new URL(url), env)?.origin ?? null;
  const env = { HTTP_PROXY: 'http://p:1', HTTPS_PROXY: 'http://p:2' };

  test.each([
    ['http://a.example', env, 'http://p:1'],
    ['https://a.example', env, 'http://p:2'],
    ['https://a.example', { HTTP_PROXY: 'http://p:1' }, null],
    ['http://a.example', { ...env, http_proxy: 'http://lower:3' }, 'http://lower:3'],
    ['http://a.example', { ...env, http_proxy: '' }, null],
    ['http://a.example', { HTTP_PROXY: 'p:8080' }, 'http://p:8080'],
    ['http://[::1]:8000', env, null],
    ['http://127.8.9.10', env, null],
    ['http://app.localhost', env, null],
    ['http://[2001:db8::1]', env, 'http://p:1'],
  ])('%s with %j', (url, variables, proxy) => {
    expect(originOf(url, variables as Record<string, string>)).toBe(proxy);
  });

  test.each([
    ['*', 'http://a.example', true],
    ['a.example', 'http://a.example', true],
    ['a.example', 'http://x.a.example', true],
    ['.a.example', 'http://x.a.example', true],
    ['*.A.example', 'http://x.a.example', true],
    ['a.example', 'http://ba.example', false],
    ['x, a.example:8080', 'http://a.example:8080', true],
    ['a.example:8080', 'http://a.example', false],
    ['a.example:80', 'http://a.example', true],
    ['10.0.0.1', 'http://10.0.0.1:99', true],
    ['2001:db8::1', 'http://[2001:db8::1]', true],
    ['[2001:db8::1]:80', 'http://[2001:db8::1]', true],
    ['', 'http://a.example', false],
  ])('NO_PROXY=%s excepts %s: %s', (exceptions, url, isExcepted) => {
    expect(originOf(url, { ...env, NO_PROXY: exceptions }) === null).toBe(isExcepted);
  });
});
