import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveParent, startOptions } from './serve-parent.ts';

/** When a stream writes what, in ms since the request came. */
export interface TokenSchedule {
  /** A chunk without text. */
  readonly roleMs: number;
  readonly firstTokenMs: number;
  readonly gapMs: number;
  /** Each in a chunk of its own. */
  readonly tokens: number;
  /** From the last token to the end of the answer. */
  readonly endMs: number;
}

/** Of one answer, in ms since its request came. */
export interface TokenTimes {
  readonly roleMs: number;
  readonly tokensMs: readonly number[];
  readonly endMs: number;
}

const schedule = startOptions<TokenSchedule>();
const answers: TokenTimes[] = [];

const server = createServer({ noDelay: true, keepAliveTimeout: 60_000 }, (request, response) => {
  request.resume();
  const cameAtMs = performance.now();
  answer(response, () => performance.now() - cameAtMs);
});
server.listen(0, '127.0.0.1', () => {
  serveParent(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, () => answers);
});

async function answer(response: ServerResponse, elapsedMs: () => number): Promise<void> {
  const tokensMs: number[] = [];
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  await until(schedule.roleMs, elapsedMs);
  const roleMs = elapsedMs();
  write(response, { choices: [{ delta: { role: 'assistant', content: '' } }] });
  for (let i = 0; i < schedule.tokens; i += 1) {
    await until(schedule.firstTokenMs + i * schedule.gapMs, elapsedMs);
    tokensMs.push(elapsedMs());
    write(response, { choices: [{ delta: { content: ` ${i}` } }] });
  }
  await until(schedule.firstTokenMs + (schedule.tokens - 1) * schedule.gapMs + schedule.endMs, elapsedMs);
  answers.push({ roleMs, tokensMs, endMs: elapsedMs() });
  write(response, { choices: [], usage: { completion_tokens: schedule.tokens } });
  response.end('data: [DONE]\n\n');
}

function write(response: ServerResponse, event: unknown): void {
  response.write(`data: ${JSON.stringify(event)}\n\n`);
}

async function until(ms: number, elapsedMs: () => number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, ms - elapsedMs())));
}
