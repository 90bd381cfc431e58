import { randomUUID } from 'node:crypto';
import { questions, shortQuestions } from './chatbot-questions.ts';
import { defineScenario, defineUser, json, status, text } from './public.ts';
import type { Task, User } from './scenario.ts';
import { between } from './think-time.ts';

/** What one user of the chatbot remembers. */
interface Conversation {
  id: string;
  /** Until a new conversation begins. */
  messagesLeft: number;
}

const reading = between('1s', '3s');

const isHealthy = [status(200), json('status', 'healthy')];
const isAnswered = [status(200), json('response'), json('timestamp')];
const hasStatistics = [
  status(200),
  json('total_messages'),
  json('active_conversations'),
  json('uptime_seconds'),
];
const hasMetrics = [status(200), text('http_requests_total')];

/** Ids are new in each test: a server that remembers conversations must not continue those of the last one. */
function newConversation(user: Pick<User, 'random'>): Conversation {
  return { id: randomUUID(), messagesLeft: 5 + Math.floor(user.random() * 11) };
}

async function checkHealth(user: User<Conversation>): Promise<void> {
  await user.get('/health', { checks: isHealthy });
}

async function startHealthy(user: User<Conversation>): Promise<void> {
  const { failure } = await user.get('/health', { checks: isHealthy });
  if (failure !== null) user.abort(`first health check: ${failure}`);
}

async function ask(user: User<Conversation>, message: string): Promise<void> {
  if (user.state.messagesLeft === 0) user.state = newConversation(user);
  user.state.messagesLeft -= 1;
  const { failure } = await user.post('/chat', {
    json: { message, conversation_id: user.state.id },
    checks: isAnswered,
  });
  if (failure === null) await user.wait(reading);
}

const health: Task<Conversation> = { weight: 3, tags: ['health'], run: checkHealth };

const tasks = {
  health,
  chat: { weight: 5, tags: ['chat'], run: (user) => ask(user, user.choose(questions)) },
  stats: {
    tags: ['stats'],
    run: async (user) => void (await user.get('/stats', { checks: hasStatistics })),
  },
  metrics: {
    tags: ['metrics'],
    run: async (user) => void (await user.get('/metrics', { checks: hasMetrics })),
  },
} satisfies Record<string, Task<Conversation>>;

/** The reference load test: people, and some who hurry, talk with the backend of a chatbot. */
export const chatbot = defineScenario({
  name: 'chatbot',
  host: 'http://localhost:8000',
  users: {
    normal: defineUser({
      share: 3,
      thinkTime: between('1s', '3s'),
      state: newConversation,
      onStart: startHealthy,
      tasks,
    }),
    'high-volume': defineUser({
      share: 1,
      thinkTime: between('500ms', '1500ms'),
      state: newConversation,
      onStart: startHealthy,
      tasks,
    }),
    // Off unless --users-of turns it on, such as --users-of stress=1.
    stress: defineUser({
      share: 0,
      thinkTime: between('100ms', '500ms'),
      state: newConversation,
      onStart: startHealthy,
      tasks: {
        health,
        chat: { weight: 10, tags: ['chat'], run: (user) => ask(user, user.choose(shortQuestions)) },
      },
    }),
    burst: defineUser({
      share: 0,
      thinkTime: between('100ms', '300ms'),
      state: newConversation,
      onStart: async (user) => {
        await startHealthy(user);
        const checks = user.between(5, 10);
        for (let i = 1; i < checks; i += 1) await checkHealth(user);
      },
      tasks,
    }),
  },
});
