/** The Kubernetes API, read only: paths as '/apis/apps/v1/namespaces/default/deployments'. */
export interface KubernetesApi {
  /** How the cluster is reached: 'kubectl, context "prod"', 'https://10.0.0.1:443'. */
  readonly name: string;
  /** @throws {ApiFailure} */
  get(path: string, options: GetOptions): Promise<ApiAnswer>;
  /**
   * Reads a watch until the server ends it, which it does after the `timeoutSeconds` of the path.
   *
   * @throws {ApiFailure} when it could not begin, or was cut.
   */
  watch(path: string, reader: WatchReader): Promise<void>;
  /**
   * What the server's clock shows; null where nothing tells.
   *
   * @throws {ApiFailure}
   */
  serverTime(options: GetOptions): Promise<ServerTime | null>;
  /** Ends everything that is under way. More than once does no harm. */
  close(): void;
}

export interface GetOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface WatchReader {
  /** Each is a JSON document: `{"type":"MODIFIED","object":{…}}`. */
  readonly onLine: (line: string) => void;
  /** The server has taken the watch on. */
  readonly onOpen: () => void;
  /** For the beginning; a watch without changes says nothing for minutes. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface ApiAnswer {
  /** JSON as text. */
  readonly body: string;
  /** Null where the transport does not tell. */
  readonly time: ServerTime | null;
}

/** A Date header and when it came, Unix epoch ms. It was written after `sentMs` and before `receivedMs` of our clock. */
export interface ServerTime {
  /** Whole seconds: the server's clock was in [dateMs, dateMs + 1000). */
  readonly dateMs: number;
  readonly sentMs: number;
  readonly receivedMs: number;
}
