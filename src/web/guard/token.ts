import { createHash, timingSafeEqual } from 'node:crypto';

/** The cookie that stands for a token that was given once. */
const COOKIE = 'plimsoll-token';

/** Where a request may bring the token. */
export interface TokenCarrier {
  readonly authorization: string | undefined;
  readonly cookie: string | undefined;
}

/** Whether a request brings the token: as `Authorization: Bearer …`, or in the cookie. */
export function carriesToken({ authorization, cookie }: TokenCarrier, token: string): boolean {
  const bearer = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
  if (bearer !== undefined) return isToken(bearer, token);
  const kept = new RegExp(`(?:^|;\\s*)${COOKIE}=([0-9a-f]{64})(?:;|$)`).exec(cookie ?? '')?.[1];
  return kept !== undefined && isToken(kept, cookieValue(token));
}

/** Compared in the same time wherever they differ. */
export function isToken(given: string, token: string): boolean {
  return timingSafeEqual(digest(given), digest(token));
}

/** `Set-Cookie` for a browser that has brought the token. Sent to us alone, and never from a page of another site. */
export function tokenCookie(token: string): string {
  return `${COOKIE}=${cookieValue(token)}; HttpOnly; SameSite=Strict; Path=/`;
}

/** Not the token itself: it may hold what a cookie cannot. */
function cookieValue(token: string): string {
  return digest(`cookie ${token}`).toString('hex');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
