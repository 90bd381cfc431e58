import { codingsOf, decoded, StreamDecoder } from './content-coding.ts';
import type { DeadlineQueue, Timed } from './deadlines.ts';
import { durationWords, Failure, failureWords, TEST_ENDED, tooLargeWords } from './failures.ts';
import { NO_HEADERS, type RawHeaders } from './raw-headers.ts';
import { isRedirect, type Redirectable } from './redirects.ts';
import type { HttpRequest, HttpResult } from './session.ts';
import type { Connection, Receiver } from './transport.ts';

/** Decides what follows on one answer, or on its failure. */
export interface ExchangeOwner {
  readonly maxBodyBytes: number;
  /** An answer is complete: the last one, a redirect, or one that sets cookies. */
  onAnswer(exchange: Exchange): void;
  /** The exchange failed before it was complete, and not by our doing. */
  onBroken(exchange: Exchange, error: Error): void;
  /** Called once, before the result is handed over. */
  onSettled(exchange: Exchange): void;
}

/**
 * One request with all that follows from it, and at the same time its result: one object, as there are tens of thousands
 * a second. A redirect or a second attempt begins a new leg of the same exchange.
 */
export class Exchange implements HttpResult, Receiver, Timed {
  status = 0;
  failure: string | null = null;
  sentAtMs = 0;
  firstByteAtMs: number | null = null;
  endAtMs = 0;
  connectMs: number | null = null;
  bytesIn = 0;
  bytesOut = 0;

  dueMs = 0;
  queue: DeadlineQueue | null = null;
  earlier: Timed | null = null;
  later: Timed | null = null;

  /** What is sent now: the request, or what redirects made of it. */
  sent: Redirectable;
  /** Where it is sent. */
  connection: Connection | null = null;
  origin: URL | null = null;
  path = '';
  /** From the URL; null without. */
  authorization: string | null = null;
  /** How many redirects were followed. */
  redirects = 0;
  isSettled = false;
  readonly request: HttpRequest;
  readonly #owner: ExchangeOwner;
  readonly #resolve: (result: HttpResult) => void;
  #headers: RawHeaders = NO_HEADERS;
  #chunks: Uint8Array[] = [];
  #body: Uint8Array | null = null;
  /** Of the body of this leg, on the wire. */
  #received = 0;
  /** Of what a reader got. */
  #decoded = 0;
  #reader: ((chunk: Uint8Array, atMs: number) => void) | null = null;
  #decoder: StreamDecoder | null = null;
  /** Whether the chunks are kept decompressed. */
  #isDecoded = false;
  #abort: (() => void) | null = null;
  #isOnUsedConnection = false;
  #hasBegun = false;
  #wasRetried = false;

  constructor(request: HttpRequest, owner: ExchangeOwner, resolve: (result: HttpResult) => void) {
    this.request = request;
    this.sent = request;
    this.#owner = owner;
    this.#resolve = resolve;
  }

  /** Forgets the answer of the leg before. */
  beginLeg(): void {
    this.status = 0;
    this.firstByteAtMs = null;
    this.#headers = NO_HEADERS;
    this.#chunks = [];
    this.#received = 0;
    this.#hasBegun = false;
    this.#isOnUsedConnection = false;
  }

  header(name: string): string | null {
    return this.#headers.value(name);
  }

  /** A body that cannot be decompressed is empty; then `failure` says so from now on. */
  body(): Uint8Array {
    this.#body ??= this.#readBody();
    return this.#body;
  }

  get setsCookies(): boolean {
    return this.#headers.has('set-cookie');
  }

  get cookieValues(): readonly string[] {
    return this.#headers.values('set-cookie');
  }

  /** Where the answer says to go instead; null when it is to be taken as it is. */
  get location(): string | null {
    if (!this.request.followRedirects || !isRedirect(this.status)) return null;
    return this.#headers.values('location')[0] ?? null;
  }

  /**
   * Whether the failure is that of a connection which the server closed while it was idle, and which we found out only
   * by writing on it. The server may have read the request, though: only methods of which a repetition changes nothing
   * (RFC 9110, 9.2.2) are sent again, once.
   */
  get mayBeSentAgain(): boolean {
    const isStale = this.#isOnUsedConnection && !this.#hasBegun && !this.#wasRetried;
    return isStale && IDEMPOTENT.has(this.sent.method);
  }

  /** To be called when it is. */
  markSentAgain(): void {
    this.#wasRetried = true;
  }

