import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import type { ServedRequest } from '../truth/request-log.ts';

/** nginx's number for a client that went away before its answer. */
const CLIENT_GONE = 499;

/** One request on its way to its answer; tells once how it ended. */
export class Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly arrivalMs: number;
  /** As in `ServedRequest`. */
  endpoint: string;
  pod: string | null = null;
  queueMs = 0;
  serviceMs = 0;
  firstTokenMs: number | null = null;
  tokens: number | null = null;
  readonly #clock: Clock;
  readonly #ended: (request: ServedRequest) => void;
  readonly #leftovers: (() => void)[] = [];
  #over = false;

  constructor(
    request: IncomingMessage,
    response: ServerResponse,
    endpoint: string,
    clock: Clock,
    ended: (request: ServedRequest) => void,
  ) {
    this.request = request;
    this.response = response;
    this.endpoint = endpoint;
    this.#clock = clock;
    this.#ended = ended;
    this.arrivalMs = clock.nowMs();
    response.on('close', () => this.#end(CLIENT_GONE));
  }

  /** Whether the answer was given or the client is gone. */
  get over(): boolean {
    return this.#over;
  }

  /** From arrival to now. */
  elapsedMs(): number {
    return this.#clock.nowMs() - this.arrivalMs;
  }

  /** What to give back when it ends, however it ends. */
  onEnd(giveBack: () => void): void {
    this.#leftovers.push(giveBack);
  }

  json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
    this.text(status, 'application/json; charset=utf-8', JSON.stringify(body), headers);
  }

  error(status: number, error: string, headers: Readonly<Record<string, string>> = {}): void {
    this.json(status, { error }, headers);
  }

  text(status: number, type: string, body: string, headers: Readonly<Record<string, string>> = {}): void {
    if (this.#over) return;
    this.response.writeHead(status, {
      'content-type': type,
      'content-length': Buffer.byteLength(body),
      ...headers,
    });
    this.response.end(body);
    this.#end(status);
  }

  /** After a stream was written to its end. */
  streamed(): void {
    this.#end(200);
  }

  #end(status: number): void {
    if (this.#over) return;
    this.#over = true;
    for (const giveBack of this.#leftovers) giveBack();
    const { arrivalMs, endpoint, pod, queueMs, serviceMs, firstTokenMs, tokens } = this;
    const durationMs = this.elapsedMs();
    this.#ended({ arrivalMs, endpoint, status, queueMs, serviceMs, durationMs, pod, firstTokenMs, tokens });
  }
}
