import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeAnswer } from '../../src/demo/chatbot/answers.ts';
import { Chatbot } from '../../src/demo/chatbot/chatbot.ts';
import { Conversations } from '../../src/demo/chatbot/conversations.ts';
import { WallClock } from '../../src/demo/clock.ts';
import { SeededRandom } from '../../src/demo/random.ts';
import { PodPool } from '../../src/demo/serving/pod-pool.ts';
import { type DemoTarget, startDemoTarget } from '../../src/demo/target.ts';

let target: DemoTarget;
beforeAll(async () => {
  target = await startDemoTarget({ instant: true });
});
afterAll(() => target.close());

function chat(body: unknown, path = '/chat', headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${target.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

describe('the four endpoints', () => {
  it('GET /health is healthy', async () => {
    const response = await fetch(`${target.url}/health`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch('application/json');
    expect(await response.json()).toMatchObject({ status: 'healthy' });
  });

  it('POST /chat answers within a conversation, and remembers it', async () => {
    const first = await (await chat({ message: 'How does autoscaling work?', conversation_id: 'c1' })).json();
    expect(first).toMatchObject({ conversation_id: 'c1', turn: 1 });
    expect(first.response).toMatch('HorizontalPodAutoscaler');
    expect(Date.parse(first.timestamp)).toBeGreaterThan(Date.parse('2020-01-01'));
    const second = await (await chat({ message: 'And pods that crash?', conversation_id: 'c1' })).json();
    expect(second.turn).toBe(2);
    expect(second.response).toMatch(/^You then asked: "And pods that crash\?"/);
  });

  it('POST /chat begins a conversation where none is named', async () => {
    const [a, b] = await Promise.all(
      [1, 2].map(async () => (await (await chat({ message: 'hello' })).json()).conversation_id),
    );
    expect(a).toMatch(/^conversation-/);
    expect(b).not.toBe(a);
  });

  it('GET /stats counts what was really said', async () => {
    const stats = async () => (await fetch(`${target.url}/stats`)).json();
    const before = await stats();
    await chat({ message: 'one', conversation_id: 'stats' });
    await chat({ message: 'two', conversation_id: 'stats' });
    const after = await stats();
    expect(after.total_messages - before.total_messages).toBe(2);
    expect(after.active_conversations - before.active_conversations).toBe(1);
    expect(after.uptime_seconds).toBeGreaterThanOrEqual(before.uptime_seconds);
  });

  it('GET /metrics is Prometheus text that counts every request', async () => {
    const text = async () => (await fetch(`${target.url}/metrics`)).text();
    const count = (metrics: string) =>
      Number(/^http_requests_total\{method="GET",path="\/health",status="200"\} (\d+)$/m.exec(metrics)?.[1]);
    const before = count(await text());
    await fetch(`${target.url}/health`);
    const after = await text();
    expect(count(after)).toBe(before + 1);
    expect(after).toMatch(/^# TYPE http_request_duration_seconds histogram$/m);
    expect(after).toMatch(/^http_request_duration_seconds_bucket\{path="\/health",le="\+Inf"\} \d+$/m);
    expect(after).toMatch(/^chatbot_pods_ready 2$/m);
    for (const line of after.trimEnd().split('\n')) {
      expect(line).toMatch(/^(# (HELP|TYPE) .+|[a-z_]+(\{[^}]*\})? [\d.e+-]+)$/);
    }
  });
});

describe('requests that are wrong', () => {
  it.each([
    ['no JSON', '{"message":', 400, 'the body is not JSON'],
    ['an empty body', '', 400, 'the body is not JSON'],
    ['a list', '[1]', 400, 'the body is not a JSON object'],
    ['no message', '{}', 400, '"message" must be a text that is not empty'],
    ['a message that is no text', '{"message":7}', 400, '"message" must be a text that is not empty'],
    ['an empty message', '{"message":"  "}', 400, '"message" must be a text that is not empty'],
    ['an id that is no text', '{"message":"a","conversation_id":{}}', 400, /"conversation_id" must be/],
    ['a message too long', JSON.stringify({ message: 'x'.repeat(8001) }), 400, /longer than 8000/],
    ['a body too large', JSON.stringify({ message: 'x'.repeat(70_000) }), 413, /larger than 65536 bytes/],
  ])('%s', async (_, body, status, error) => {
    const response = await chat(body);
    expect(response.status).toBe(status);
    expect((await response.json()).error).toMatch(error);
  });

  it('a content type that is not JSON', async () => {
    const response = await chat('message=hello', '/chat', { 'content-type': 'text/plain' });
    expect(response.status).toBe(415);
    expect((await response.json()).error).toBe('the content type must be application/json');
  });

  it('a body that grows too large without having said so', async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json' };
      const request = httpRequest(`${target.url}/chat`, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      request.on('error', reject);
      request.write('x'.repeat(70_000));
    });
    expect(status).toBe(413);
  });

  it('another path, another method', async () => {
    expect((await fetch(`${target.url}/nothing`)).status).toBe(404);
    const response = await fetch(`${target.url}/chat`);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    expect((await fetch(`${target.url}/health`, { method: 'DELETE' })).status).toBe(405);
  });

  it('are counted under labels that no client can make up', async () => {
    await fetch(`${target.url}/evil"} 1`);
    const metrics = await (await fetch(`${target.url}/metrics`)).text();
    expect(metrics).not.toMatch('evil');
    expect(metrics).toMatch('path="other",status="404"');
  });

  it('hostile text comes back as JSON, as it was', async () => {
    const message = '</script>"\u0000\u2028\ud800{{7*7}}';
    const response = await chat({ message, conversation_id: '__proto__' });
    expect(response.headers.get('content-type')).toMatch('application/json');
    const body = await response.json();
    expect(body.conversation_id).toBe('__proto__');
    expect(body.response).toMatch('</script>');
  });
});

it('keeps a connection for many requests', async () => {
  const socket = connect(target.port, '127.0.0.1');
  const received = await new Promise<string>((resolve) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.split('healthy').length === 4) resolve(text);
    });
    socket.write('GET /health HTTP/1.1\r\nhost: a\r\n\r\n'.repeat(3));
  });
  socket.destroy();
  expect(received.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(3);
  expect(received.toLowerCase()).toMatch('connection: keep-alive');
});

describe('POST /chat?stream=1', () => {
  it('sends the answer as OpenAI does: role, content, stop, usage, end', async () => {
    const message = 'How do I roll out a deployment?';
    const response = await chat({ message, conversation_id: 's1' }, '/chat?stream=1');
    expect(response.headers.get('content-type')).toMatch('text/event-stream');
    const events = (await response.text()).split('\n\n').filter((event) => event !== '');
    expect(events.every((event) => event.startsWith('data: '))).toBe(true);
    expect(events.pop()).toBe('data: [DONE]');
    const chunks = events.map((event) => JSON.parse(event.slice(6)));
    expect(new Set(chunks.map(({ object }) => object))).toEqual(new Set(['chat.completion.chunk']));
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1);
    const usage = chunks.pop();
    const stop = chunks.pop();
    const role = chunks.shift();
    expect(role.choices[0].delta).toEqual({ role: 'assistant', content: '' });
    expect(stop.choices[0]).toEqual({ index: 0, delta: {}, finish_reason: 'stop' });
    expect(chunks.map((chunk) => chunk.choices[0].delta.content).join('')).toBe(composeAnswer(message, 1));
    expect(usage.choices).toEqual([]);
    const total = 7 + chunks.length;
    expect(usage.usage).toEqual({ prompt_tokens: 7, completion_tokens: chunks.length, total_tokens: total });
  });

  it('says what is wrong with a request as JSON', async () => {
    const response = await chat({}, '/chat?stream=1');
    expect(response.status).toBe(400);
  });
});

