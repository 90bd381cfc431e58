import type { Socket } from 'node:net';
import { type AnswerListener, AnswerReader } from './answer-reader.ts';
import { BrokenConnection } from './failures.ts';
import type { RawHeaders } from './raw-headers.ts';
import type { RequestHead } from './request-head.ts';
import { writeRequest } from './request-message.ts';
import type { Receiver, WireRequest } from './transport.ts';

/** Of a server that does not say how long it keeps an idle connection: longer than anyone thinks. */
const MAX_IDLE_MS = 600_000;
/** So much earlier than the server says, so that it does not close the connection while a request is on its way. */
const IDLE_MARGIN_MS = 500;

/** Whose socket it is. */
export interface SocketOwner {
  /** Nothing runs on it any more. It may have been closed with that, or while it was idle. */
  onFree(socket: HttpSocket): void;
}

/**
 * One open connection and the request that runs on it. Requests are not pipelined, so what comes unasked is no answer to
 * anything: the connection is closed then, and the bytes do not become the next answer.
 */
export class HttpSocket implements AnswerListener {
  readonly #socket: Socket;
  readonly #owner: SocketOwner;
  readonly #reader: AnswerReader;
  readonly #abort = (): void => this.#end(null);
  /** Whose answer is waited for. */
  #running: Receiver | null = null;
  #isHead = false;
  /** When the bytes came that are read now. */
  #atMs = 0;
  /** Of what runs: whether the head of its answer was there, and all of it. */
  #hasHead = false;
  #isComplete = false;
  /** Whether the connection stays when the answer is complete, and how long. */
  #staysOpen = false;
  #idleMs = MAX_IDLE_MS;
  #usableUntilMs = Number.POSITIVE_INFINITY;
  #isClosed = false;

  /** @param socket just opened. */
  constructor(socket: Socket, owner: SocketOwner) {
    this.#socket = socket;
    this.#owner = owner;
    this.#reader = new AnswerReader(this);
    socket.on('data', (bytes) => this.read(bytes));
    socket.on('end', () => this.#onEof());
    socket.on('error', (error) => this.#onBroken(error));
    socket.on('close', () => this.#end(new BrokenConnection()));
  }

  /** Whose answer is waited for; null when none runs. */
  get running(): Receiver | null {
    return this.#running;
  }

  /** Whether a request may be sent on it, when none runs. */
  get isUsable(): boolean {
    return !this.#isClosed && performance.now() < this.#usableUntilMs;
  }

  /** Sends one when none runs. One that is not wanted any more is told so, and the socket is as free as before. */
  send(request: WireRequest, head: RequestHead, receiver: Receiver, connectMs: number | null): boolean {
    try {
      receiver.onConnect(this.#abort, connectMs);
    } catch (error) {
      receiver.onError(error as Error);
      return false;
    }
    this.#running = receiver;
    this.#isHead = request.method === 'HEAD';
    this.#hasHead = false;
    this.#staysOpen = !head.closes;
    const bytes = writeRequest(this.#socket, request, head);
    if (bytes > 0) receiver.onBodySent(bytes);
    return true;
  }

  /** @param bytes not written to any more. */
  read(bytes: Buffer): void {
    if (this.#isClosed) return;
    this.#atMs = performance.now();
    let fault: Error | null;
    try {
      fault = this.#reader.read(bytes);
    } catch (error) {
      fault = error as Error;
    }
    if (this.#isComplete) this.#complete(fault === null && this.#staysOpen);
    else if (fault !== null) this.#end(fault);
  }

  /** Nothing may run on it, or it does not matter any more. */
  close(): Promise<void> {
    this.#running = null;
    if (!this.#isClosed) {
      this.#isClosed = true;
      this.#reader.close();
      this.#socket.destroy();
    }
    if (this.#socket.closed) return Promise.resolve();
    return new Promise((resolve) => this.#socket.once('close', () => resolve()));
  }

  onBegin(): boolean {
    if (this.#running === null || this.#isComplete) return false;
    this.#running.onResponseStarted();
    return true;
  }

  onHead(status: number, headers: RawHeaders, keepsAlive: boolean): boolean {
    if (status >= 200) {
      this.#hasHead = true;
      // As the parser sees it, an answer to HEAD has a body that ends with the connection.
      const isKept = keepsAlive || (this.#isHead && saysKeepAlive(headers));
      this.#idleMs = idleMs(headers);
      this.#staysOpen = this.#staysOpen && isKept && this.#idleMs > 0;
    }
    this.#running?.onHeaders(status, headers, this.#atMs);
    return this.#isHead;
  }

  onBody(chunk: Uint8Array): void {
    this.#running?.onData(chunk, this.#atMs);
  }

  onEnd(): void {
    this.#isComplete = this.#hasHead;
  }

  #complete(staysOpen: boolean): void {
    const receiver = this.#running;
    this.#isComplete = false;
    this.#running = null;
    this.#usableUntilMs = this.#atMs + this.#idleMs;
    if (!staysOpen) void this.close();
    receiver?.onComplete(this.#atMs);
    this.#owner.onFree(this);
  }

  /** @param error null when it was given up, of which nobody is told. */
  #end(error: Error | null): void {
    if (this.#isClosed) return;
    const receiver = this.#running;
    void this.close();
    if (error !== null) receiver?.onError(error);
    this.#owner.onFree(this);
  }

  /** The server sends no more: that may be how it ends an answer. */
  #onEof(): void {
    if (this.#isClosed) return;
    if (this.#running === null || !this.#hasHead) {
      this.#end(new BrokenConnection());
      return;
    }
    this.#atMs = performance.now();
    const fault = this.#reader.end();
    if (this.#isComplete) this.#complete(false);
    else this.#end(fault ?? new BrokenConnection());
  }

  /** A reset instead of an orderly end is how some systems end an answer that lasts until the connection closes. */
  #onBroken(error: Error & { readonly code?: string }): void {
    if (error.code === 'ECONNRESET' && this.#hasHead && !this.#staysOpen) this.#onEof();
    else this.#end(error);
  }
}

/** How long the connection may be idle by what the server says (RFC 2068, 19.7.1.1). */
function idleMs(headers: RawHeaders): number {
  if (!headers.has('keep-alive')) return MAX_IDLE_MS;
  const seconds = /timeout=\s*(\d+)/.exec(headers.value('keep-alive') ?? '')?.[1];
  return seconds === undefined ? MAX_IDLE_MS : Math.min(Number(seconds) * 1000 - IDLE_MARGIN_MS, MAX_IDLE_MS);
}

function saysKeepAlive(headers: RawHeaders): boolean {
  return headers.value('connection')?.toLowerCase() === 'keep-alive';
}
