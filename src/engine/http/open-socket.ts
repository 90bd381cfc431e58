import buildConnector from 'undici/lib/core/connect.js';
import { ConnectTimeout } from './failures.ts';
import type { HttpSettings } from './session.ts';

/** Opens a socket to a host, with TLS on it where the protocol says so. What it returns can be given up. */
export type OpenSocket = (options: SocketOptions, callback: SocketCallback) => GivenUp;

/** `onread`: reads without Node's streams, where the socket is made for it; otherwise there are events with data. */
export type SocketOptions = Parameters<ReturnType<typeof buildConnector>>[0] & { readonly onread: OnRead };
export type SocketCallback = Parameters<ReturnType<typeof buildConnector>>[1];

interface GivenUp {
  destroy(error: Error): void;
}

/**
 * Opens sockets without a proxy. Node tries IPv6 and IPv4 addresses in turn (RFC 8305). TLS sessions are not resumed:
 * each connection costs the server what that of a new visitor costs.
 */
export function socketOpener(settings: Pick<HttpSettings, 'connectTimeoutMs' | 'isInsecure'>): OpenSocket {
  const open = (options: SocketOptions, callback: SocketCallback): GivenUp => {
    const connector = buildConnector({
      timeout: 0,
      maxCachedSessions: 0,
      rejectUnauthorized: !settings.isInsecure,
      onread: options.onread,
    });
    // The connector returns its socket, which its type does not say.
    return (connector as unknown as OpenSocket)(options, callback);
  };
  return withinTime(open, settings.connectTimeoutMs);
}

/** What Node calls when it has read; see `net.connect`. */
export interface OnRead {
  readonly buffer: Uint8Array | (() => Uint8Array);
  readonly callback: (length: number, buffer: Uint8Array) => boolean;
}

const READ_BYTES = 64 * 1024;
let readBuffer: Buffer | null = null;

/**
 * Hands on what was read, in bytes of its own. All sockets read into the same memory, as what one read is handed on before
 * the next one reads. In Windows a socket is given the memory before there is anything to read, so each has its own.
 */
export function onRead(handOn: (bytes: Buffer) => void): OnRead {
  const isWindows = process.platform === 'win32';
  // Kept, as many answers are of one length.
  let piece: Uint8Array = Buffer.alloc(0);
  if (!isWindows) readBuffer ??= Buffer.allocUnsafeSlow(READ_BYTES);
  return {
    buffer: isWindows ? () => Buffer.allocUnsafeSlow(READ_BYTES / 4) : (readBuffer as Buffer),
    callback: (length, buffer) => {
      if (piece.length !== length || piece.buffer !== buffer.buffer) piece = buffer.subarray(0, length);
      const bytes = Buffer.allocUnsafe(length);
      bytes.set(piece);
      handOn(bytes);
      return true;
    },
  };
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
