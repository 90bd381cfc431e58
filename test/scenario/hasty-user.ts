import { check } from '../../src/scenario/check.ts';
import type { RequestOptions, Response, User } from '../../src/scenario/scenario.ts';
import type { ThinkTime } from '../../src/scenario/think-time.ts';

/** Thrown by `abort`. */
export class Aborted extends Error {}

/** One user over fetch who does not wait: for looking at what a scenario sends. */
export function hastyUser<State>(settings: {
  readonly host: string;
  readonly id?: number;
  readonly type?: string;
  readonly state: (user: { readonly id: number; readonly type: string; random(): number }) => State;
  /** Told of each wait instead of waiting. */
  readonly onWait?: (time: ThinkTime) => void;
}): User<State> {
  const { id = 1, type = 'one', host } = settings;
  let drawn = id;
  // Park & Miller (1988): enough for a test, and the same each time.
  const random = () => {
    drawn = (drawn * 48_271) % 2_147_483_647;
    return drawn / 2_147_483_647;
  };
  const send =
    (method: string) =>
    (path: string, options: RequestOptions = {}) =>
      request(`${host}${path}`, method, options);
  return {
    id,
    type,
    random,
    state: settings.state({ id, type, random }),
    headers: {},
    get: send('GET'),
    post: send('POST'),
    put: send('PUT'),
    patch: send('PATCH'),
    delete: send('DELETE'),
    head: send('HEAD'),
    request: (method, path, options) => send(method)(path, options),
    wait: async (time) => settings.onWait?.(time),
    next: (feed) => feed.rows[Math.floor(random() * feed.rows.length)] as (typeof feed.rows)[number],
    choose: (items) => items[Math.floor(random() * items.length)] as (typeof items)[number],
    between: (least, most) => least + Math.floor(random() * (most - least + 1)),
    group: (_name, run) => run(),
    abort: (reason) => {
      throw new Aborted(reason);
    },
  };
}

async function request(url: string, method: string, options: RequestOptions): Promise<Response> {
  const query = new URLSearchParams(
    Object.entries(options.query ?? {}).map(([name, value]) => [name, String(value)]),
  );
  const answer = await fetch(`${url}${query.size === 0 ? '' : `?${query}`}`, {
    method,
    ...(options.json === undefined ? {} : { body: JSON.stringify(options.json) }),
    headers: {
      ...options.headers,
      ...(options.json === undefined ? {} : { 'content-type': 'application/json' }),
    },
  });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const body = new TextDecoder().decode(bytes);
  const response: Response = {
    status: answer.status,
    failure: null,
    header: (name) => answer.headers.get(name),
    text: () => body,
    json: () => JSON.parse(body),
    bytes: () => bytes,
    serviceTimeMs: 0,
  };
  const checks = options.checks ?? [check('HTTP error', ({ status }) => status < 400)];
  const failure = checks.map(({ explain }) => explain(response)).find((reason) => reason !== null) ?? null;
  return { ...response, failure: failure === null ? null : `check failed: ${failure}` };
}
