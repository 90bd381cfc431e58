import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer, type Server as NetServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A server of a test, on loopback. It is closed with the test, and all its connections with it. */
export interface TestServer {
  /** 'http://127.0.0.1:12345'. */
  readonly origin: string;
  readonly port: number;
  /** How many connections were made to it so far. */
  readonly connections: () => number;
  readonly server: NetServer;
}

/** Speaks HTTP as it should. */
export async function serve(listener: RequestListener, host = '127.0.0.1'): Promise<TestServer> {
  const server = createHttpServer(listener);
  server.keepAliveTimeout = 60_000;
  return listen(server, 'http', host);
}

/** The same over TLS, with a certificate that nobody signed. */
export async function serveTls(listener: RequestListener): Promise<TestServer> {
  const fixture = (name: string) => readFileSync(new URL(`../../fixtures/tls/${name}`, import.meta.url));
  const files = { cert: fixture('localhost.cert.pem'), key: fixture('localhost.key.pem') };
  return listen(createHttpsServer(files, listener), 'https', '127.0.0.1');
}

/** Misbehaves: whatever `onConnection` does with its socket. */
export async function serveRaw(onConnection: (socket: Socket) => void): Promise<TestServer> {
  return listen(
    createServer((socket) => {
      socket.on('error', () => {});
      onConnection(socket);
    }),
    'http',
    '127.0.0.1',
  );
}

/** Answers each request with these bytes, whatever it asks. */
export async function answerRaw(...answers: readonly string[]): Promise<TestServer> {
  let served = 0;
  return serveRaw((socket) => {
    socket.on('data', () => {
      socket.write(answers[Math.min(served, answers.length - 1)] ?? '');
      served += 1;
    });
  });
}

/** A port on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function listen(server: NetServer | Server, scheme: string, host: string): Promise<TestServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, host);
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const shown = host.includes(':') ? `[${host}]` : host;
  return { origin: `${scheme}://${shown}:${port}`, port, connections: () => connections, server };
}
