import buildConnector from 'undici/lib/core/connect.js';
import { ConnectTimeout } from './failures.ts';
import type { HttpSettings } from './session.ts';

/** Opens a socket to a host, with TLS on it where the protocol says so. What it returns can be given up. */
export type OpenSocket = (options: SocketOptions, callback: SocketCallback) => GivenUp;

/** What undici asks of a connector. */
export type SocketOptions = Parameters<ReturnType<typeof buildConnector>>[0];
export type SocketCallback = Parameters<ReturnType<typeof buildConnector>>[1];

interface GivenUp {
  destroy(error: Error): void;
}

/**
 * Opens sockets without a proxy. Node tries IPv6 and IPv4 addresses in turn (RFC 8305). TLS sessions are not resumed:
 * each connection costs the server what that of a new visitor costs.
 */
export function socketOpener(settings: Pick<HttpSettings, 'connectTimeoutMs' | 'isInsecure'>): OpenSocket {
  const connector = buildConnector({
    timeout: 0,
    maxCachedSessions: 0,
    rejectUnauthorized: !settings.isInsecure,
  });
  // The connector returns its socket, which its type does not say.
  const open = connector as unknown as OpenSocket;
  return withinTime(open, settings.connectTimeoutMs);
}

/** Gives up an attempt after so long, with a `ConnectTimeout`. undici's own timers go by half seconds. */
export function withinTime(open: OpenSocket, timeoutMs: number): OpenSocket {
  return (options, callback) => {
    const timer = setTimeout(() => attempt.destroy(new ConnectTimeout(timeoutMs)), timeoutMs);
    const attempt = open(options, (...outcome) => {
      clearTimeout(timer);
      callback(...outcome);
    });
    return attempt;
  };
}

/** Remembers what is not open yet: undici lets that go on when a client is destroyed, and the process with it. */
export class SocketAttempts {
  readonly open: OpenSocket;
  readonly #attempts = new Set<GivenUp>();

  constructor(open: OpenSocket) {
    this.open = (options, callback) => {
      const attempt = open(options, (...outcome) => {
        this.#attempts.delete(attempt);
        callback(...outcome);
      });
      this.#attempts.add(attempt);
      return attempt;
    };
  }

  giveUp(error: Error): void {
    for (const attempt of this.#attempts) attempt.destroy(error);
  }
}
