import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveParent, startOptions } from './serve-parent.ts';

/** Answers at once, but for the first `stallMs` of every `everyMs`: whatever comes in them is answered at their end. */
const { stallMs, everyMs } = startOptions<{ readonly stallMs: number; readonly everyMs: number }>();

const server = createServer({ keepAliveTimeout: 60_000 }, (_, response) => {
  const leftMs = stallMs - (performance.now() % everyMs);
  if (leftMs <= 0) response.end('ok');
  else setTimeout(() => response.end('ok'), leftMs);
});
server.listen(0, '127.0.0.1', () => {
  serveParent(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, () => null);
});
