import { parseDurationMs } from '../decode/duration.ts';
import type { RequestOptions } from '../scenario/scenario.ts';
import type { HttpRequest, OnHead } from './http/session.ts';

type Headers = Readonly<Record<string, string>>;

/** Spellings of durations that are kept; a scenario writes a few. */
const MAX_TIMEOUTS = 1000;

/** Makes requests of what a scenario says. Nearly all of them have the same headers, which are put together once. */
export class RequestBuilder {
  private readonly bare: Headers;
  private readonly json: Headers;
  private readonly form: Headers;
  private readonly timeoutMs: number;
  private readonly timeouts = new Map<string, number>();

  /** @param layers headers of every request; later ones stand over earlier ones. */
  constructor(layers: readonly Headers[], timeoutMs: number) {
    this.bare = layers.reduce(over, {});
    this.json = over(this.bare, { 'content-type': 'application/json' });
    this.form = over(this.bare, { 'content-type': 'application/x-www-form-urlencoded' });
    this.timeoutMs = timeoutMs;
  }

  /** @throws {TypeError} in words for the author of the scenario, when the options make no request. */
  build(
    method: string,
    path: string,
    options: RequestOptions,
    userHeaders: Headers,
    onHead: OnHead | null,
  ): HttpRequest {
    const { headers, body } = this.content(options);
    return {
      method,
      url: options.query === undefined ? path : withQuery(path, options.query),
      headers: this.merged(headers, userHeaders, options.headers),
      body,
      timeoutMs: options.timeout === undefined ? this.timeoutMs : this.timeoutOf(options.timeout),
      followRedirects: options.redirects ?? true,
      onHead,
    };
  }

  private content({ json, form, body }: RequestOptions): {
    headers: Headers;
    body: string | Uint8Array | null;
  } {
    if (json !== undefined) {
      if (form !== undefined || body !== undefined) throw tooManyBodies();
      const text = JSON.stringify(json);
      if (text === undefined)
        throw new TypeError('the option json of a request is nothing that JSON can hold');
      return { headers: this.json, body: text };
    }
    if (form !== undefined) {
      if (body !== undefined) throw tooManyBodies();
      return { headers: this.form, body: encoded(form) };
    }
    return { headers: this.bare, body: body ?? null };
  }

  private merged(base: Headers, userHeaders: Headers, own: Headers | undefined): Headers {
    let headers = base;
    // Without a list of keys, which would have to be made.
    for (const _ in userHeaders) {
      headers = over(headers, userHeaders);
      break;
    }
    return own === undefined ? headers : over(headers, own);
  }

  private timeoutOf(text: string): number {
    const known = this.timeouts.get(text);
    if (known !== undefined) return known;
    const timeoutMs = parseDurationMs(text);
    if (timeoutMs === null || timeoutMs <= 0) {
      throw new TypeError(`the timeout '${text}' of a request is no duration such as '10s'`);
    }
    if (this.timeouts.size < MAX_TIMEOUTS) this.timeouts.set(text, timeoutMs);
    return timeoutMs;
  }
}

function over(below: Headers, above: Headers): Headers {
  const merged: Record<string, string> = { ...below };
  for (const name of Object.keys(above)) merged[name.toLowerCase()] = String(above[name]);
  return merged;
}

function withQuery(path: string, query: NonNullable<RequestOptions['query']>): string {
  const text = encoded(query);
  if (text === '') return path;
  return `${path}${path.includes('?') ? '&' : '?'}${text}`;
}

function encoded(values: Readonly<Record<string, string | number | boolean>>): string {
  const parameters = new URLSearchParams();
  for (const name of Object.keys(values)) parameters.append(name, String(values[name]));
  return parameters.toString();
}

function tooManyBodies(): TypeError {
  return new TypeError('a request has at most one of the options json, form and body');
}
