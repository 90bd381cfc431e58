// Answers GETs at once, except in the last part of every period: what comes then is answered when the period ends.
//   node stalling-server.mjs PERIOD_MS STALL_MS
// On bare sockets, so that answering what a stall has held up takes microseconds each and adds nothing to the truth.
import { createServer } from 'node:net';
import { serve } from './own.mjs';

const [periodMs, stallMs] = process.argv.slice(2).map(Number);
const ANSWER = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}';
const held = [];
let requests = 0;
let connections = 0;

const server = createServer({ noDelay: true }, (socket) => {
  connections += 1;
  let unread = '';
  socket.setEncoding('latin1');
  socket.on('data', (text) => {
    const heads = (unread + text).split('\r\n\r\n');
    unread = heads.pop();
    for (const _head of heads) answer(socket);
  });
  socket.on('error', () => socket.destroy());
});

function answer(socket) {
  requests += 1;
  const intoMs = performance.now() % periodMs;
  if (intoMs < periodMs - stallMs) {
    socket.write(ANSWER);
  } else {
    if (held.length === 0) setTimeout(release, periodMs - intoMs);
    held.push(socket);
  }
}

function release() {
  for (const socket of held.splice(0)) socket.write(ANSWER);
}

serve(server, () => ({ requests, connections }));
