import type { CookieJar } from 'tough-cookie';

/** More different cookies are not kept over the life of a user; browsers keep 180 of a domain at a time. */
const MAX_COOKIES = 500;

/** The cookies of one user (RFC 6265). */
export interface Cookies {
  /** The value of the 'cookie' header for a URL; '' when there is none. */
  header(url: string): string;
  /** Keeps what the values of 'set-cookie' set; those that are not allowed are dropped. */
  store(url: string, values: readonly string[]): void;
}

let library: typeof import('tough-cookie') | null = null;

/** Empty. The library is loaded with the first cookie that a server sets: few tests need it. */
export async function openCookies(): Promise<Cookies> {
  library ??= await import('tough-cookie');
  const { Cookie, CookieJar } = library;
  const jar = new CookieJar(undefined, { looseMode: true });
  const seen = new Set<string>();
  const store = (url: string, value: string): void => {
    const cookie = Cookie.parse(value, { loose: true });
    if (cookie === undefined) return;
    const identity = `${new URL(url).hostname} ${cookie.domain} ${cookie.path} ${cookie.key}`;
    if (!seen.has(identity) && seen.size >= MAX_COOKIES) return;
    seen.add(identity);
    try {
      jar.setCookieSync(cookie, url, { ignoreError: true });
    } catch {
      // Not a cookie that this host may set.
    }
  };
  return {
    header: (url) => cookiesFor(jar, url),
    store: (url, values) => {
      for (const value of values) store(url, value);
    },
  };
}

function cookiesFor(jar: CookieJar, url: string): string {
  try {
    return jar.getCookieStringSync(url);
  } catch {
    return '';
  }
}
