/** A URL of http or https; null for anything else. */
export function parseHttpUrl(text: string, base?: URL): URL | null {
  if (!URL.canParse(text, base?.href)) return null;
  const url = new URL(text, base);
  return (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== '' ? url : null;
}

/** '[::1]' as '::1'. */
export function withoutBrackets(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

/** The name and password in a URL as the value of an 'authorization' header; null when it has none. */
export function basicAuthorization(url: URL): string | null {
  if (url.username === '' && url.password === '') return null;
  const credentials = `${decoded(url.username)}:${decoded(url.password)}`;
  return `Basic ${Buffer.from(credentials).toString('base64')}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What a request of a scenario may give instead of a path: 'https://other.example/x'. */
const ABSOLUTE = /^[a-z][a-z0-9+.-]*:\/\//i;
/** What may not stand in a request line, or is not sent. */
const NEEDS_ENCODING = /[^\x21-\x7e]|#/;

/** The host of a test: an origin, and what stands before every path. */
export interface Host {
  readonly origin: URL;
  /** '' or such as '/api'. */
  readonly prefix: string;
  /** From name and password in the URL, for the 'authorization' header; null without. */
  readonly authorization: string | null;
}

/** @returns null when the text is no URL of http or https. */
export function parseHost(text: string): Host | null {
  const url = parseHttpUrl(text);
  if (url === null) return null;
  return {
    origin: new URL(url.origin),
    prefix: url.pathname.replace(/\/+$/, ''),
    authorization: basicAuthorization(url),
  };
}

/** Whether a request goes to another place than the host. */
export function isAbsolute(url: string): boolean {
  return url.charCodeAt(0) !== 47 && ABSOLUTE.test(url);
}

/** The path that is sent for a path in a scenario: behind the host's prefix, encoded, without a fragment. */
export function pathOnHost(path: string, prefix: string): string {
  const full = path.charCodeAt(0) === 47 ? prefix + path : `${prefix}/${path}`;
  return NEEDS_ENCODING.test(full) ? encoded(full) : full;
}

/** Dots are not resolved: what a server does with '/a/../b' may be what is tested. */
function encoded(path: string): string {
  const withoutFragment = path.split('#', 1)[0] ?? '';
  return withoutFragment.replace(/[^\x21-\x7e]+/g, percentEncoded);
}

/** In UTF-8. */
function percentEncoded(text: string): string {
  return Buffer.from(text).toString('hex').toUpperCase().replace(/../g, '%$&');
}
