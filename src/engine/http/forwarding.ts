import type { HttpProxy } from './proxy.ts';
import type { Connection } from './transport.ts';

/** Sends requests for an http origin to a proxy in absolute form (RFC 9112, 3.2.2), which needs no tunnel. */
export function forwardingTo(origin: URL, proxy: HttpProxy, connection: Connection): Connection {
  const extra = proxy.authorization === null ? [] : ['proxy-authorization', proxy.authorization];
  return {
    dispatch({ method, path, headers, body }, receiver) {
      const host = headers.some((text, at) => at % 2 === 0 && text === 'host') ? [] : ['host', origin.host];
      const forwarded = [...headers, ...host, ...extra];
      connection.dispatch({ method, path: origin.origin + path, headers: forwarded, body }, receiver);
    },
    retire: () => connection.retire(),
    destroy: (error) => connection.destroy(error),
  };
}
