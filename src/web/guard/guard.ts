import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import { Refusal } from '../refusal.ts';
import { isOwnHost } from './hosts.ts';
import { createRateLimit } from './rate-limit.ts';
import { carriesToken, isToken, tokenCookie } from './token.ts';

/** Who is let in. */
export interface Access {
  /** Null where only this machine is served. */
  readonly token: string | null;
  /** Names of this machine, lower-case; null where only loopback is served. */
  readonly names: ReadonlySet<string> | null;
}

/** What the handlers get of a request besides itself. */
export interface Env {
  readonly Bindings: HttpBindings;
}

/** What a write brings, and a form of another site cannot: it would have to ask first, and is not allowed to. */
const WRITE_HEADER = 'x-plimsoll';
const READS = new Set(['GET', 'HEAD']);

/**
 * Refuses what does not come from our own pages or a user's own program: another `Host`, another `Origin`, no token where
 * one is needed, a write that a form of another site could send, too many requests.
 *
 * @throws {Refusal} 401, 403, 421 or 429.
 */
export function guard({ token, names }: Access): MiddlewareHandler<Env> {
  const isWithinRate = createRateLimit();
  return async (context, next) => {
    const { incoming } = context.env;
    if (!isWithinRate(incoming.socket.remoteAddress ?? '', Date.now())) {
      throw new Refusal(429, 'too many requests', 'Wait a second.');
    }
    const host = incoming.headers.host;
    if (!isOwnHost(host, names)) {
      throw new Refusal(
        421,
        'this address is none of this server',
        'Open it by the address that it printed.',
      );
    }
    refuseOtherSites(context, host ?? '');
    const redirect = token === null ? null : admit(context, token);
    if (redirect !== null) return redirect;
    return next();
  };
}

/** @throws {Refusal} 403. */
function refuseOtherSites(context: Context<Env>, host: string): void {
  const { method, headers } = context.env.incoming;
  const isRead = READS.has(method ?? '');
  const { origin } = headers;
  const site = headers['sec-fetch-site'];
  // Following a link from elsewhere only shows a page.
  const isVisit =
    isRead && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  const isForeign =
    (origin !== undefined && origin !== `http://${host}`) ||
    (site !== undefined && site !== 'same-origin' && site !== 'none' && !isVisit);
  if (isForeign) throw new Refusal(403, 'the request comes from another site');
  if (isRead || headers[WRITE_HEADER] === '1') return;
  throw new Refusal(
    403,
    `the header "${WRITE_HEADER}: 1" is missing`,
    'Programs send it with every request that changes something.',
  );
}

/**
 * Takes the token out of the address into a cookie, so that it stays out of the history and of what is copied.
 *
 * @returns where to go on without it; null for a request that has it.
 * @throws {Refusal} 401.
 */
function admit(context: Context<Env>, token: string): Response | null {
  const { authorization, cookie } = context.env.incoming.headers;
  if (carriesToken({ authorization, cookie }, token)) return null;
  const given = context.req.query('token');
  if (given === undefined || !isToken(given, token)) {
    throw new Refusal(
      401,
      'this server asks for its token',
      'Open the address that it printed, with the token in it.',
    );
  }
  context.header('Set-Cookie', tokenCookie(token));
  // '//host' would lead to another one.
  return context.redirect(context.req.path.replace(/^\/+/, '/'), 303);
}
