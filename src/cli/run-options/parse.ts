import type { HttpSettings } from '../../engine/http/session.ts';
import type { RunLabel } from '../../model/run.ts';

/** A header that is sent with every request. */
export interface Header {
  /** Lower-case. */
  readonly name: string;
  readonly value: string;
}

/** The share of one user type. */
export interface Share {
  readonly type: string;
  readonly share: number;
}

/** RFC 9110, section 5.6.2: `token`. */
const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** Nothing that could end the header: section 5.5. */
const HEADER_VALUE = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;

/** A whole number from `least` to `most`; null when the text is none. */
export function parseWhole(text: string, least: number, most: number): number | null {
  if (!/^\d{1,15}$/.test(text.trim())) return null;
  const value = Number(text);
  return value >= least && value <= most ? value : null;
}

/** A number such as '1.25' from `least` to `most`; null when the text is none. */
export function parseNumber(text: string, least: number, most: number): number | null {
  if (!/^\s*\d{1,9}(?:\.\d{1,9})?\s*$/.test(text)) return null;
  const value = Number(text);
  return value >= least && value <= most ? value : null;
}

/** '50', '0.5' or '50/s' as a number per second, above zero; null when the text is none. */
export function parseRate(text: string): number | null {
  const [, digits] = /^\s*(\d{1,9}(?:\.\d{1,9})?)\s*(?:\/\s*s)?\s*$/.exec(text) ?? [];
  const value = Number(digits ?? 0);
  return value > 0 ? value : null;
}

/** An origin, with or without a path, without a slash at its end; null when the text is no such URL. */
export function parseHost(text: string): string | null {
  if (!/^https?:\/\//i.test(text.trim()) || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.search !== '' || url.hash !== '' || url.hostname === '') return null;
  return url.href.replace(/\/+$/, '');
}

/** 'Name: value'; null when the text is no header. */
export function parseHeader(text: string): Header | null {
  const colon = text.indexOf(':');
  if (colon === -1) return null;
  const name = text.slice(0, colon).trim();
  const value = text.slice(colon + 1).trim();
  return HEADER_NAME.test(name) && HEADER_VALUE.test(value) ? { name: name.toLowerCase(), value } : null;
}

/** 'chat,health'; null when there is no name in it. */
export function parseNames(text: string): readonly string[] | null {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.length === 0 ? null : names;
}

/** 'stress=1'; null when the text is none. */
export function parseShare(text: string): Share | null {
  const [, type, digits] = /^\s*(.*\S)\s*=\s*(\d{1,9}(?:\.\d{1,9})?)\s*$/.exec(text) ?? [];
  return type === undefined ? null : { type, share: Number(digits) };
}

/** As many as "shared" alone means. */
const USUAL_SHARED = 100;

/** 'per-user', 'shared' or 'shared=50'; null when the text is none. */
export function parseConnections(text: string): HttpSettings['connections'] | null {
  if (text === 'per-user') return 'per-user';
  if (text === 'shared') return { shared: USUAL_SHARED };
  const [, digits] = /^shared=(\d{1,5})$/.exec(text) ?? [];
  const shared = Number(digits ?? 0);
  return shared > 0 ? { shared } : null;
}

/** A text is the name of the run; 'commit=4fc0e1a' is something to remember of it. Null when a key is missing. */
export function parseLabel(text: string): RunLabel | string | null {
  const equals = text.indexOf('=');
  if (equals === -1) return text.trim() === '' ? null : text;
  const key = text.slice(0, equals).trim();
  return key === '' ? null : { key, value: text.slice(equals + 1).trim() };
}
