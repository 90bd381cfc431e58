import type { MiddlewareHandler } from 'hono';
import type { Env } from './guard.ts';

/** What every answer says: loaded by our own pages alone, framed by none, taken for what it says it is, not kept. */
const USUAL: readonly (readonly [string, string])[] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Referrer-Policy', 'same-origin'],
  ['Cache-Control', 'no-store'],
];

/** Nothing at all, for answers that are no page. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** Sets the headers that an answer has not set itself. */
export const securityHeaders: MiddlewareHandler<Env> = async (context, next) => {
  await next();
  for (const [name, value] of USUAL) context.header(name, value);
  if (!context.res.headers.has('Content-Security-Policy')) context.header('Content-Security-Policy', NOTHING);
};

/**
 * The policy of a report out of the store: it may come from anybody. It runs its own scripts and reaches neither the
 * network nor this server, whose origin it does not have.
 */
export const REPORT_POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline'",
  "style-src 'unsafe-inline'",
  'font-src data:',
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  'sandbox allow-scripts allow-downloads allow-popups',
].join('; ');
