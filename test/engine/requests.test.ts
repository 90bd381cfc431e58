import { describe, expect, it } from 'vitest';
import { bodyOf, countingServer, serving } from './support/http-server.ts';
import { constantUsers, endpointOf, requestsOf, runTest } from './support/run-test.ts';

/** A user that does this once. */
function once(code: string, before = ''): string {
  return `{ one: { thinkTime: constant('30s'), tasks: { once: { run: async (user) => { ${before}${code} } } } } }`;
}

/** Answers with what it was asked. */
function mirror(): Promise<string> {
  return serving(async (request, response) => {
    const { method, url, headers } = request;
    response.end(JSON.stringify({ method, url, headers, body: await bodyOf(request) }));
  });
}

const load = constantUsers(1, 150);

describe.concurrent('a request', () => {
  it('carries headers from the test over those of the scenario, the user and the request over both', async () => {
    const host = await mirror();
    const test = await runTest({
      host,
      load,
      headers: { 'x-b': 'test', 'x-c': 'test', 'x-d': 'test' },
      users: `{ one: { thinkTime: constant('30s'), tasks: { once: { run: async (user) => {
        user.headers['X-C'] = 'user';
        user.headers['x-d'] = 'user';
        const { headers } = (await user.get('/', { headers: { 'X-D': 'request' } })).json();
        await user.get('/' + ['x-a', 'x-b', 'x-c', 'x-d'].map((name) => headers[name]).join('-'));
      } } } } }, headers: { 'X-A': 'scenario', 'X-B': 'scenario' }`,
    });
    expect(requestsOf(test)).toHaveProperty('GET /scenario-test-user-request');
  });

  it('has a body as JSON, as a form or as it is, and a query', async () => {
    const host = await mirror();
    const test = await runTest({
      host,
      load,
      users: once(`
        const seen = [
          await user.post('/', { json: { a: [1] } }),
          await user.put('/', { form: { a: 'x y', b: 2 } }),
          await user.patch('/', { body: 'plain', headers: { 'content-type': 'text/plain' } }),
          await user.request('delete', '/?c=1', { query: { d: 'ä&', e: true } }),
        ].map((response) => response.json());
        const told = seen.map(({ method, url, headers, body }) => [method, url, headers['content-type'], body]);
        await user.get('/told', { checks: [check(JSON.stringify(told), () => false)] });
      `),
    });
    const message = test.all.failures[0]?.message ?? '';
    expect(JSON.parse(message.replace('check failed: ', ''))).toEqual([
      ['POST', '/', 'application/json', '{"a":[1]}'],
      ['PUT', '/', 'application/x-www-form-urlencoded', 'a=x+y&b=2'],
      ['PATCH', '/', 'text/plain', 'plain'],
      ['DELETE', '/?c=1&d=%C3%A4%26&e=true', null, ''],
    ]);
  });

  it('is counted under its name, or else its path without the query', async () => {
    const { host } = await countingServer();
    const test = await runTest({
      host,
      load,
      users: once(`
        await user.get('/item/1', { name: 'GET /item/[id]' });
        await user.get('/item/2', { name: '/item/[id]' });
        await user.get('/search?q=1');
        await user.get('/search', { query: { q: 2 } });
        await user.post('/search');
      `),
    });
    expect(requestsOf(test)).toEqual({ 'GET /item/[id]': 2, 'GET /search': 2, 'POST /search': 1 });
  });

  it('with one name too many is counted with the others of its method', async () => {
    const { host } = await countingServer();
    const test = await runTest({
      host,
      load: constantUsers(1, 1000),
      maxEndpoints: 3,
      users: once(
        `for (let i = 0; i < 50; i += 1) await user.get('/' + i); await user.post('/49'); await user.get('/0');`,
      ),
    });
    expect(requestsOf(test)).toEqual({
      'GET /0': 2,
      'GET /1': 1,
      'GET /2': 1,
      'GET (other names)': 47,
      'POST (other names)': 1,
    });
  });

  it('fails by its status, by the first check that is not met, and on its way, in words', async () => {
    const host = await serving((request, response) => {
      if (request.url === '/cut') response.destroy();
      else if (request.url !== '/late')
        response.writeHead(request.url === '/busy' ? 503 : 200).end('{"a":1}');
    });
    const test = await runTest({
      host,
      load: constantUsers(1, 600),
      users: once(`
        await user.get('/busy');
        await user.get('/busy', { checks: [json('a', 2)] });
        await user.get('/busy', { name: '/expected', checks: [status(503)] });
        await user.get('/ok', { checks: [status(200), json('a', 1), check('too small', (r) => r.json().a > 1), json('b')] });
        await user.post('/cut');
        await user.get('/late', { timeout: '100ms' });
      `),
    });
    expect(
      test.all.failures.map(({ key, message, count }) => `${key.method} ${key.name}: ${message}: ${count}`),
    ).toEqual([
      'GET /busy: HTTP 503 Service Unavailable: 2',
      'POST /cut: connection closed before the answer was complete: 1',
      'GET /late: timeout after 100 ms: 1',
      'GET /ok: check failed: too small: 1',
    ]);
    expect(endpointOf(test, 'GET /expected').failures).toBe(0);
    const busy = endpointOf(test, 'GET /busy');
    expect(busy.responseTime).toBeNull();
    expect(busy.measures.map(({ id }) => id)).toContain('failed-response-time');
    const example = test.all.failures[0]?.example;
    expect(example).toMatchObject({ status: 503, body: '{"a":1}', isBodyCut: false });
  });

  it('that failed leaves the beginning of its answer to look at', async () => {
    const host = await serving((_, response) => response.writeHead(500).end('x'.repeat(5000)));
    const test = await runTest({ host, load, users: once(`await user.get('/');`) });
    expect(test.all.failures[0]?.example).toMatchObject({
      status: 500,
      body: 'x'.repeat(1024),
      isBodyCut: true,
    });
  });

  it.each([
    ['json and form', `await user.post('/', { json: 1, form: {} });`, 'at most one'],
    ['a wrong timeout', `await user.post('/', { timeout: 'soon' });`, "'soon'"],
    ['a function as JSON', `await user.post('/', { json: () => 1 });`, 'JSON'],
  ])('with %s is not sent, and the scenario is told', async (_, code, words) => {
    const { host, counts } = await countingServer();
    const test = await runTest({ host, load, users: once(code) });
    expect(counts.size).toBe(0);
    expect(test.all.exceptions[0]?.message).toContain(words);
    expect(test.all.exceptions[0]?.traceback).toMatch(/scenario-\d+\.ts/);
  });

  it('measures the first byte and the connection, which is opened once', async () => {
    const { host } = await countingServer();
    const test = await runTest({ host, load, users: once(`await user.get('/'); await user.get('/');`) });
    const counts = endpointOf(test, 'GET /').measures.map(
      ({ id, histogram }) => `${id} ${histogram.counts.reduce((sum, count) => sum + count, 0)}`,
    );
    expect(counts).toEqual(['time-to-first-byte 2', 'connect-time 1']);
  });

  it('reads a text in the character set that the answer states', async () => {
    const host = await serving((_, response) => {
      response.setHeader('content-type', 'text/plain; charset=ISO-8859-1');
      response.end(Buffer.from('Grüße', 'latin1'));
    });
    const test = await runTest({
      host,
      load,
      users: once(`await user.get('/', { checks: [text('Grüße')] });`),
    });
    expect(endpointOf(test, 'GET /').failures).toBe(0);
  });
});

