import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

// Tests run beside each other, so what they started ends when the last of the file has ended.
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

/** A real server on loopback, until the tests of the file have ended. Its URL. */
export async function serving(listener: RequestListener): Promise<string> {
  const server = createServer({ keepAliveTimeout: 60_000 }, listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  servers.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Answers everything with `ok` at once, and counts it by method and path. */
export async function countingServer(): Promise<{
  readonly host: string;
  readonly counts: ReadonlyMap<string, number>;
}> {
  const counts = new Map<string, number>();
  const host = await serving((request, response) => {
    const id = `${request.method} ${request.url}`;
    counts.set(id, (counts.get(id) ?? 0) + 1);
    request.resume();
    response.end('ok');
  });
  return { host, counts };
}

/** The whole body as text. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}
