import { BrokenConnection, Failure, NotHttp } from './failures.ts';
import { LlhttpParser, PARSED, type ParserCallbacks } from './llhttp.ts';
import { RawHeaders } from './raw-headers.ts';

/** An answer with a longer head fails, in words that name this size. Browsers take 256 KiB; most servers write 8 KiB at most. */
const MAX_HEAD_BYTES = 64 * 1024;
const GO_ON = 0;
const NO_BODY = 1;
const STOP = -1;
const NO_BYTES = Buffer.alloc(0);

/** Who reads the answers of a connection. */
export interface AnswerListener {
  /** The first byte of an answer is there. False when none is waited for. */
  onBegin(): boolean;
  /** Heads of 1xx come before that of the answer. True when no body follows, as after HEAD. */
  onHead(status: number, headers: RawHeaders, keepsAlive: boolean): boolean;
  onBody(chunk: Uint8Array): void;
  onEnd(): void;
}

/** Makes answers of the bytes of one connection. */
export class AnswerReader implements ParserCallbacks {
  readonly #listener: AnswerListener;
  readonly #parser: LlhttpParser;
  /** What is read now; while a head goes over several pieces, all of them from its first header on. */
  #bytes: Buffer = NO_BYTES;
  /** Where in them the piece begins that is parsed now. */
  #base = 0;
  #marks: number[] = [];
  #isInHead = false;
  #isInName = false;
  /** Of the names and values of this answer's headers and trailers. */
  #headBytes = 0;
  #fault: Error | null = null;
  #isClosed = false;

  constructor(listener: AnswerListener) {
    this.#listener = listener;
    this.#parser = new LlhttpParser(this);
  }

  /**
   * @param bytes not written to any more.
   * @returns what is wrong with them; null when nothing is. After a fault it takes no more.
   */
  read(bytes: Buffer): Error | null {
    const isHeadCut = this.#isInHead && this.#marks.length > 0;
    this.#base = isHeadCut ? this.#bytes.length : 0;
    this.#bytes = isHeadCut ? Buffer.concat([this.#bytes, bytes]) : bytes;
    return this.#faultOf(this.#parser.execute(bytes));
  }

  /** No more comes: that ends the answer, or breaks it off. */
  end(): Error | null {
    return this.#parser.finish() === PARSED ? null : new BrokenConnection();
  }

  /** May be called while it reads: its listener is not told anything more. */
  close(): void {
    this.#isClosed = true;
    this.#parser.free();
  }

  onMessageBegin(): number {
    this.#marks = [];
    this.#isInName = false;
    this.#isInHead = true;
    if (this.#isClosed) return STOP;
    return this.#listener.onBegin() ? GO_ON : this.#stop(new NotHttp('an answer to nothing'));
  }

  onHeaderName(start: number, length: number): number {
    const at = this.#base + start;
    const marks = this.#marks;
    if (!this.#isInHead) return this.#count(length);
    if (this.#isInName) marks[marks.length - 1] = at + length;
    else marks.push(at, at + length);
    this.#isInName = true;
    return this.#count(length);
  }

  onHeaderValue(start: number, length: number): number {
    const at = this.#base + start;
    const marks = this.#marks;
    if (!this.#isInHead) return this.#count(length);
    if (this.#isInName) marks.push(at, at + length);
    else marks[marks.length - 1] = at + length;
    this.#isInName = false;
    return this.#count(length);
  }

  onHeadersComplete(status: number, isUpgrade: boolean, keepsAlive: boolean): number {
    this.#isInHead = false;
    if (this.#isClosed) return STOP;
    if (isUpgrade || status === 101) {
      return this.#stop(new NotHttp('the server changed the protocol unasked'));
    }
    // Only asked for by 'expect', which is not sent.
    if (status === 100) return this.#stop(new NotHttp('an answer to nothing'));
    this.#headBytes = 0;
    const hasNoBody = this.#listener.onHead(status, new RawHeaders(this.#bytes, this.#marks), keepsAlive);
    return hasNoBody ? NO_BODY : GO_ON;
  }

  onBody(start: number, length: number): void {
    if (this.#isClosed) return;
    const at = this.#base + start;
    this.#listener.onBody(this.#bytes.subarray(at, at + length));
  }

  onMessageComplete(): void {
    this.#headBytes = 0;
    if (!this.#isClosed) this.#listener.onEnd();
  }

  #count(bytes: number): number {
    this.#headBytes += bytes;
    if (this.#headBytes <= MAX_HEAD_BYTES) return GO_ON;
    return this.#stop(new Failure('head of the answer too large: over 64 KiB'));
  }

  #stop(fault: Error): number {
    this.#fault = fault;
    return STOP;
  }

  #faultOf(outcome: number): Error | null {
    if (outcome === PARSED || this.#isClosed) return null;
    return this.#fault ?? new NotHttp(this.#parser.reason);
  }
}