describe.concurrent('an answer that is streamed', () => {
  it('is measured token by token, from the moment of sending', async () => {
    const host = await serving((_, response) => {
      response.setHeader('content-type', 'text/event-stream');
      const tokens = ['a', 'b', 'c'];
      const send = () => {
        const token = tokens.shift();
        if (token === undefined) response.end();
        else {
          response.write(`data: {"token":"${token}"}\n\n`);
          setTimeout(send, 50);
        }
      };
      setTimeout(send, 100);
    });
    const test = await runTest({
      host,
      load: constantUsers(1, 800),
      users: once(`await user.post('/chat', { stream: true, checks: [text('abc')] });`),
    });
    const chat = endpointOf(test, 'POST /chat');
    expect(chat.failures).toBe(0);
    const minOf = (id: string) => chat.measures.find((measure) => measure.id === id)?.histogram.min ?? -1;
    expect(minOf('ttft.firstContent')).toBeGreaterThan(80);
    expect(minOf('ttft.firstContent')).toBeLessThan(chat.responseTime?.max ?? 0);
    expect(minOf('e2e.lastContent')).toBeGreaterThan(180);
    expect(minOf('tokens')).toBe(3);
    expect(minOf('itl.gap')).toBeGreaterThan(20);
  });

  it('that is refused is an answer with a body like any other', async () => {
    const host = await serving((_, response) => response.writeHead(429).end('slow down'));
    const test = await runTest({ host, load, users: once(`await user.post('/chat', { stream: true });`) });
    expect(test.all.failures).toMatchObject([
      { message: 'HTTP 429 Too Many Requests', example: { body: 'slow down' } },
    ]);
  });
});

describe.concurrent('a group', () => {
  it('is timed as one and counted beside its requests', async () => {
    const host = await serving((_, response) => setTimeout(() => response.end('ok'), 40));
    const test = await runTest({
      host,
      load: constantUsers(1, 300),
      users: once(
        `await user.group('buy', async () => { await user.get('/cart'); await user.get('/pay'); });`,
      ),
    });
    const group = endpointOf(test, 'GROUP buy');
    expect(group).toMatchObject({ counts: 'groups', requests: 1, failures: 0 });
    expect(group.responseTime?.min).toBeGreaterThan(70);
    expect(endpointOf(test, 'GET /pay').counts).toBe('requests');
  });

  it('fails with a request in it, and with what it throws', async () => {
    const host = await serving((request, response) =>
      response.writeHead(request.url === '/bad' ? 500 : 200).end(),
    );
    const test = await runTest({
      host,
      load: constantUsers(1, 300),
      users: once(`
        await user.group('outer', async () => {
          await user.group('good', async () => { await user.get('/'); });
          await user.group('bad', async () => { await user.get('/bad'); });
        });
        await user.group('thrown', async () => { throw new Error('no'); });
      `),
    });
    expect(test.all.failures.map(({ key, message }) => `${key.name}: ${message}`)).toEqual([
      '/bad: HTTP 500 Internal Server Error',
      'bad: a request in it failed',
      'outer: a request in it failed',
      'thrown: it threw an exception',
    ]);
    expect(endpointOf(test, 'GROUP good').failures).toBe(0);
    expect(test.all.exceptions).toHaveLength(1);
  });
});
