import { onTestFinished } from 'vitest';
import type { HttpRequest, HttpResult, HttpSession, HttpSettings } from '../../../src/engine/http/session.ts';
import { createHttpSessions } from '../../../src/engine/http/sessions.ts';

/** A user with one line for each request. */
export interface TestUser {
  readonly session: HttpSession;
  get(url: string, rest?: Partial<HttpRequest>): Promise<HttpResult>;
  post(url: string, body: string, rest?: Partial<HttpRequest>): Promise<HttpResult>;
}

/** Settings for tests; what is not named does not matter to them. */
export function settingsFor(host: string, rest: Partial<HttpSettings> = {}): HttpSettings {
  return {
    host,
    connections: 'per-user',
    connectTimeoutMs: 5000,
    isInsecure: false,
    maxBodyBytes: 16 * 2 ** 20,
    env: {},
    refuseOrigin: async () => null,
    ...rest,
  };
}

/** A request of which only the URL is missing. */
export const REQUEST = {
  method: 'GET',
  headers: {},
  body: null,
  timeoutMs: 5000,
  followRedirects: true,
  onHead: null,
} as const;

/** So many users of one test, closed with it. */
export function openUsers(
  host: string,
  count: number,
  rest: Partial<HttpSettings> = {},
): readonly TestUser[] {
  const sessions = createHttpSessions(settingsFor(host, rest));
  const users = Array.from({ length: count }, () => userOf(sessions.open()));
  onTestFinished(async () => {
    for (const { session } of users) session.close();
    await sessions.close();
  });
  return users;
}

/** One user of a test of its own. */
export function openUser(host: string, rest: Partial<HttpSettings> = {}): TestUser {
  return openUsers(host, 1, rest)[0] as TestUser;
}

/** What a body says. */
export function textOf(result: HttpResult): string {
  return Buffer.from(result.body()).toString();
}

function userOf(session: HttpSession): TestUser {
  const send = (request: Partial<HttpRequest> & { readonly method: string; readonly url: string }) =>
    session.send({
      headers: {},
      body: null,
      timeoutMs: 5000,
      followRedirects: true,
      onHead: null,
      ...request,
    });
  return {
    session,
    get: (url, rest) => send({ method: 'GET', url, ...rest }),
    post: (url, body, rest) => send({ method: 'POST', url, body, ...rest }),
  };
}
