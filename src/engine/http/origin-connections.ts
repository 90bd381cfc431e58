import type { Connection } from './transport.ts';

/** A server can redirect to any number of origins; beyond these, the oldest connection is closed. */
const MAX_ORIGINS = 32;

/** Connections by origin. */
export class OriginConnections {
  readonly #open: (origin: URL) => Connection;
  readonly #keptOrigin: string | undefined;
  readonly #byOrigin = new Map<string, Connection>();

  /** @param keptOrigin is not closed, however many others there are. */
  constructor(open: (origin: URL) => Connection, keptOrigin: string | undefined) {
    this.#open = open;
    this.#keptOrigin = keptOrigin;
  }

  /** @throws {Failure} when there can be none. */
  to(url: URL): Connection {
    const known = this.#byOrigin.get(url.origin);
    if (known !== undefined) return known;
    if (this.#byOrigin.size >= MAX_ORIGINS) this.#retireOldest();
    const connection = this.#open(new URL(url.origin));
    this.#byOrigin.set(url.origin, connection);
    return connection;
  }

  async close(error: Error): Promise<void> {
    const connections = [...this.#byOrigin.values()];
    this.#byOrigin.clear();
    await Promise.all(connections.map((connection) => connection.destroy(error)));
  }

  #retireOldest(): void {
    for (const [origin, connection] of this.#byOrigin) {
      if (origin === this.#keptOrigin) continue;
      this.#byOrigin.delete(origin);
      void connection.retire();
      return;
    }
  }
}
