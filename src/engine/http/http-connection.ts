import { WaitingLine } from '../waiting-line.ts';
import type { Destination } from './destination.ts';
import { Failure, TEST_ENDED } from './failures.ts';
import { HttpSocket, type SocketOwner } from './http-socket.ts';
import { type OnRead, onRead, SocketAttempts } from './open-socket.ts';
import type { RequestHead } from './request-head.ts';
import type { Connection, Receiver, WireRequest } from './transport.ts';

/** A request that can be sent. */
export interface Sendable {
  readonly request: WireRequest;
  readonly head: RequestHead;
  readonly receiver: Receiver;
}

/** Told that a connection has nothing to do. */
type OnFree = (connection: HttpConnection) => void;

/** One socket at a time: opened for the first request, and anew for the next one after it was closed. */
export class HttpConnection implements Connection, SocketOwner {
  readonly #destination: Destination;
  readonly #line: WaitingLine<Sendable>;
  readonly #onFree: OnFree;
  readonly #attempts: SocketAttempts;
  readonly #onRead: OnRead = onRead((bytes) => this.#socket?.read(bytes));
  #socket: HttpSocket | null = null;
  /** With which the socket was opened. */
  #servername: string | null = null;
  /** Of the socket, before its first request. */
  #connectMs: number | null = null;
  /** For whom a socket is being opened. */
  #next: Sendable | null = null;
  #isBusy = false;
  #ended: Error | null = null;

  /**
   * @param line of those who wait for this connection or for others to the same place.
   * @param onFree told when nobody waits either.
   */
  constructor(destination: Destination, line = new WaitingLine<Sendable>(), onFree: OnFree = () => {}) {
    this.#destination = destination;
    this.#line = line;
    this.#onFree = onFree;
    this.#attempts = new SocketAttempts(destination.open);
  }

  dispatch(request: WireRequest, receiver: Receiver): void {
    if (this.#ended !== null) {
      receiver.onError(this.#ended);
      return;
    }
    const head = this.#destination.headOf(request, receiver);
    if (head === null) return;
    if (this.#isBusy) this.#line.add({ request, head, receiver });
    else this.begin(request, head, receiver);
  }

  /** It must have nothing to do. */
  begin(request: WireRequest, head: RequestHead, receiver: Receiver): void {
    this.#start(request, head, receiver);
    if (!this.#isBusy) this.#goOn();
  }

  async retire(): Promise<void> {
    this.#ended = new Failure(TEST_ENDED);
    if (!this.#isBusy) await this.#socket?.close();
  }

  async destroy(error: Error): Promise<void> {
    const { running } = this.#socket ?? { running: null };
    const next = this.#next;
    this.#ended = error;
    this.#next = null;
    this.#attempts.giveUp(error);
    const closed = this.#socket?.close();
    running?.onError(error);
    next?.receiver.onError(error);
    for (let waiting = this.#line.take(); waiting !== undefined; waiting = this.#line.take()) {
      waiting.receiver.onError(error);
    }
    await closed;
  }

  onFree(socket: HttpSocket): void {
    if (socket !== this.#socket) return;
    this.#isBusy = false;
    this.#goOn();
  }

  #goOn(): void {
    while (!this.#isBusy) {
      const next = this.#line.take();
      if (next === undefined) {
        if (this.#ended === null) this.#onFree(this);
        else void this.#socket?.close();
        return;
      }
      this.#start(next.request, next.head, next.receiver);
    }
  }

  #start(request: WireRequest, head: RequestHead, receiver: Receiver): void {
    const socket = this.#usableSocket(head);
    if (socket === null) this.#open({ request, head, receiver });
    else this.#send(socket, request, head, receiver);
  }

  #usableSocket({ servername }: RequestHead): HttpSocket | null {
    const socket = this.#socket;
    if (socket === null) return null;
    const isOther = this.#destination.isTls && servername !== this.#servername;
    if (!isOther && socket.isUsable) return socket;
    this.#socket = null;
    void socket.close();
    return null;
  }

  #send(socket: HttpSocket, request: WireRequest, head: RequestHead, receiver: Receiver): void {
    const connectMs = this.#connectMs;
    this.#connectMs = null;
    // As long as it is sent nothing else is, whatever the receiver does.
    this.#isBusy = true;
    this.#isBusy = socket.send(request, head, receiver, connectMs);
  }

  #open(next: Sendable): void {
    const beganMs = performance.now();
    this.#isBusy = true;
    this.#next = next;
    this.#servername = next.head.servername;
    const options = { ...this.#destination.socketOptions(this.#servername), onread: this.#onRead };
    this.#attempts.open(options, (error, socket) => {
      if (error !== null) this.#onRefused(error);
      else if (this.#ended !== null && this.#next === null) socket.destroy();
      else this.#onOpen(new HttpSocket(socket, this), performance.now() - beganMs);
    });
  }

  #onOpen(socket: HttpSocket, connectMs: number): void {
    const next = this.#next;
    this.#next = null;
    this.#socket = socket;
    this.#connectMs = connectMs;
    this.#isBusy = false;
    if (next !== null) this.#send(socket, next.request, next.head, next.receiver);
    if (!this.#isBusy) this.#goOn();
  }

  #onRefused(error: Error): void {
    const next = this.#next;
    this.#next = null;
    this.#isBusy = false;
    next?.receiver.onError(error);
    if (!this.#isBusy) this.#goOn();
  }
}
