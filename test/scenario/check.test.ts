import { describe, expect, it } from 'vitest';
import { check, json, status, text } from '../../src/scenario/check.ts';
import type { Response } from '../../src/scenario/scenario.ts';

/** An answer as it is: its text, and everything else by that. */
function answer(body: string, statusCode = 200): Response {
  return {
    status: statusCode,
    failure: null,
    header: () => null,
    text: () => body,
    json: () => JSON.parse(body),
    bytes: () => new TextEncoder().encode(body),
    serviceTimeMs: 1,
  };
}

const chat = answer(
  '{"response":"Hi","usage":{"total":3},"items":[{"id":7,"tags":["a"]}],"none":null,"ok":false}',
);

describe('a check of the status', () => {
  it('names what it wants', () => {
    expect(status(200).kind).toBe('status');
    expect(status(200).explain(answer('', 200))).toBeNull();
    expect(status(200).explain(answer('', 503))).toBe('status is 503, not 200');
    expect(status([200, 404]).explain(answer('', 404))).toBeNull();
    expect(status([200, 404]).explain(answer('', 500))).toBe('status is 500, not 200 or 404');
  });

  it.each([99, 600, 200.5, '200' as unknown as number])('refuses %s', (wrong) => {
    expect(() => status(wrong)).toThrowError(expect.objectContaining({ code: 'invalid-scenario' }));
  });

  it('refuses an empty list', () => {
    expect(() => status([])).toThrowError('status([]) is no status of HTTP');
  });
});

describe('a check of JSON', () => {
  it.each(['response', 'usage.total', 'items[0].id', 'items[0].tags[0]', '["response"]', 'ok', 'items'])(
    'finds %s',
    (path) => expect(json(path).explain(chat)).toBeNull(),
  );

  it.each([
    'answer',
    'usage.none',
    'items[1].id',
    'items.0',
    'none',
    'none.x',
    'constructor',
    'items.length',
  ])('misses %s', (path) => expect(json(path).explain(chat)).toBe(`JSON has no ${path}`));

  it('compares with what is expected', () => {
    expect(json('response', 'Hi').explain(chat)).toBeNull();
    expect(json('response', 'Ho').explain(chat)).toBe('JSON response is not "Ho"');
    expect(json('items[0]', { id: 7, tags: ['a'] }).explain(chat)).toBeNull();
    expect(json('items[0]', { id: 8 }).explain(chat)).toBe('JSON items[0] is not {"id":8}');
    expect(json('none', null).explain(chat)).toBeNull();
    expect(json('absent', null).explain(chat)).toBe('JSON has no absent');
    expect(json('ok', false).explain(chat)).toBeNull();
  });

  it('starts at a list, and takes keys with a dot in quotes', () => {
    expect(json('[1].a').explain(answer('[{},{"a":1}]'))).toBeNull();
    expect(json('labels["app.name"]').explain(answer('{"labels":{"app.name":1}}'))).toBeNull();
  });

  it.each(['', '<html>', '{"a":'])('says so when the body is none: %j', (body) => {
    expect(json('a').explain(answer(body))).toBe('body is not JSON');
  });

  it.each(['', 'a..b', 'a[', 'a[x]', '.a', 'a.', '[1'])('refuses the path %j', (path) => {
    expect(() => json(path)).toThrowError(expect.objectContaining({ code: 'invalid-scenario' }));
  });
});

describe('a check of the text', () => {
  it('looks for a part, or a pattern', () => {
    const metrics = answer('# TYPE http_requests_total counter\nhttp_requests_total 12\n');
    expect(text('http_requests_total').explain(metrics)).toBeNull();
    expect(text('other_total').explain(metrics)).toBe('text lacks other_total');
    expect(text(/^http_requests_total \d+$/m).explain(metrics)).toBeNull();
    expect(text(/^\d/).explain(metrics)).toBe('text does not match /^\\d/');
  });

  it('judges each answer from its beginning, whatever the flags', () => {
    const pattern = text(/ok/g);
    expect([1, 2, 3].map(() => pattern.explain(answer('ok')))).toEqual([null, null, null]);
  });

  it('refuses to ask for nothing', () => {
    expect(() => text('')).toThrowError('text("") asks for nothing');
  });
});

describe('a check of your own', () => {
  it('has its message', () => {
    const hasItems = check('no items', (response) => response.json().items.length > 0);
    expect(hasItems.explain(chat)).toBeNull();
    expect(hasItems.explain(answer('{"items":[]}'))).toBe('no items');
  });

  it('says so when it wants JSON and the body is none', () => {
    const hasItems = check('no items', (response) => response.json().items.length > 0);
    expect(hasItems.explain(answer('<html>Bad gateway</html>'))).toBe('body is not JSON');
  });

  it('throws on what it throws itself: the engine reports it with its place', () => {
    const hasThings = check('no things', (response) => response.json().things.length > 0);
    expect(() => hasThings.explain(chat)).toThrowError(TypeError);
    const wrong = check('never', () => JSON.parse('{') as boolean);
    expect(() => wrong.explain(chat)).toThrowError(SyntaxError);
  });

  it('must not be async: a promise would always be true', () => {
    const wrong = check('never', (async () => false) as unknown as () => boolean);
    expect(() => wrong.explain(chat)).toThrowError('the function of check("never", …) must not be async');
  });
});
