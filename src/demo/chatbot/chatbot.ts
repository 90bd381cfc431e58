import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { SeededRandom } from '../random.ts';
import { drawLightMs, type LightEndpoint } from '../serving/service-model.ts';
import type { ServedRequest } from '../truth/request-log.ts';
import { Chat, type ChatOptions } from './chat.ts';
import { Conversations } from './conversations.ts';
import { Exchange } from './exchange.ts';
import { RequestCounters } from './request-counters.ts';

export interface ChatbotOptions extends Omit<ChatOptions, 'conversations'> {
  /** Told of each request when it has ended. */
  readonly served: (request: ServedRequest) => void;
}

interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly endpoint: LightEndpoint | 'chat';
}

const routes = new Map<string, Route>([
  ['/health', { method: 'GET', path: '/health', endpoint: 'health' }],
  ['/chat', { method: 'POST', path: '/chat', endpoint: 'chat' }],
  ['/stats', { method: 'GET', path: '/stats', endpoint: 'stats' }],
  ['/metrics', { method: 'GET', path: '/metrics', endpoint: 'metrics' }],
]);

/** Longer than any think time, so that a connection is not closed under a user who is about to use it. */
const KEEP_ALIVE_MS = 75_000;
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** The service of scenarios.md over HTTP, served by the pods of a pool. */
export class Chatbot {
  readonly server: Server;
  readonly #options: ChatbotOptions;
  readonly #random: SeededRandom;
  readonly #conversations = new Conversations();
  readonly #counters = new RequestCounters();
  readonly #chat: Chat;
  readonly #startMs: number;
  #open = 0;

  constructor(options: ChatbotOptions) {
    this.#options = options;
    this.#random = SeededRandom.forPurpose(options.seed, 'light');
    this.#chat = new Chat({ ...options, conversations: this.#conversations });
    this.#startMs = options.clock.nowMs();
    this.server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, noDelay: true }, (request, response) =>
      this.#handle(request, response),
    );
  }

  /** Cuts off all connections. Done when every request has told how it ended. */
  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
    while (this.#open > 0) await setImmediate();
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    const url = request.url ?? '/';
    const queryAt = url.indexOf('?');
    const path = queryAt < 0 ? url : url.slice(0, queryAt);
    const route = routes.get(path);
    const stream = route?.endpoint === 'chat' && queryAt >= 0 && wantsStream(url.slice(queryAt + 1));
    const exchange = this.#begin(request, response, route, stream);
    if (route === undefined) exchange.error(404, 'there is nothing at this path');
    else if (request.method !== route.method) {
      exchange.error(405, `${route.path} takes ${route.method}`, { allow: route.method });
    } else if (route.endpoint === 'chat') this.#chat.handle(exchange, stream);
    else this.#light(exchange, route.endpoint);
  }

  #begin(
    request: IncomingMessage,
    response: ServerResponse,
    route: Route | undefined,
    stream: boolean,
  ): Exchange {
    const method = METHODS.has(request.method ?? '') ? (request.method ?? '') : 'other';
    const known = route !== undefined && route.method === method;
    const name = known ? `${method} ${route.path}${stream ? ' (stream)' : ''}` : 'other';
    this.#open += 1;
    return new Exchange(request, response, name, this.#options.clock, (served) => {
      this.#open -= 1;
      this.#counters.count(method, route?.path ?? 'other', served.status, served.durationMs);
      this.#options.served(served);
    });
  }

  #light(exchange: Exchange, endpoint: LightEndpoint): void {
    const { clock, pool, instant } = this.#options;
    const pod = pool.pick();
    if (pod === null) {
      exchange.error(503, 'no pod is ready');
      return;
    }
    exchange.pod = pod.name;
    pod.countLight();
    if (instant) {
      this.#answerLight(exchange, endpoint);
      return;
    }
    exchange.serviceMs = drawLightMs(this.#random, endpoint, pod.pressure);
    exchange.onEnd(clock.after(exchange.serviceMs, () => this.#answerLight(exchange, endpoint)));
  }

  #answerLight(exchange: Exchange, endpoint: LightEndpoint): void {
    const nowMs = this.#options.clock.nowMs();
    const uptimeSeconds = (nowMs - this.#startMs) / 1000;
    if (endpoint === 'metrics') {
      const type = 'text/plain; version=0.0.4; charset=utf-8';
      exchange.text(200, type, this.#counters.text(this.#options.pool, uptimeSeconds));
    } else if (endpoint === 'stats') {
      exchange.json(200, {
        total_messages: this.#conversations.totalMessages,
        active_conversations: this.#conversations.active,
        uptime_seconds: Math.round(uptimeSeconds * 1000) / 1000,
      });
    } else {
      exchange.json(200, { status: 'healthy', timestamp: new Date(nowMs).toISOString() });
    }
  }
}

function wantsStream(query: string): boolean {
  const value = new URLSearchParams(query).get('stream');
  return value === '1' || value === 'true';
}