it('says 503 while no pod is ready', async () => {
  const clock = new WallClock();
  const chatbot = new Chatbot({
    clock,
    seed: 1,
    pool: new PodPool(clock, new SeededRandom(1)),
    instant: true,
    slowdown: 1,
    failureRatio: 0,
    served: () => {},
  });
  chatbot.server.listen(0, '127.0.0.1');
  await once(chatbot.server, 'listening');
  const { port } = chatbot.server.address() as AddressInfo;
  const headers = { 'content-type': 'application/json' };
  for (const response of [
    await fetch(`http://127.0.0.1:${port}/health`),
    await fetch(`http://127.0.0.1:${port}/chat`, { method: 'POST', headers, body: '{"message":"hello"}' }),
  ]) {
    expect([response.status, await response.json()]).toEqual([503, { error: 'no pod is ready' }]);
  }
  await chatbot.close();
});

it('remembers 10,000 conversations of 40 messages, and forgets what was quiet longest', () => {
  const conversations = new Conversations();
  for (let i = 0; i < 50; i += 1) conversations.say('talkative', `${i}`);
  expect(conversations.messages('talkative')).toHaveLength(40);
  for (let i = 0; i < 9_999; i += 1) conversations.say(`c${i}`, 'hello');
  conversations.say('c0', 'again');
  conversations.say('new', 'hello');
  expect(conversations.active).toBe(10_000);
  expect(conversations.messages('talkative')).toEqual([]);
  expect(conversations.messages('c0')).toHaveLength(2);
  expect(conversations.totalMessages).toBe(50 + 9_999 + 2);
});
