import Client from 'undici/lib/dispatcher/client.js';
import Pool from 'undici/lib/dispatcher/pool.js';
import { forwardingTo } from './forwarding.ts';
import { type OpenSocket, SocketAttempts, socketOpener, withinTime } from './open-socket.ts';
import { type HttpProxy, proxyFor } from './proxy.ts';
import type { HttpSettings } from './session.ts';
import type { ConnectClock, Connection, Receiver, Transport, WireRequest } from './transport.ts';
import { tunnelThrough } from './tunnel.ts';

/** An answer with a longer head fails, in words that name this size. Browsers take 256 KiB; most servers write 8 KiB at most. */
const MAX_HEAD_BYTES = 64 * 1024;

/**
 * What all clients have in common.
 *
 * Idle connections are kept longer than anyone thinks, but no longer than the server's own `Keep-Alive: timeout=…`
 * less half a second, so that the server does not close one while a request is on its way. Deadlines are ours: one per
 * request, from its start to its end, so undici's own timers are off.
 */
const CLIENT_OPTIONS = {
  pipelining: 1,
  keepAliveTimeout: 600_000,
  keepAliveMaxTimeout: 600_000,
  keepAliveTimeoutThreshold: 500,
  headersTimeout: 0,
  bodyTimeout: 0,
  maxHeaderSize: MAX_HEAD_BYTES,
} as const;

/**
 * undici's `dispatch` with its handlers of raw headers: no object of headers is made of an answer of which nobody reads
 * one. They are marked as deprecated, but undici 7 itself runs on them and wraps the newer ones.
 */
export function undiciTransport(settings: HttpSettings): Transport {
  const direct = socketOpener(settings);
  const connect = (origin: URL, connections: number | null): Connection => {
    const proxy = proxyFor(origin, settings.env);
    if (proxy === null) return dispatcher(origin.origin, direct, connections);
    if (origin.protocol === 'http:') return forwarding(origin, proxy, connections);
    const tunnel = withinTime(tunnelThrough(proxy, direct), settings.connectTimeoutMs);
    return dispatcher(origin.origin, tunnel, connections);
  };
  const forwarding = (origin: URL, proxy: HttpProxy, connections: number | null): Connection =>
    forwardingTo(origin, proxy, dispatcher(proxy.origin, proxy.opener(direct), connections));
  return {
    connection: (origin) => connect(origin, null),
    pool: connect,
  };
}

function dispatcher(origin: string, open: OpenSocket, connections: number | null): Connection {
  return connections === null
    ? new UndiciConnection(origin, open)
    : new UndiciPool(origin, open, connections);
}

/** One client and its one connection. */
class UndiciConnection implements Connection, ConnectClock {
  readonly #client: Client;
  readonly #attempts: SocketAttempts;
  #connectMs: number | null = null;

  constructor(origin: string, open: OpenSocket) {
    this.#attempts = new SocketAttempts(open);
    this.#client = new Client(origin, { ...CLIENT_OPTIONS, connect: this.#timed(this.#attempts.open) });
  }

  /** The dispatcher that a pool hands requests to. */
  get client(): Client {
    return this.#client;
  }

  dispatch(request: WireRequest, receiver: Receiver): void {
    receiver.clock = this;
    this.#client.dispatch(dispatchOptions(request), receiver as never);
  }

  async retire(): Promise<void> {
    await this.#client.close();
  }

  async destroy(error: Error): Promise<void> {
    this.#attempts.giveUp(error);
    await this.#client.destroy(error);
  }

  takeConnectMs(): number | null {
    const connectMs = this.#connectMs;
    this.#connectMs = null;
    return connectMs;
  }

  #timed(open: OpenSocket): OpenSocket {
    return (options, callback) => {
      const beganMs = performance.now();
      return open(options, (...outcome) => {
        this.#connectMs = outcome[0] === null ? performance.now() - beganMs : null;
        callback(...outcome);
      });
    };
  }
}

/** A bounded number of clients, each of which says how long its own connection took. */
class UndiciPool implements Connection {
  readonly #pool: Pool;
  readonly #attempts: SocketAttempts;

  constructor(origin: string, open: OpenSocket, connections: number) {
    const attempts = new SocketAttempts(open);
    this.#attempts = attempts;
    this.#pool = new Pool(origin, { connections, factory: () => clockedClient(origin, attempts.open) });
  }

  dispatch(request: WireRequest, receiver: Receiver): void {
    this.#pool.dispatch(dispatchOptions(request), receiver as never);
  }

  async retire(): Promise<void> {
    await this.#pool.close();
  }

  async destroy(error: Error): Promise<void> {
    this.#attempts.giveUp(error);
    await this.#pool.destroy(error);
  }
}

/** A client that puts its clock on the receiver: who calls a pool cannot know which client it will be. */
function clockedClient(origin: string, open: OpenSocket): Client {
  const connection = new UndiciConnection(origin, open);
  const client = connection.client;
  const dispatch = client.dispatch.bind(client);
  client.dispatch = (options, handler) => {
    (handler as unknown as Receiver).clock = connection;
    return dispatch(options, handler);
  };
  return client;
}

/** `reset: false` keeps the connection after HEAD and after a GET with a body, which undici closes as a precaution. */
function dispatchOptions(request: WireRequest): DispatchOptions {
  return {
    method: request.method,
    path: request.path,
    headers: request.headers,
    body: request.body,
    reset: false,
  };
}

type DispatchOptions = Parameters<Client['dispatch']>[0];
