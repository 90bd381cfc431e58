import type { ServerResponse } from 'node:http';

/** Writes an answer token by token as server-sent events, in the chunks of OpenAI's API. */
export class CompletionStream {
  readonly #response: ServerResponse;
  readonly #common: Readonly<Record<string, unknown>>;

  /** @param createdMs Unix epoch ms. */
  constructor(response: ServerResponse, id: string, createdMs: number) {
    this.#response = response;
    this.#common = {
      id,
      object: 'chat.completion.chunk',
      created: Math.floor(createdMs / 1000),
      model: 'plimsoll-demo',
    };
  }

  begin(): void {
    this.#response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
    });
    this.#choice({ role: 'assistant', content: '' }, null);
  }

  token(content: string): void {
    this.#choice({ content }, null);
  }

  /** The last chunk, the count of tokens, and the end mark. */
  end(promptTokens: number, completionTokens: number): void {
    this.#choice({}, 'stop');
    const usage = {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
    };
    this.#event(JSON.stringify({ ...this.#common, choices: [], usage }));
    this.#event('[DONE]');
    this.#response.end();
  }

  #choice(delta: Readonly<Record<string, string>>, finishReason: 'stop' | null): void {
    this.#event(
      JSON.stringify({ ...this.#common, choices: [{ index: 0, delta, finish_reason: finishReason }] }),
    );
  }

  #event(data: string): void {
    this.#response.write(`data: ${data}\n\n`);
  }
}
