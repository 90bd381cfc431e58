import { WaitingLine } from '../waiting-line.ts';
import type { Destination } from './destination.ts';
import { Failure, TEST_ENDED } from './failures.ts';
import { HttpConnection, type Sendable } from './http-connection.ts';
import type { Connection, Receiver, WireRequest } from './transport.ts';

/** A bounded number of connections to one place. Who finds none free waits; the first in line gets the next one. */
export class HttpPool implements Connection {
  readonly #destination: Destination;
  readonly #max: number;
  readonly #line = new WaitingLine<Sendable>();
  readonly #connections: HttpConnection[] = [];
  readonly #free: HttpConnection[] = [];
  #ended: Error | null = null;

  constructor(destination: Destination, max: number) {
    this.#destination = destination;
    this.#max = max;
  }

  dispatch(request: WireRequest, receiver: Receiver): void {
    if (this.#ended !== null) {
      receiver.onError(this.#ended);
      return;
    }
    const head = this.#destination.headOf(request, receiver);
    if (head === null) return;
    const connection = this.#free.pop() ?? this.#added();
    if (connection === null) this.#line.add({ request, head, receiver });
    else connection.begin(request, head, receiver);
  }

  async retire(): Promise<void> {
    this.#ended = new Failure(TEST_ENDED);
    await Promise.all(this.#connections.map((connection) => connection.retire()));
  }

  async destroy(error: Error): Promise<void> {
    this.#ended = error;
    await Promise.all(this.#connections.map((connection) => connection.destroy(error)));
  }

  /** Null when there are as many as there may be. */
  #added(): HttpConnection | null {
    if (this.#connections.length >= this.#max) return null;
    const connection = new HttpConnection(this.#destination, this.#line, (free) => this.#free.push(free));
    this.#connections.push(connection);
    return connection;
  }
}
