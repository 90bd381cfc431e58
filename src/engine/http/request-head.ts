import { isIP } from 'node:net';
import { NotPossible } from './failures.ts';
import { withoutBrackets } from './url.ts';

/** What stands in a head behind the request line, made once for all requests with the same headers. */
export interface RequestHead {
  /** Lines, each with its end; without 'content-length' and the empty line. */
  readonly lines: string;
  /** Whether the request asks for the connection to be closed behind it. */
  readonly closes: boolean;
  /** The name that TLS asks for because of a 'host' header; null without that header. */
  readonly servername: string | null;
  /** What the request says itself of its body's length; null when it does not. */
  readonly contentLength: number | null;
}

/** A scenario has a few lists of headers that it sends again and again. */
const KEPT = 4;

/** The heads of requests to one origin. */
export class RequestHeads {
  readonly #host: string;
  readonly #lists: (readonly string[])[] = [];
  readonly #heads: RequestHead[] = [];
  #oldest = 0;

  /** @param host as in the URL. */
  constructor(host: string) {
    this.#host = host;
  }

  /**
   * @param headers name, value, name, value …; one that was seen lately is known by its identity, so it must not change.
   * @throws {NotPossible} when they cannot be sent.
   */
  of(headers: readonly string[]): RequestHead {
    const known = this.#lists.indexOf(headers);
    if (known !== -1) return this.#heads[known] as RequestHead;
    const head = requestHead(headers, this.#host);
    this.#lists[this.#oldest] = headers;
    this.#heads[this.#oldest] = head;
    this.#oldest = (this.#oldest + 1) % KEPT;
    return head;
  }
}

function requestHead(headers: readonly string[], originHost: string): RequestHead {
  let host: string | null = null;
  let contentLength: number | null = null;
  let closes = false;
  let lines = '';
  for (let at = 0; at < headers.length; at += 2) {
    const name = headers[at] as string;
    const value = headers[at + 1] as string;
    checkHeader(name, value);
    if (name === 'host') host = value;
    else if (name === 'content-length') contentLength = lengthOf(value);
    else if (name === 'connection') closes ||= asksToClose(value);
    else lines += `${name}: ${value}\r\n`;
  }
  const connection = closes ? 'close' : 'keep-alive';
  return {
    lines: `host: ${host ?? originHost}\r\nconnection: ${connection}\r\n${lines}`,
    closes,
    servername: host === null ? null : servernameOf(host),
    contentLength,
  };
}

/** RFC 9110, 5.6.2. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** RFC 9110, 5.5: what would end the line, or has no place in it. */
const NOT_IN_VALUE = /[^\t\x20-\x7e\x80-\xff]/;
/** They say how the message is framed, which is up to us. */
const OURS: ReadonlySet<string> = new Set(['transfer-encoding', 'keep-alive', 'upgrade']);

function checkHeader(name: string, value: string): void {
  if (!TOKEN.test(name)) throw new NotPossible('invalid header key');
  if (NOT_IN_VALUE.test(value) || OURS.has(name)) throw new NotPossible(`invalid ${name} header`);
  if (name === 'expect') throw new NotPossible('expect header not supported');
}

function lengthOf(value: string): number {
  if (!/^\d+$/.test(value)) throw new NotPossible('invalid content-length header');
  return Number(value);
}

function asksToClose(value: string): boolean {
  const tokens = value.split(',').map((token) => token.trim().toLowerCase());
  if (!tokens.every((token) => TOKEN.test(token))) throw new NotPossible('invalid connection header');
  return tokens.includes('close');
}

/** Addresses are not asked for by name (RFC 6066, 3). */
function servernameOf(host: string): string {
  const name = withoutBrackets(host.replace(/:\d*$/, ''));
  return isIP(name) === 0 ? name : '';
}

/** Of methods that nobody has heard of the syntax is checked anew each time. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);

/** @throws {NotPossible} when no request can have the method. */
export function checkMethod(method: string): void {
  if (METHODS.has(method)) return;
  if (!TOKEN.test(method)) throw new NotPossible('invalid request method');
  if (method === 'CONNECT') throw new NotPossible('CONNECT asks a proxy for a tunnel');
}
