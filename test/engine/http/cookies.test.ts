import { describe, expect, test } from 'vitest';
import { serve } from './servers.ts';
import { openUser, openUsers, type TestUser, textOf } from './user.ts';

/** '/set?a=1;%20Path=/x' sets a cookie; everything else says which cookies it got. */
const cookieServer = (host?: string) =>
  serve((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    const cookies = searchParams.getAll('c');
    if (cookies.length > 0) response.setHeader('set-cookie', cookies);
    if (pathname === '/login') response.writeHead(302, { location: '/home' });
    response.end(request.headers.cookie ?? 'none');
  }, host);

const set = (...cookies: string[]) => `/set?${new URLSearchParams(cookies.map((cookie) => ['c', cookie]))}`;
const cookiesOf = async (user: TestUser, url = '/') => textOf(await user.get(url));

describe('cookies', () => {
  test('come back to who set them', async () => {
    const { origin } = await cookieServer();
    const user = openUser(origin);

    expect(await cookiesOf(user)).toBe('none');
    await user.get(set('a=1', 'b=2; HttpOnly; SameSite=Strict'));
    expect(await cookiesOf(user)).toBe('a=1; b=2');
    await user.get(set('a=3'));
    expect((await cookiesOf(user)).split('; ').sort()).toEqual(['a=3', 'b=2']);
  });

  test('are those of one user', async () => {
    const { origin } = await cookieServer();
    const [one, other] = openUsers(origin, 2, { connections: { shared: 1 } }) as [TestUser, TestUser];

    await one.get(set('a=1'));

    expect([await cookiesOf(one), await cookiesOf(other)]).toEqual(['a=1', 'none']);
  });

  test('end when they expire or are taken back', async () => {
    const { origin } = await cookieServer();
    const user = openUser(origin);

    await user.get(set('a=1', 'b=2', 'c=3; Max-Age=0'));
    await user.get(set('a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT'));

    expect(await cookiesOf(user)).toBe('b=2');
  });

  test('go to their path only, and not from plain HTTP when they are secure', async () => {
    const { origin } = await cookieServer();
    const user = openUser(origin);

    await user.get(set('deep=1; Path=/deep', 'top=2; Path=/', 'other=3; Domain=other.example'));

    expect(await cookiesOf(user, '/')).toBe('top=2');
    expect(await cookiesOf(user, '/deep/x')).toBe('deep=1; top=2');
  });

  test('of one host do not go to another', async () => {
    const { origin, port } = await cookieServer();
    const user = openUser(origin);

    await user.get(set('a=1'));

    expect(await cookiesOf(user, `http://localhost:${port}/`)).toBe('none');
  });

  test('work on any kind of address', async () => {
    const six = await cookieServer('::1');
    const four = await cookieServer();

    for (const origin of [six.origin, four.origin, `http://localhost:${four.port}`]) {
      const user = openUser(origin);
      await user.get(set('a=1'));
      expect(await cookiesOf(user)).toBe('a=1');
    }
  });

  test('that a redirect sets go along with it', async () => {
    const { origin } = await cookieServer();

    expect(await cookiesOf(openUser(origin), set('session=9; Path=/').replace('/set', '/login'))).toBe(
      'session=9',
    );
  });

  test('of the request itself stand over them', async () => {
    const { origin } = await cookieServer();
    const user = openUser(origin);

    await user.get(set('a=1'));

    expect(textOf(await user.get('/', { headers: { cookie: 'mine=1' } }))).toBe('mine=1');
  });

  test('that are none are dropped', async () => {
    const { origin } = await cookieServer();
    const user = openUser(origin);

    expect(await user.get(set('', ';;;', 'a=1; Domain=com', '=x; Domain=\u00e4'))).toMatchObject({
      failure: null,
    });
    expect(await user.get(set('good=1'))).toMatchObject({ failure: null });

    expect(await cookiesOf(user)).toContain('good=1');
  });

  test('are no more than a user can use', async () => {
    let count = 0;
    const { origin } = await serve((request, response) => {
      if (request.url === '/count') {
        response.end(String(request.headers.cookie?.split(';').length));
        return;
      }
      const cookies = Array.from({ length: 200 }, () => `c${count++}=1; Path=/`);
      response.setHeader('set-cookie', cookies).end();
    });
    const user = openUser(origin);

    for (let round = 0; round < 4; round++) await user.get('/');

    expect(await cookiesOf(user, '/count')).toBe('500');
  });
});
