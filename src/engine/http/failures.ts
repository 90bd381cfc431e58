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

export const TEST_ENDED = 'the test ended';
const CLOSED_BEFORE_END = 'connection closed before the answer was complete';

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
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', CLOSED_BEFORE_END],
  ['UND_ERR_HEADERS_OVERFLOW', 'head of the answer too large: over 64 KiB'],
  ['UND_ERR_REQ_CONTENT_LENGTH_MISMATCH', 'request not possible: content-length is not that of the body'],
  ['UND_ERR_DESTROYED', TEST_ENDED],
  ['UND_ERR_CLOSED', TEST_ENDED],
]);

/** What went wrong with a request, in words. */
export function failureWords(error: unknown): string {
  if (error instanceof Failure || error instanceof ConnectTimeout) return error.message;
  if (error instanceof ProxyFailure) return `proxy: ${failureWords(error.cause)}`;
  if (error instanceof Error && error.name === 'HTTPParserError') return parserWords(error.message);
  const { code, message } = codeAndMessage(error);
  return WORDS.get(code) ?? wordsOfName(code, error) ?? tlsWords(code, message) ?? wordsOf(code, message);
}

/** The parser's reason stands in brackets at the end. */
function parserWords(message: string): string {
  const reason = /\((.*)\)$/.exec(message)?.[1] ?? message;
  return reason === 'Invalid EOF state' ? CLOSED_BEFORE_END : notHttp(reason);
}

/** The parser knows two more protocols that begin alike; to a reader they are beside the point. */
function notHttp(reason: string): string {
  return `not HTTP: ${reason.startsWith('Expected HTTP/') ? 'the answer is of another protocol' : reason}`;
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
  if (code.startsWith('HPE_')) return notHttp(message.replace('Parse Error: ', ''));
  if (code === 'UND_ERR_SOCKET') return wordsOfSocket(message);
  if (code === 'UND_ERR_INVALID_ARG' || code === 'UND_ERR_NOT_SUPPORTED')
    return `request not possible: ${message}`;
  if (code !== '') return `network error ${code}`;
  return message.split('\n', 1)[0]?.slice(0, 200) || 'unknown error';
}

/** undici's own words for what a server did with the connection. */
function wordsOfSocket(message: string): string {
  if (message === 'bad upgrade') return 'not HTTP: the server changed the protocol unasked';
  if (message === 'bad response') return 'not HTTP: an answer to nothing';
  return CLOSED_BEFORE_END;
}

/** undici says so of any fault in a head that has a 'content-length' already. */
export function isLengthMismatch(error: Error): boolean {
  return codeAndMessage(error).code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH';
}

/** Whether the connection broke, as it does when a server closes an idle one just when a request is sent on it. */
export function isBrokenConnection(error: unknown): boolean {
  const { code, message } = codeAndMessage(error);
  return (
    code === 'ECONNRESET' || code === 'EPIPE' || (code === 'UND_ERR_SOCKET' && !message.startsWith('bad '))
  );
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
