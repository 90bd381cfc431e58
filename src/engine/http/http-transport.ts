import { Destination } from './destination.ts';
import { forwardingTo } from './forwarding.ts';
import { HttpConnection } from './http-connection.ts';
import { HttpPool } from './http-pool.ts';
import { socketOpener, withinTime } from './open-socket.ts';
import { type HttpProxy, proxyFor } from './proxy.ts';
import type { HttpSettings } from './session.ts';
import type { Connection, Transport } from './transport.ts';
import { tunnelThrough } from './tunnel.ts';

/**
 * HTTP/1.1 over Node's sockets, parsed by llhttp: half the time of undici's client, which is for more than a load test
 * asks for (`docs/engine-performance.md`).
 */
export function httpTransport(settings: HttpSettings): Transport {
  const direct = socketOpener(settings);
  const connect = (origin: URL, connections: number | null): Connection => {
    const proxy = proxyFor(origin, settings.env);
    if (proxy === null) return connected(new Destination(origin, direct), connections);
    if (origin.protocol === 'http:') return forwarding(origin, proxy, connections);
    const tunnel = withinTime(tunnelThrough(proxy, direct), settings.connectTimeoutMs);
    return connected(new Destination(origin, tunnel), connections);
  };
  const forwarding = (origin: URL, proxy: HttpProxy, connections: number | null): Connection => {
    const toProxy = new Destination(new URL(proxy.origin), proxy.opener(direct));
    return forwardingTo(origin, proxy, connected(toProxy, connections));
  };
  return {
    connection: (origin) => connect(origin, null),
    pool: connect,
  };
}

function connected(destination: Destination, connections: number | null): Connection {
  return connections === null ? new HttpConnection(destination) : new HttpPool(destination, connections);
}
