import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { ApiFailure, failureOfStatus } from './api-failure.ts';
import type { ApiAnswer, GetOptions, KubernetesApi, ServerTime, WatchReader } from './kubernetes-api.ts';
import { LineSplitter } from './line-splitter.ts';

/** Where an API server is, and what it is shown. */
export interface HttpApiSettings {
  /** Such as 'http://127.0.0.1:8001' (`kubectl proxy`) or 'https://10.0.0.1:443'; a path before the API's own is kept. */
  readonly url: string;
  /** PEM of the authorities to trust; null: those that Node trusts. */
  readonly ca: string | null;
  /** Read for each request, since tokens are replaced while we run; null without one. */
  readonly token: (() => string) | null;
}

/** No list in pieces is nearly as long. */
const MOST_BODY = 128 * 1024 * 1024;
/** A connection whose other end is gone without a word is noticed after some of these. */
const KEEP_ALIVE_MS = 15_000;

/** Speaks HTTP with an API server, or with what stands before it. */
export function createHttpApi(settings: HttpApiSettings): KubernetesApi {
  const base = new URL(settings.url);
  const isTls = base.protocol === 'https:';
  const agent = new (isTls ? https : http).Agent({ keepAlive: true, keepAliveMsecs: KEEP_ALIVE_MS });
  const prefix = base.pathname.replace(/\/+$/, '');

  const send = (path: string, { timeoutMs, signal }: GetOptions): Promise<Head> =>
    new Promise((resolve, reject) => {
      const authorization = settings.token === null ? {} : { authorization: `Bearer ${settings.token()}` };
      const sentMs = Date.now();
      const request = (isTls ? https : http).request(new URL(prefix + path, base), {
        agent,
        signal,
        headers: { accept: 'application/json', 'user-agent': 'plimsoll', ...authorization },
        ...(settings.ca === null || !isTls ? {} : { ca: settings.ca }),
      });
      const timer = setTimeout(() => request.destroy(silence(timeoutMs)), timeoutMs);
      request.on('socket', (socket) => socket.setKeepAlive(true, KEEP_ALIVE_MS));
      request.on('error', (error) => {
        clearTimeout(timer);
        reject(failureOfError(error, signal));
      });
      request.on('response', (response) => {
        clearTimeout(timer);
        resolve({ request, response, sentMs, receivedMs: Date.now() });
      });
      request.end();
    });

  const get = async (path: string, options: GetOptions): Promise<ApiAnswer> => {
    const head = await send(path, options);
    const timer = setTimeout(() => head.response.destroy(silence(options.timeoutMs)), options.timeoutMs);
    try {
      const body = await bodyOf(head.response, options.signal);
      refuseFailure(head.response, body);
      return { body, time: timeOf(head) };
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    name: base.origin,
    get,
    async watch(path, reader) {
      const { response } = await send(path, reader);
      if ((response.statusCode ?? 0) !== 200) {
        refuseFailure(response, await bodyOf(response, reader.signal));
        throw new ApiFailure('unusable', `HTTP ${response.statusCode}`);
      }
      reader.onOpen();
      await linesOf(response, reader);
    },
    serverTime: async (options) => (await get('/version', options)).time,
    close: () => agent.destroy(),
  };
}

interface Head {
  readonly request: ClientRequest;
  readonly response: IncomingMessage;
  readonly sentMs: number;
  readonly receivedMs: number;
}

async function bodyOf(response: IncomingMessage, signal: AbortSignal): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > MOST_BODY) throw new ApiFailure('unusable', 'the answer is larger than any list');
      chunks.push(chunk);
    }
  } catch (error) {
    throw failureOfError(error, signal);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function linesOf(response: IncomingMessage, { onLine, signal }: WatchReader): Promise<void> {
  const lines = new LineSplitter(onLine);
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) lines.push(chunk);
  } catch (error) {
    throw failureOfError(error, signal);
  }
}

/** @throws {ApiFailure} unless the status is one of success. */
function refuseFailure({ statusCode = 0, headers }: IncomingMessage, body: string): void {
  if (statusCode >= 200 && statusCode < 300) return;
  throw failureOfStatus(statusCode, body, headers['retry-after'] ?? null);
}

function timeOf({ response, sentMs, receivedMs }: Head): ServerTime | null {
  const dateMs = Date.parse(response.headers.date ?? '');
  return Number.isNaN(dateMs) ? null : { dateMs, sentMs, receivedMs };
}

function silence(timeoutMs: number): ApiFailure {
  return new ApiFailure('silent', `no answer within ${timeoutMs / 1000} s`);
}

function failureOfError(error: unknown, signal: AbortSignal): ApiFailure {
  if (error instanceof ApiFailure) return error;
  if (signal.aborted) return new ApiFailure('aborted', 'given up');
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : String(error);
  const isTrust = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ALTNAME/.test(code);
  return new ApiFailure(isTrust ? 'untrusted' : 'unreachable', WORDS.get(code) ?? message);
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'connection refused'],
  ['ECONNRESET', 'the connection was cut'],
  ['EPIPE', 'the connection was cut'],
  ['ENOTFOUND', 'host not found'],
  ['ETIMEDOUT', 'the connection timed out'],
  ['EHOSTUNREACH', 'host unreachable'],
]);
