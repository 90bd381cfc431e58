import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { ownHeaders, raw, startWeb } from '../support/web.ts';

it('serves this machine alone, by each of its names', async () => {
  const { url } = await startWeb();
  const { port } = new URL(url);
  for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, 'LOCALHOST']) {
    expect({ host, status: (await raw(url, { headers: { host } })).status }).toEqual({ host, status: 200 });
  }
});

it.each([
  'evil.example',
  'localhost.evil.example:8089',
  '192.0.2.7:8089',
  'evil.example@localhost',
  'localhost:8089:1',
])('refuses the host %s: its name may have been led here', async (host) => {
  const { url } = await startWeb();
  const { status } = await raw(url, { headers: { host } });
  expect([400, 421]).toContain(status);
});

it.each([
  ['of another origin', { origin: 'http://evil.example' }],
  ['of a page without origin, as a report in its sandbox is', { origin: 'null' }],
  ['of another port of this machine', { origin: 'http://localhost:1' }],
  ['of another site, as the browser says', { 'sec-fetch-site': 'cross-site' }],
  ['of another port, as the browser says', { 'sec-fetch-site': 'same-site' }],
])('refuses a change %s', async (_, headers) => {
  const { url } = await startWeb();
  const answer = await raw(url, {
    method: 'POST',
    path: '/api/uploads',
    headers: { ...ownHeaders, ...headers },
  });
  expect(answer.status).toBe(403);
});

it('refuses a change that a form of another site could send', async () => {
  const { url } = await startWeb();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await raw(url, { method: 'POST', path: '/api/uploads', headers });
  expect(answer.status).toBe(403);
  expect(JSON.parse(answer.body)).toEqual({
    error: {
      what: 'the header "x-plimsoll: 1" is missing',
      fix: 'Programs send it with every request that changes something.',
    },
  });
});

it('takes a change of its own pages', async () => {
  const { url } = await startWeb();
  const headers = { ...ownHeaders, origin: url, host: new URL(url).host, 'sec-fetch-site': 'same-origin' };
  expect((await raw(url, { method: 'POST', path: '/api/uploads', headers })).status).toBe(201);
});

it('a picture of another site cannot ask, a link from there can lead here', async () => {
  const { url } = await startWeb();
  const site = { 'sec-fetch-site': 'cross-site' };
  expect(
    (await raw(url, { headers: { ...site, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' } })).status,
  ).toBe(403);
  const link = { ...site, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
  expect((await raw(url, { headers: link })).status).toBe(200);
  const frame = { ...site, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' };
  expect((await raw(url, { headers: frame })).status).toBe(403);
});

it('with a token, asks everybody for it and keeps it out of the address', async () => {
  const token = 'a-token-of-the-test';
  const { url } = await startWeb({ bind: '0.0.0.0', token });
  const here = url.replace(/\/\/.*:/, '//127.0.0.1:');
  expect((await raw(here)).status).toBe(401);
  expect((await raw(here, { headers: { authorization: 'Bearer another-token' } })).status).toBe(401);
  expect((await raw(here, { path: '/runs?token=another-token' })).status).toBe(401);
  expect((await raw(here, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
  const first = await raw(here, { path: `//evil.example/?token=${token}` });
  expect(first.status).toBe(303);
  expect(first.headers['location']).toBe('/evil.example/');
  const [cookie = ''] = first.headers['set-cookie'] ?? [];
  expect(cookie).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
  expect(cookie).not.toContain(token);
  expect((await raw(here, { headers: { cookie: cookie.split(';')[0] ?? '' } })).status).toBe(200);
  // By a name that is not its own, not even with the token.
  const led = { authorization: `Bearer ${token}`, host: 'evil.example' };
  expect((await raw(here, { headers: led })).status).toBe(421);
});

it('does not listen for others without a token', async () => {
  await expect(startWeb({ bind: '0.0.0.0' })).rejects.toMatchObject({ code: 'token-needed' });
});

it('says when the port is taken, and takes no other', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  await expect(startWeb({ port })).rejects.toMatchObject({
    code: 'cannot-listen',
    message: `port ${port} of 127.0.0.1 is in use by another process`,
  });
});

it.each([
  '/runs/../../etc/passwd/report',
  '/runs/%2e%2e%2f%2e%2e%2fetc/report',
  '/runs/..%2f..%2f/report',
  '/runs/.removed/report',
  '/runs/__proto__/report',
  '/runs/000000000000/report',
  '/runs/%00/report',
  '/templates/web/runs.hbs',
  '/%ff',
])('%s leads nowhere', async (path) => {
  const { url } = await startWeb();
  expect([400, 404]).toContain((await raw(url, { path })).status);
});

it('refuses requests that are malformed or too large, and goes on', async () => {
  const { url } = await startWeb();
  const post = (body: string, headers = {}) =>
    raw(url, { method: 'POST', path: '/api/uploads/x/import', headers: { ...ownHeaders, ...headers }, body });
  expect((await post('{')).status).toBe(404);
  expect((await raw(url, { path: `/runs?q=${'x'.repeat(20_000)}` })).status).toBe(431);
  const huge = { ...ownHeaders, 'content-length': `${2 ** 40}` };
  const put = await raw(url, { method: 'PUT', path: '/api/uploads/x/files?name=a', headers: huge });
  expect(put.status).toBe(413);
  const { port } = new URL(url);
  const answered = await new Promise<string>((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => void socket.write('NONSENSE\r\n\r\n'));
    socket.once('data', (data) => resolve(data.toString()));
  });
  expect(answered).toMatch(/^HTTP\/1\.1 400 /);
  expect((await raw(url)).status).toBe(200);
});

it('answers a loop of requests with 429', async () => {
  const { url } = await startWeb();
  const statuses = new Set<number>();
  for (let batch = 0; batch < 20 && !statuses.has(429); batch += 1) {
    const answers = Array.from({ length: 100 }, () => raw(url, { path: '/api/none' }));
    for (const { status } of await Promise.all(answers)) statuses.add(status);
  }
  expect([...statuses].sort()).toEqual([404, 429]);
});

it('every answer forbids to be framed, sniffed, and loaded from elsewhere', async () => {
  const { url } = await startWeb();
  for (const path of ['/runs', '/api/runs', '/none', '/api/none']) {
    const { headers } = await raw(url, { path });
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
  }
});
