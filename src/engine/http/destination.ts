import type { OpenSocket, SocketOptions } from './open-socket.ts';
import { checkMethod, type RequestHead, RequestHeads } from './request-head.ts';
import { checkLength } from './request-message.ts';
import type { Receiver, WireRequest } from './transport.ts';
import { withoutBrackets } from './url.ts';

/** Where connections go, with what those to the same place share. */
export class Destination {
  readonly isTls: boolean;
  readonly open: OpenSocket;
  readonly #origin: URL;
  readonly #heads: RequestHeads;

  constructor(origin: URL, open: OpenSocket) {
    this.isTls = origin.protocol === 'https:';
    this.open = open;
    this.#origin = origin;
    this.#heads = new RequestHeads(origin.host);
  }

  /** Null when the request cannot be sent, which its receiver is told. */
  headOf(request: WireRequest, receiver: Receiver): RequestHead | null {
    try {
      checkMethod(request.method);
      const head = this.#heads.of(request.headers);
      checkLength(request, head);
      return head;
    } catch (error) {
      receiver.onError(error as Error);
      return null;
    }
  }

  /** What a socket to it is opened with. @param servername for TLS; null: that of the origin. */
  socketOptions(servername: string | null): Omit<SocketOptions, 'onread'> {
    const { hostname, host, protocol, port } = this.#origin;
    const address = { hostname: withoutBrackets(hostname), host, protocol, port };
    return servername === null ? address : { ...address, servername };
  }
}
