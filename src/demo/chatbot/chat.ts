import type { Clock } from '../clock.ts';
import { SeededRandom } from '../random.ts';
import type { PodPool } from '../serving/pod-pool.ts';
import { crowding, drawChatMs, drawFirstTokenMs, drawTokenGapMs, MODEL } from '../serving/service-model.ts';
import type { Refusal, ServingPod } from '../serving/serving-pod.ts';
import { composeAnswer, tokensOf } from './answers.ts';
import { type ChatRequest, readChatRequest } from './chat-request.ts';
import { CompletionStream } from './completion-stream.ts';
import type { Conversations } from './conversations.ts';
import type { Exchange } from './exchange.ts';

export interface ChatOptions {
  readonly clock: Clock;
  readonly seed: number;
  readonly pool: PodPool;
  readonly conversations: Conversations;
  /** Without the model's times: answers come at once and need no slot. */
  readonly instant: boolean;
  /** Stretches the model's times. */
  readonly slowdown: number;
  /** The share of answers that fail with 500, in 0..1. */
  readonly failureRatio: number;
}

interface Answer {
  readonly conversationId: string;
  readonly turn: number;
  readonly message: string;
  readonly text: string;
}

const REFUSALS: Readonly<Record<Refusal, string>> = {
  overloaded: 'overloaded: too many requests wait',
  'queue-timeout': 'overloaded: no slot became free in time',
  terminated: 'the pod was stopped',
};

/** `POST /chat`: reads the message, waits for a slot of a pod, and answers whole or token by token. */
export class Chat {
  readonly #options: ChatOptions;
  readonly #random: SeededRandom;

  constructor(options: ChatOptions) {
    this.#options = options;
    this.#random = SeededRandom.forPurpose(options.seed, 'chat');
  }

  handle(exchange: Exchange, stream: boolean): void {
    readChatRequest(exchange.request, (result) => {
      if ('error' in result) {
        // What else the client sends of a body that is too large is not waited for.
        exchange.error(result.status, result.error, result.status === 413 ? { connection: 'close' } : {});
      } else if (!exchange.over) {
        this.#serve(exchange, result, stream);
      }
    });
  }

  #serve(exchange: Exchange, request: ChatRequest, stream: boolean): void {
    const { clock, pool, instant } = this.#options;
    const pod = pool.pick();
    if (pod === null) {
      exchange.error(503, 'no pod is ready');
      return;
    }
    exchange.pod = pod.name;
    if (instant) {
      this.#generate(exchange, request, stream, pod);
      return;
    }
    const fromMs = clock.nowMs();
    const ticket = pod.acquire(
      () => {
        exchange.queueMs = clock.nowMs() - fromMs;
        this.#generate(exchange, request, stream, pod);
      },
      (refusal) => {
        exchange.queueMs = clock.nowMs() - fromMs;
        exchange.error(503, REFUSALS[refusal]);
      },
    );
    if (!exchange.over) exchange.onEnd(() => ticket.release());
  }

  #generate(exchange: Exchange, request: ChatRequest, stream: boolean, pod: ServingPod): void {
    const { failureRatio } = this.#options;
    const fails = failureRatio > 0 && this.#random.next() < failureRatio;
    if (fails) this.#wait(exchange, this.#chatMs(pod), () => exchange.error(500, 'the model failed'));
    else if (stream) this.#streamTokens(exchange, this.#compose(request), pod);
    else {
      this.#wait(exchange, this.#chatMs(pod), () => {
        const answer = this.#compose(request);
        exchange.json(200, {
          response: answer.text,
          timestamp: new Date(this.#options.clock.nowMs()).toISOString(),
          conversation_id: answer.conversationId,
          turn: answer.turn,
        });
      });
    }
  }

  #streamTokens(exchange: Exchange, answer: Answer, pod: ServingPod): void {
    const { clock, slowdown } = this.#options;
    const tokens = tokensOf(answer.text);
    const chunks = new CompletionStream(
      exchange.response,
      `chatcmpl-${this.#random.letters(12)}`,
      clock.nowMs(),
    );
    const stretch = slowdown * crowding(pod.busy / MODEL.slots);
    exchange.tokens = 0;
    chunks.begin();
    const send = (i: number) => {
      const token = tokens[i];
      if (token === undefined) {
        chunks.end(tokensOf(answer.message).length, tokens.length);
        exchange.streamed();
        return;
      }
      exchange.firstTokenMs ??= exchange.elapsedMs();
      exchange.tokens = i + 1;
      chunks.token(token);
      this.#wait(exchange, i + 1 < tokens.length ? stretch * drawTokenGapMs(this.#random) : 0, () =>
        send(i + 1),
      );
    };
    this.#wait(exchange, stretch * drawFirstTokenMs(this.#random), () => send(0));
  }

  #compose({ message, conversationId }: ChatRequest): Answer {
    const { conversations } = this.#options;
    const id = conversationId ?? `conversation-${this.#random.letters(16)}`;
    const turn = conversations.say(id, message);
    const text = composeAnswer(message, turn);
    conversations.answer(id, text);
    return { conversationId: id, turn, message, text };
  }

  #chatMs(pod: ServingPod): number {
    return this.#options.slowdown * drawChatMs(this.#random, pod.busy / MODEL.slots);
  }

  /** Counts the time as the model's, and goes on after it unless the client is gone by then. */
  #wait(exchange: Exchange, ms: number, then: () => void): void {
    if (this.#options.instant || ms === 0) {
      then();
      return;
    }
    exchange.serviceMs += ms;
    const cancel = this.#options.clock.after(ms, then);
    exchange.onEnd(cancel);
  }
}
