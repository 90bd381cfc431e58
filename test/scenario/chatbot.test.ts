import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatbot } from '../../src/scenario/chatbot.ts';
import { questions, shortQuestions } from '../../src/scenario/chatbot-questions.ts';
import { taskOf, type UserType } from '../../src/scenario/scenario.ts';
import type { ThinkTime } from '../../src/scenario/think-time.ts';
import { Aborted, hastyUser } from './hasty-user.ts';

interface Message {
  readonly message: string;
  readonly conversation_id: string;
}

const asked: string[] = [];
const messages: Message[] = [];
let isHealthy = true;
let server: Server;
let host = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => response.end(answerTo(request.url ?? '', Buffer.concat(chunks).toString())));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

function answerTo(path: string, body: string): string {
  if (path === '/health') return JSON.stringify({ status: isHealthy ? 'healthy' : 'starting' });
  if (path === '/stats') {
    return JSON.stringify({ total_messages: 0, active_conversations: 0, uptime_seconds: 0 });
  }
  if (path === '/metrics') return '# TYPE http_requests_total counter\nhttp_requests_total 1\n';
  messages.push(JSON.parse(body));
  return JSON.stringify({ response: 'An answer.', timestamp: '2026-11-23T12:00:00Z' });
}

function typeOf(name: string): UserType {
  const type = chatbot.users[name];
  if (type === undefined) throw new Error(`no user type ${name}`);
  return type;
}

function newUser(name: string, onWait: (time: ThinkTime) => void = () => undefined) {
  const { state = () => null } = typeOf(name);
  return hastyUser({ host, type: name, state, onWait });
}

const tasksOf = (name: string) =>
  Object.entries(typeOf(name).tasks).map(([task, written]) => [task, taskOf(written)] as const);

const weights = (name: string) =>
  Object.fromEntries(tasksOf(name).map(([task, { weight = 1 }]) => [task, weight]));

describe('the chatbot scenario', () => {
  it('has the user types of the reference, by share and think time', () => {
    const table = Object.entries(chatbot.users).map(([name, { share, thinkTime }]) => [
      name,
      share,
      thinkTime?.draw(() => 0),
      thinkTime?.draw(() => 1),
    ]);
    expect(table).toEqual([
      ['normal', 3, 1000, 3000],
      ['high-volume', 1, 500, 1500],
      ['stress', 0, 100, 500],
      ['burst', 0, 100, 300],
    ]);
  });

  it.each(['normal', 'high-volume', 'burst'])('%s users have the four tasks, by weight', (name) => {
    expect(weights(name)).toEqual({ health: 3, chat: 5, stats: 1, metrics: 1 });
    for (const [task, { tags }] of tasksOf(name)) expect(tags).toEqual([task]);
  });

  it('stress users chat most', () => {
    expect(weights('stress')).toEqual({ health: 3, chat: 10 });
  });

  it('has at least 20 questions, none twice', () => {
    expect(new Set(questions).size).toBe(questions.length);
    expect(questions.length).toBeGreaterThanOrEqual(20);
    expect(Math.max(...shortQuestions.map(({ length }) => length))).toBeLessThan(
      Math.min(...questions.map(({ length }) => length)),
    );
  });

  it('asks each endpoint as it wants to be asked, and takes right answers for right', async () => {
    const user = newUser('normal');
    asked.length = 0;
    await typeOf('normal').onStart?.(user);
    for (const [, { run }] of tasksOf('normal')) await run(user);
    expect(asked).toEqual(['GET /health', 'GET /health', 'POST /chat', 'GET /stats', 'GET /metrics']);
  });

  it('holds conversations of 5 to 15 messages, reading 1 to 3 s after each', async () => {
    messages.length = 0;
    const waits: ThinkTime[] = [];
    const user = newUser('normal', (time) => waits.push(time));
    const chat = new Map(tasksOf('normal')).get('chat');
    for (let i = 0; i < 400; i += 1) await chat?.run(user);
    const ids = [...new Set(messages.map(({ conversation_id }) => conversation_id))];
    const lengths = ids.map((id) => messages.filter(({ conversation_id }) => conversation_id === id).length);
    expect(Math.max(...lengths)).toBe(15);
    expect(Math.min(...lengths.slice(0, -1))).toBe(5);
    // One after the other, none taken up again.
    expect(messages.map(({ conversation_id }) => conversation_id)).toEqual(
      ids.flatMap((id, i) => Array.from({ length: lengths[i] ?? 0 }, () => id)),
    );
    expect(waits).toHaveLength(400);
    expect([waits[0]?.draw(() => 0), waits[0]?.draw(() => 1)]).toEqual([1000, 3000]);
    expect(new Set(messages.map(({ message }) => message)).size).toBe(questions.length);
  });

  it('stops a user whose first health check fails, and says why', async () => {
    isHealthy = false;
    const started = typeOf('high-volume').onStart?.(newUser('high-volume'));
    await expect(started).rejects.toThrowError(
      new Aborted('first health check: check failed: JSON status is not "healthy"'),
    );
    isHealthy = true;
  });

  it('starts burst users with 5 to 10 health checks', async () => {
    const counts = new Set<number>();
    for (let id = 1; id <= 40; id += 1) {
      asked.length = 0;
      const { state = () => null, onStart } = typeOf('burst');
      await onStart?.(hastyUser({ host, id: id * 7919, type: 'burst', state }));
      expect(new Set(asked)).toEqual(new Set(['GET /health']));
      counts.add(asked.length);
    }
    expect([...counts].sort((a, b) => a - b)).toEqual([5, 6, 7, 8, 9, 10]);
  });
});
