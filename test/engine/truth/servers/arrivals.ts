import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveParent } from './serve-parent.ts';

/** One request as it came. */
export interface ArrivedRequest {
  /** Of the headers `x-run` and `x-user`. */
  readonly run: string;
  readonly user: string;
  readonly path: string;
  /** By the server's own clock. */
  readonly atMs: number;
}

const requests: ArrivedRequest[] = [];

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  requests.push({
    run: String(request.headers['x-run']),
    user: String(request.headers['x-user']),
    path: request.url ?? '',
    atMs: performance.now(),
  });
  response.end('ok');
});
server.listen(0, '127.0.0.1', () => {
  serveParent(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, () => requests);
});
