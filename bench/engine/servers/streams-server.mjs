// Streams tokens as server-sent events, so many a second to each client, evenly spread over time.
//   node streams-server.mjs TOKENS_PER_S TOKENS_PER_ANSWER
import { createServer } from 'node:http';
import { serve } from './own.mjs';

const [tokensPerS, tokensPerAnswer] = process.argv.slice(2).map(Number);
const TOKEN = 'data: {"token":"pod "}\n\n';
const gapMs = 1000 / tokensPerS;
/** A slot per ms of the gap between two tokens; a stream stays in its slot. */
const slots = Array.from({ length: Math.round(gapMs) }, () => new Set());
let tokens = 0;
let answers = 0;
let connections = 0;
let opened = 0;

const server = createServer((request, response) => {
  // Plimsoll asks for / before a test, to see whether anybody is there.
  if (request.url !== '/stream') {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.flushHeaders();
  opened += 1;
  const slot = slots[opened % slots.length];
  const stream = { response, left: tokensPerAnswer };
  slot.add(stream);
  response.on('close', () => slot.delete(stream));
});
server.keepAliveTimeout = 60_000;
server.on('connection', () => {
  connections += 1;
});

// The slots whose ms have passed since the last turn; a late timer makes up for them.
let doneMs = Math.floor(performance.now());
setInterval(() => {
  const nowMs = Math.floor(performance.now());
  for (; doneMs < nowMs; doneMs += 1) {
    for (const stream of slots[doneMs % slots.length]) writeToken(stream);
  }
}, 1);

function writeToken(stream) {
  if (stream.left === 0) return;
  tokens += 1;
  stream.left -= 1;
  stream.response.write(TOKEN);
  if (stream.left === 0) {
    answers += 1;
    stream.response.end('data: [DONE]\n\n');
  }
}

/** Written, but still in this process: the client, or this server, does not keep up. */
function unsentTokens() {
  let bytes = 0;
  for (const slot of slots) {
    for (const { response } of slot) bytes += response.writableLength;
  }
  return bytes / TOKEN.length;
}

serve(server, () => ({ requests: tokens, connections, answers, unsentTokens: unsentTokens() }));
