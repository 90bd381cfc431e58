import type { HttpRequest } from './session.ts';
import { parseHttpUrl } from './url.ts';

/** As fetch and Locust's clients do it: at most so many, one after the other. */
export const MAX_REDIRECTS = 10;

/** Whether the status asks to go elsewhere. 300 and 304 do not. */
export function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

/** What of a request a redirect changes. */
export type Redirectable = Pick<HttpRequest, 'method' | 'headers' | 'body'>;

/** Where a redirect leads; null when its location is no URL of http or https. */
export function redirectTarget(location: string, from: URL): URL | null {
  return parseHttpUrl(location, from);
}

/**
 * The request that follows a redirect, as fetch makes it (WHATWG Fetch, HTTP-redirect fetch): 303, and 301 and 302 of a
 * POST, become a GET without a body; 307 and 308 stay what they are. Another origin is not told who the user is.
 */
export function redirected(request: Redirectable, status: number, from: URL, to: URL): Redirectable {
  const { method } = request;
  const isGet = becomesGet(method, status);
  const dropped = new Set([
    ...(isGet ? BODY_HEADERS : []),
    ...(from.origin === to.origin ? [] : OWN_HEADERS),
  ]);
  const headers = Object.entries(request.headers).filter(([name]) => !dropped.has(name));
  return {
    method: isGet ? 'GET' : method,
    headers: Object.fromEntries(headers),
    body: isGet ? null : request.body,
  };
}

function becomesGet(method: string, status: number): boolean {
  if (status === 303) return method !== 'GET' && method !== 'HEAD';
  return (status === 301 || status === 302) && method === 'POST';
}

const BODY_HEADERS = [
  'content-encoding',
  'content-language',
  'content-length',
  'content-location',
  'content-type',
];
const OWN_HEADERS = ['authorization', 'cookie', 'host', 'proxy-authorization'];
