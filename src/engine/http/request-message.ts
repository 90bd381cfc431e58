import type { Socket } from 'node:net';
import { NotPossible } from './failures.ts';
import type { RequestHead } from './request-head.ts';
import type { WireRequest } from './transport.ts';

/** A longer body is not copied to stand in one piece with the head. */
const MAX_COPIED_BYTES = 64 * 1024;

/**
 * Writes a request, in one piece where that is possible: two pieces cost a second system call, or one that costs more.
 *
 * @returns how many bytes the body has.
 */
export function writeRequest(socket: Socket, request: WireRequest, head: RequestHead): number {
  const { method, path, body } = request;
  const start = `${method} ${path} HTTP/1.1\r\n${head.lines}`;
  const length = bodyLength(body);
  if (body === null || length === 0) {
    socket.write(hasMeaningForBody(method) ? `${start}content-length: 0\r\n\r\n` : `${start}\r\n`, 'latin1');
    return 0;
  }
  const full = `${start}content-length: ${length}\r\n\r\n`;
  // As many bytes as characters: ASCII, which is the same in Latin-1.
  if (typeof body === 'string' && length === body.length) socket.write(full + body, 'latin1');
  else if (length <= MAX_COPIED_BYTES) socket.write(joined(full, body, length));
  else writePieces(socket, full, body);
  return length;
}

/** @throws {NotPossible} when a request says something else of its body's length than is true. */
export function checkLength({ method, body }: WireRequest, { contentLength }: RequestHead): void {
  if (contentLength === null || !mayHaveBody(method)) return;
  const length = bodyLength(body);
  if (length > 0 && length !== contentLength) throw new NotPossible('content-length is not that of the body');
}

function bodyLength(body: WireRequest['body']): number {
  if (body === null) return 0;
  return typeof body === 'string' ? Buffer.byteLength(body) : body.length;
}

function joined(head: string, body: string | Uint8Array, length: number): Buffer {
  const message = Buffer.allocUnsafe(head.length + length);
  message.write(head, 'latin1');
  if (typeof body === 'string') message.write(body, head.length);
  else message.set(body, head.length);
  return message;
}

function writePieces(socket: Socket, head: string, body: string | Uint8Array): void {
  socket.cork();
  socket.write(head, 'latin1');
  socket.write(body);
  socket.uncork();
}

/** Without a body, these say that theirs is empty (RFC 9110, 8.6). */
function hasMeaningForBody(method: string): boolean {
  return (
    method !== 'GET' && (method === 'POST' || method === 'PUT' || method === 'PATCH' || RARE.has(method))
  );
}

const RARE: ReadonlySet<string> = new Set(['QUERY', 'PROPFIND', 'PROPPATCH']);

function mayHaveBody(method: string): boolean {
  return method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS' && method !== 'TRACE';
}
