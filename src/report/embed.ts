import { gunzipSync, gzipSync } from 'node:zlib';
import type { Result } from '../model/result.ts';

const OPENING = '<script type="application/json" id="plimsoll-result">';
const CLOSING = '</script>';
const ENCODING = 'gzip+base64';
/** Far more than the result of any run; a page from the internet may claim to hold anything. */
const LARGEST_RESULT_BYTES = 512_000_000;

/** The result as a script element that is data, not code: compressed, so that no text in it can end the element. */
export function embedResult(result: Result): string {
  const data = gzipSync(JSON.stringify(result), { level: 6 }).toString('base64');
  return `${OPENING}${JSON.stringify({ encoding: ENCODING, data })}${CLOSING}`;
}

/**
 * The result that a report holds. Null when the page holds none, or when what it holds cannot be read. The content is
 * as foreign as any file: check it before use.
 */
export function extractResult(html: string): Result | null {
  const json = extractResultJson(html);
  if (json === null) return null;
  try {
    return JSON.parse(json) as Result;
  } catch {
    return null;
  }
}

/** The same as the JSON text that it is in the page. */
export function extractResultJson(html: string): string | null {
  const start = html.lastIndexOf(OPENING);
  const end = html.indexOf(CLOSING, start);
  if (start === -1 || end === -1) return null;
  try {
    const { encoding, data } = JSON.parse(html.slice(start + OPENING.length, end)) as Record<string, unknown>;
    if (encoding !== ENCODING || typeof data !== 'string') return null;
    const json = gunzipSync(Buffer.from(data, 'base64'), { maxOutputLength: LARGEST_RESULT_BYTES });
    return json.toString('utf8');
  } catch {
    return null;
  }
}

/** Any value as JSON that may stand inside a script element: no text in it can end the element or open a comment. */
export function scriptSafeJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
