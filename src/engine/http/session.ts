/** The HTTP side of one simulated user: its connections and cookies. */
export interface HttpSession {
  /** Never rejects: what went wrong is in the result. */
  send(request: HttpRequest): Promise<HttpResult>;
  /** Closes the connections at once; what is in flight fails with 'the test ended'. */
  close(): void;
}

/** Makes the sessions of a test; holds what they share. */
export interface HttpSessions {
  open(): HttpSession;
  /** Closes everything that is shared. */
  close(): Promise<void>;
}

/** What all requests of a test have in common. */
export interface HttpSettings {
  /** Origin and path prefix of requests with a relative URL, such as 'http://localhost:8000'. */
  readonly host: string;
  /** 'per-user': a keep-alive connection (per origin) for each user. 'shared': a pool of this many for all. */
  readonly connections: 'per-user' | { readonly shared: number };
  readonly connectTimeoutMs: number;
  /** Whether certificates are not verified. */
  readonly isInsecure: boolean;
  /** A longer body fails the request and closes its connection. */
  readonly maxBodyBytes: number;
  /** HTTP_PROXY, HTTPS_PROXY, NO_PROXY and their lower-case forms. Loopback never goes through a proxy. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Null when requests may go there, else why not, in words. Asked before a redirect is followed, too; once per origin to which they may. */
  readonly refuseOrigin: (origin: URL) => Promise<string | null>;
}

/** Decides by the head of an answer who reads its body as it comes. */
export type OnHead = (
  status: number,
  header: (name: string) => string | null,
) => ((chunk: Uint8Array, atMs: number) => void) | null;

export interface HttpRequest {
  readonly method: string;
  /** Absolute, or a path with query on the host. */
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
  readonly timeoutMs: number;
  readonly followRedirects: boolean;
  /**
   * Called when the head of the (last) answer has come. What it returns is called with each chunk as it came
   * (decompressed), and the time it came at; null when the body is only kept.
   */
  readonly onHead: OnHead | null;
}

/** Times are of `performance.now()`, in ms. */
export interface HttpResult {
  /** 0 when there was no answer. */
  readonly status: number;
  /**
   * What went wrong on the way, in words that do not vary with the request: 'connection refused'. A status is no failure
   * here. A body that cannot be decompressed shows here after `body()` was called, as nobody else takes the time.
   */
  readonly failure: string | null;
  /** Lower-case name; of several, the values joined with ', '. */
  header(name: string): string | null;
  /** Decompressed; empty when that is not possible. */
  body(): Uint8Array;
  /** When it was handed over, and it was known that it may be sent; opening a connection comes after it. */
  readonly sentAtMs: number;
  /** Head of the (last) answer; null when none came. */
  readonly firstByteAtMs: number | null;
  readonly endAtMs: number;
  /** How long the connection took that was opened for this request; null when one was open. */
  readonly connectMs: number | null;
  /** Of the bodies, as they were on the wire. */
  readonly bytesIn: number;
  readonly bytesOut: number;
}
