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
  /** Name, value, name, value … */
  readonly headers: string[];
  readonly body: string | Uint8Array | null;
}

/**
 * Is told what happens to one request, in this order; `onError` or `onComplete` is the last. The names are undici's
 * (its handlers with raw headers), so that a receiver can be handed to it as it is.
 */
export interface Receiver {
  /** Set by the transport before `onConnect`. */
  clock: ConnectClock | null;
  /** A connection is there and the request is written next. Throws when it is not wanted any more. */
  onConnect(abort: (error?: Error) => void): void;
  onBodySent(chunk: Uint8Array): void;
  /** The first byte of an answer is there. */
  onResponseStarted(): void;
  /** Heads of 1xx come before that of the answer. `headers`: name, value, name, value … False pauses. */
  onHeaders(status: number, headers: readonly Uint8Array[]): boolean;
  onData(chunk: Uint8Array): boolean;
  onComplete(): void;
  onError(error: Error): void;
}

/** Knows how long a connection took to open. */
export interface ConnectClock {
  /** In ms, for the first request on the connection; null for those after it. */
  takeConnectMs(): number | null;
}
