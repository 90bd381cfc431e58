import { Deadlines } from './deadlines.ts';
import { Failure, TEST_ENDED } from './failures.ts';
import { HeaderLists } from './header-lists.ts';
import { httpTransport } from './http-transport.ts';
import { OriginConnections } from './origin-connections.ts';
import { OriginGate } from './origin-gate.ts';
import type { HttpSessions, HttpSettings } from './session.ts';
import type { Transport } from './transport.ts';
import { parseHost } from './url.ts';
import { type UserConnections, UserSession } from './user-session.ts';

/** Sessions over HTTP/1.1 and TLS. Nothing is connected before the first request. */
export function createHttpSessions(settings: HttpSettings): HttpSessions {
  return sessionsOver(httpTransport(settings), settings);
}

/** The same over another client. */
function sessionsOver(transport: Transport, settings: HttpSettings): HttpSessions {
  const host = parseHost(settings.host);
  const { connections, maxBodyBytes } = settings;
  const shared = {
    host,
    gate: new OriginGate(settings.refuseOrigin),
    headerLists: new HeaderLists(),
    deadlines: new Deadlines(),
    maxBodyBytes,
  };
  const pools =
    connections === 'per-user'
      ? null
      : new OriginConnections((origin) => transport.pool(origin, connections.shared), host?.origin.origin);
  const connectionsOfUser = (): UserConnections => {
    if (pools !== null) return { to: (url) => pools.to(url), close: () => {} };
    const own = new OriginConnections((origin) => transport.connection(origin), host?.origin.origin);
    return { to: (url) => own.to(url), close: () => void own.close(new Failure(TEST_ENDED)) };
  };
  return {
    open: () => new UserSession(shared, connectionsOfUser()),
    close: async () => pools?.close(new Failure(TEST_ENDED)),
  };
}
