import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import { onTestFinished } from 'vitest';

/** Listens on 127.0.0.1 until the test is over. Returns 'host:port'. */
async function listening(server: Server | TcpServer): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A server of plain HTTP; its URL. */
export async function httpServer(answer: RequestListener): Promise<string> {
  return `http://${await listening(createServer(answer))}`;
}

/** A server of TLS with a certificate of its own; 'host:port'. */
export async function tlsServer(
  certificate: { readonly key: string; readonly cert: string },
  answer: RequestListener,
): Promise<string> {
  return listening(createTlsServer(certificate, answer));
}

/** A port on which something that is no HTTP says `greeting` and closes; 'host:port'. */
export async function otherServer(greeting: string): Promise<string> {
  return listening(createTcpServer((socket) => socket.on('error', () => {}).end(greeting)));
}

/** A port of 127.0.0.1 on which nothing listens; 'host:port'. */
export async function closedPort(): Promise<string> {
  const server = createTcpServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `127.0.0.1:${port}`;
}
