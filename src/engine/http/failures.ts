import { tlsWords } from './tls-words.ts';

/** No connection came about in time. */
export class ConnectTimeout extends Error {
  constructor(timeoutMs: number) {
    super(`no connection within ${durationWords(timeoutMs)}`);
  }
}

/** The proxy, not the target, is what failed. */
export class ProxyFailure extends Error {
  constructor(cause: unknown) {
    super('proxy', { cause });
  }
}

/** A failure that is in words already. */
export class Failure extends Error {}

/** The connection was closed in order, but too early. */
export class BrokenConnection extends Failure {
  constructor() {
    super('connection closed before the answer was complete');
  }
}

/** What came is no answer of HTTP/1.1. */
export class NotHttp extends Failure {
  /** @param reason such as the parser's. It knows two more protocols that begin alike; to a reader they are beside the point. */
  constructor(reason: string) {
    super(`not HTTP: ${reason.startsWith('Expected HTTP/') ? 'the answer is of another protocol' : reason}`);
  }
}

/** What a scenario asks for cannot be sent. */
export class NotPossible extends Failure {
  constructor(why: string) {
    super(`request not possible: ${why}`);
  }
}

export const TEST_ENDED = 'the test ended';

/** By error code. They do not vary with the request, so that equal failures are counted together. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'connection refused'],
  ['ECONNRESET', 'connection reset'],
  ['EPIPE', 'connection reset'],
  ['ECONNABORTED', 'connection aborted'],
  ['ETIMEDOUT', 'connection timed out'],
  ['EHOSTUNREACH', 'host unreachable'],
  ['EHOSTDOWN', 'host unreachable'],
  ['ENETUNREACH', 'network unreachable'],
  ['EADDRNOTAVAIL', 'no local port is free'],
  ['EACCES', 'connection not permitted'],
  ['EPERM', 'connection not permitted'],
  ['EMFILE', 'too many open files'],
  ['ENFILE', 'too many open files'],
]);

/** What went wrong with a request, in words. */
export function failureWords(error: unknown): string {
  if (error instanceof Failure || error instanceof ConnectTimeout) return error.message;
  if (error instanceof ProxyFailure) return `proxy: ${failureWords(error.cause)}`;
  const { code, message } = codeAndMessage(error);
  return WORDS.get(code) ?? wordsOfName(code, error) ?? tlsWords(code, message) ?? wordsOf(code, message);
}

function codeAndMessage(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: '', message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // Node says by its message alone that the reset was in the middle of a handshake.
  const inHandshake = code === 'ECONNRESET' && error.message.includes('before secure TLS connection');
  return { code: inHandshake ? 'TLS_HANDSHAKE_CUT' : code, message: error.message };
}

function wordsOfName(code: string, error: unknown): string | null {
  if (code !== 'ENOTFOUND' && code !== 'EAI_AGAIN' && code !== 'EAI_NONAME') return null;
  const name = error instanceof Error && 'hostname' in error ? `: ${error.hostname}` : '';
  return code === 'EAI_AGAIN' ? `name server does not answer${name}` : `host not found${name}`;
}

function wordsOf(code: string, message: string): string {
  // Of Node's own parser, which reads what a proxy says.
  if (code.startsWith('HPE_')) return new NotHttp(message.replace('Parse Error: ', '')).message;
  if (code !== '') return `network error ${code}`;
  return message.split('\n', 1)[0]?.slice(0, 200) || 'unknown error';
}

/** Whether the connection broke, as it does when a server closes an idle one just when a request is sent on it. */
export function isBrokenConnection(error: unknown): boolean {
  const { code } = codeAndMessage(error);
  return error instanceof BrokenConnection || code === 'ECONNRESET' || code === 'EPIPE';
}

/** '30 s', '1.5 s', '250 ms'. */
export function durationWords(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${ms / 1000} s`;
}

/** 'answer too large: over 16 MiB'. */
export function tooLargeWords(maxBytes: number): string {
  return `answer too large: over ${sizeWords(maxBytes)}`;
}

function sizeWords(bytes: number): string {
  if (bytes % 2 ** 20 === 0) return `${bytes / 2 ** 20} MiB`;
  if (bytes % 2 ** 10 === 0) return `${bytes / 2 ** 10} KiB`;
  return `${bytes} bytes`;
}
