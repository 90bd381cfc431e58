import type { LoadModel, Run } from '../../src/model/run.ts';
import { CLOSED, ENGINE_START_MS, engineRun, generatorOf, OPEN, type Sent } from './engine-run-example.ts';

const SECONDS = 180;

export interface ChatRunOptions {
  readonly load?: 'closed' | 'open';
  readonly isSaturated?: boolean;
}

/**
 * A made-up run of the chatbot scenario by the engine, the same every time: streamed answers, a health check, a group
 * of both, a few failures. The numbers mean nothing; they have the shape of real ones.
 */
export function chatRun({ load = 'closed', isSaturated = false }: ChatRunOptions = {}): Run {
  const random = lehmer(20_261_123);
  const chat: Sent[] = [];
  const health: Sent[] = [];
  const conversations: Sent[] = [];
  for (let second = 0; second < SECONDS; second += 1) {
    const level = load === 'open' ? 1 : Math.min(1, (second + 1) / 20);
    for (let i = 0; i < Math.round(16 * level); i += 1) chat.push(answer(second, load, random));
    for (let i = 0; i < Math.round(9 * level); i += 1) {
      const serviceMs = 1.2 + 4 * random() ** 3;
      health.push({ second, ...timed(serviceMs, load, random) });
    }
    conversations.push({ second, responseMs: 2600 + 1500 * random() });
  }
  const loads: Readonly<Record<'closed' | 'open', LoadModel>> = { closed: CLOSED, open: OPEN };
  const atMs = Float64Array.from({ length: SECONDS }, (_, i) => ENGINE_START_MS + i * 1000);
  return engineRun(
    SECONDS,
    { 'POST /chat': chat, 'GET /health': health, 'GROUP conversation': conversations },
    {
      load: loads[load],
      labels: [
        { key: 'commit', value: '4fc0e1a' },
        { key: 'pods', value: '<b>2</b>' },
      ],
      users: {
        atMs,
        users: Float64Array.from(atMs, (_, i) =>
          load === 'open' ? 18 + (i % 7) : Math.min(40, 2 * (i + 1)),
        ),
      },
      generator: generatorOf(SECONDS, (second) => ({
        eventLoopUtilization:
          isSaturated && second >= 90 && second < 104 ? 0.9 + 0.005 * (second - 90) : 0.1 + 0.08 * random(),
        stolenShare: 0.01 + 0.04 * random(),
        lateP99Ms: isSaturated && second >= 90 && second < 104 ? 160 + 4 * second : 0.9 + random(),
        ...(load === 'open' && second >= 130 && second < 134
          ? { waiting: 12, inFlight: 50, begun: 21, dropped: 4 }
          : {}),
      })),
    },
  );
}

/** One streamed answer: some are slow, and for half a minute a few fail. */
function answer(second: number, load: 'closed' | 'open', random: () => number): Sent {
  const firstMs = 120 + 380 * random() ** 2 + (random() < 0.02 ? 1500 : 0);
  if (second >= 61 && second < 90 && random() < 0.12) {
    return { ...timed(30 + 20 * random(), load, random), second, failed: true };
  }
  const tokens = 40 + Math.floor(120 * random());
  const gapMs = 14 + 8 * random();
  const gaps = Array.from({ length: 12 }, () => gapMs * (0.5 + random()));
  const serviceMs = firstMs + tokens * gapMs;
  const { responseMs, measures } = timed(serviceMs, load, random);
  return {
    second,
    responseMs,
    measures: {
      ...measures,
      'time-to-first-byte': [firstMs - 4],
      ...(random() < 0.02 ? { 'connect-time': [0.3 + random()] } : {}),
      'ttft.firstContent': [firstMs],
      'ttft.firstChunk': [firstMs - 3],
      'itl.gap': gaps,
      'itl.request': [gapMs],
      tpot: [gapMs * 1.03],
      'e2e.lastContent': [serviceMs - 2],
      tokens: [tokens],
      'tokens-per-second': [1000 / gapMs],
    },
  };
}

/** In the open model a request may be sent later than it was due, and its response time counts from then. */
function timed(serviceMs: number, load: 'closed' | 'open', random: () => number) {
  if (load === 'closed') return { responseMs: serviceMs, measures: {} };
  const lateMs = 0.2 + 1.5 * random() ** 4 + (random() < 0.01 ? 180 : 0);
  return {
    responseMs: serviceMs + lateMs,
    measures: { 'service-time': [serviceMs], 'send-lateness': [lateMs] },
  };
}

/** Lehmer's generator with the constants of Park and Miller (1988). */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
