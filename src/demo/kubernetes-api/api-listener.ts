import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Problem } from '../../model/problem.ts';

/** In PEM. */
export interface TlsFiles {
  readonly key: string;
  readonly cert: string;
}

/** A server on 127.0.0.1 that can go away and come back. */
export class ApiListener {
  readonly #handle: RequestListener;
  readonly #tls: TlsFiles | null;
  #server: Server | null = null;

  /** @param tls null for plain HTTP. */
  constructor(handle: RequestListener, tls: TlsFiles | null) {
    this.#handle = handle;
    this.#tls = tls;
  }

  /** @throws {Problem} 'cannot-listen'. */
  async open(port: number): Promise<number> {
    const tls = this.#tls;
    const server =
      tls === null
        ? createServer(this.#handle)
        : createTlsServer({ key: tls.key, cert: tls.cert }, this.#handle);
    try {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      const what = `cannot listen on 127.0.0.1:${port} for the Kubernetes API: ${reason}`;
      throw new Problem('environment', 'cannot-listen', what, {
        fix: 'Choose another port, or 0 for any that is free.',
        cause: error,
      });
    }
    this.#server = server;
    return (server.address() as AddressInfo).port;
  }

  /** Cuts all connections. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server === null) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }
}