  /** Gives the request up, on the wire as well. */
  fail(failure: string): void {
    if (this.isSettled) return;
    const abort = this.#abort;
    this.settle(failure);
    abort?.();
  }

  settle(failure: string | null): void {
    if (this.isSettled) return;
    this.isSettled = true;
    this.failure = failure;
    if (failure !== null) this.endAtMs = performance.now();
    this.#decoder?.destroy();
    this.#decoder = null;
    this.#reader = null;
    this.#abort = null;
    this.connection = null;
    this.#owner.onSettled(this);
    this.#resolve(this);
  }

  onDeadline(): void {
    this.fail(`timeout after ${durationWords(this.request.timeoutMs)}`);
  }

  /** A request that was given up before there was a connection is not written. The connection stays. */
  onConnect(abort: () => void, connectMs: number | null): void {
    if (this.isSettled) throw new Failure(TEST_ENDED);
    this.#abort = abort;
    this.#isOnUsedConnection = connectMs === null;
    if (connectMs !== null) this.connectMs = (this.connectMs ?? 0) + connectMs;
  }

  onBodySent(bytes: number): void {
    this.bytesOut += bytes;
  }

  onResponseStarted(): void {
    this.#hasBegun = true;
  }

  onHeaders(status: number, headers: RawHeaders, atMs: number): void {
    if (status < 200 || this.isSettled) return;
    this.firstByteAtMs = atMs;
    this.status = status;
    this.#headers = headers;
    if (this.request.onHead !== null && this.location === null) this.#askReader(this.request.onHead);
  }

  onData(chunk: Uint8Array, atMs: number): void {
    if (this.isSettled) return;
    this.bytesIn += chunk.length;
    this.#received += chunk.length;
    if (this.#received > this.#owner.maxBodyBytes) this.#failAsTooLarge();
    else if (this.#decoder !== null) this.#decoder.write(chunk, atMs);
    else this.#keep(chunk, atMs);
  }

  onComplete(atMs: number): void {
    if (this.isSettled) return;
    this.endAtMs = atMs;
    this.#abort = null;
    if (this.#decoder === null) this.#owner.onAnswer(this);
    else this.#decoder.end(() => this.#owner.onAnswer(this));
  }

  onError(error: Error): void {
    this.#abort = null;
    if (this.isSettled) return;
    this.#owner.onBroken(this, error);
  }

  onDecoded(chunk: Uint8Array, atMs: number): void {
    if (this.isSettled) return;
    this.#decoded += chunk.length;
    if (this.#decoded > this.#owner.maxBodyBytes) {
      this.#failAsTooLarge();
      return;
    }
    this.#chunks.push(chunk);
    this.#read(chunk, atMs);
  }

  #keep(chunk: Uint8Array, atMs: number): void {
    this.#chunks.push(chunk);
    if (this.#reader !== null) this.#read(chunk, atMs);
  }

  #read(chunk: Uint8Array, atMs: number): void {
    try {
      this.#reader?.(chunk, atMs);
    } catch (error) {
      this.fail(failureWords(error));
    }
  }

  #askReader(onHead: NonNullable<HttpRequest['onHead']>): void {
    try {
      this.#reader = onHead(this.status, (name) => this.header(name));
    } catch (error) {
      this.fail(failureWords(error));
      return;
    }
    const codings = this.#reader === null ? [] : this.#codings();
    if (codings.length === 0) return;
    this.#decoder = new StreamDecoder(codings, {
      onDecoded: (chunk, atMs) => this.onDecoded(chunk, atMs),
      onBroken: (failure) => this.fail(failure.message),
    });
    this.#isDecoded = true;
  }

  #codings(): ReturnType<typeof codingsOf> {
    return codingsOf(this.header('content-encoding'));
  }

  #readBody(): Uint8Array {
    const [first] = this.#chunks;
    const body = this.#chunks.length === 1 && first !== undefined ? first : Buffer.concat(this.#chunks);
    this.#chunks = [];
    const codings = this.#isDecoded || body.length === 0 ? [] : this.#codings();
    if (codings.length === 0) return body;
    try {
      return decoded(body, codings, this.#owner.maxBodyBytes);
    } catch (error) {
      this.failure ??= failureWords(error);
      return new Uint8Array(0);
    }
  }

  #failAsTooLarge(): void {
    this.fail(tooLargeWords(this.#owner.maxBodyBytes));
  }
}

/** RFC 9110, 9.2.2. */
const IDEMPOTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE']);
