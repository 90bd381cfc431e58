import type { RawHeaders } from './raw-headers.ts';

/**
 * What the engine needs of an HTTP client. Sessions know only this, so that another client can be measured against
 * the one we use.
 */
export interface Transport {
  /** A connection to the origin, opened when the first request is sent and again when it was closed. */
  connection(origin: URL): Connection;
  /** So many connections at most; requests wait in the order in which they came until one is free. */
  pool(origin: URL, connections: number): Connection;
}

/** Sends one request at a time on each connection. */
export interface Connection {
  /** Never throws: what goes wrong is told to the receiver, perhaps before this returns. */
  dispatch(request: WireRequest, receiver: Receiver): void;
  /** Takes no more requests, and closes when those in flight are over. */
  retire(): Promise<void>;
  /** Fails what is in flight, and closes. */
  destroy(error: Error): Promise<void>;
}

export interface WireRequest {
  readonly method: string;
  /** With query, without fragment; ASCII without spaces. */
  readonly path: string;
  /** Lower-case name, value, name, value … A list that is sent again may be the same one, and must not change. */
  readonly headers: readonly string[];
  readonly body: string | Uint8Array | null;
}

/**
 * Is told what happens to one request, in this order; `onError` or `onComplete` is the last, and after it has aborted the
 * request it is told nothing more. Times are of `performance.now()`: when the bytes were there to be read.
 */
export interface Receiver {
  /**
   * A connection is there and the request is written next. Throws when it is not wanted any more.
   *
   * @param abort gives the request up, with its connection.
   * @param connectMs how long the connection took to open, for the first request on it; null for those after it.
   */
  onConnect(abort: () => void, connectMs: number | null): void;
  /** @param bytes of the body. */
  onBodySent(bytes: number): void;
  /** The first byte of an answer is there. */
  onResponseStarted(): void;
  /** Heads of 1xx come before that of the answer. */
  onHeaders(status: number, headers: RawHeaders, atMs: number): void;
  /** @param chunk not written to any more. */
  onData(chunk: Uint8Array, atMs: number): void;
  onComplete(atMs: number): void;
  onError(error: Error): void;
}
