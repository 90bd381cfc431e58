import type { StreamOptions } from '../../scenario/scenario.ts';
import { type EventContent, isCount, recogniseEvent } from './event-content.ts';
import { createSseReader } from './sse-events.ts';
import { type StreamMeasure, streamMeasures } from './stream-measures.ts';

/** Measures one answer while it comes. */
export interface StreamMeter {
  /**
   * A chunk of the body, decompressed, and when it came (`performance.now()`). Never throws.
   */
  onChunk(chunk: Uint8Array, atMs: number): void;
  /**
   * What came of it. To be called once, after the last chunk.
   *
   * @throws what `content` or `usage` of the scenario threw.
   */
  finish(): StreamOutcome;
}

/** What was measured of one answer. */
export interface StreamOutcome {
  /** What the events carried, put together. */
  readonly text: string;
  readonly tokens: number;
  /** 'usage': as the server states it. 'chunks': the number of chunks with text. */
  readonly tokensSource: 'usage' | 'chunks';
  /** Chunks with text that came in one read with another before them: they share its time. */
  readonly coalescedChunks: number;
  /** Chunks with text. */
  readonly chunks: number;
  /** Each gap is one 'itl.gap'; of the others there is at most one. */
  readonly measures: readonly StreamMeasure[];
  /** Why the answer is no right one, in words; null when it is. */
  readonly failure: string | null;
}

/**
 * A meter for one answer. By statistics.md, section 7: the clock runs from sending the request, chunks have the time
 * at which they came, before anything is parsed.
 *
 * @param options `true` recognises the format by the content type and the text by what is widely used.
 * @param contentType of the answer; null when it states none.
 * @param sentAtMs of `performance.now()`.
 */
export function createStreamMeter(
  options: StreamOptions | true,
  contentType: string | null,
  sentAtMs: number,
): StreamMeter {
  const given = options === true ? {} : options;
  const format = given.format ?? (isEventStream(contentType) ? 'sse' : 'chunks');
  return new Meter(readerOf(given, format), format, sentAtMs);
}

function isEventStream(contentType: string | null): boolean {
  return contentType !== null && /^\s*text\/event-stream\s*(?:;|$)/i.test(contentType);
}

/** What is given stands over what is recognised. */
function readerOf(options: StreamOptions, format: 'sse' | 'chunks'): (data: string) => EventContent {
  const { content, usage } = options;
  const recognise = format === 'sse' ? recogniseEvent : plainChunk;
  if (content === undefined && usage === undefined) return recognise;
  return (data) => {
    const recognised = recognise(data);
    const stated = usage === undefined ? recognised.tokens : usage(data);
    const text = content === undefined ? recognised.text : (content(data) ?? '');
    return { ...recognised, text: String(text), tokens: isCount(stated) ? stated : null };
  };
}

function plainChunk(data: string): EventContent {
  return { text: data, tokens: null, isChunk: true, isError: false };
}

class Meter implements StreamMeter {
  readonly #sentAtMs: number;
  readonly #decoder = new TextDecoder();
  readonly #understand: (data: string) => EventContent;
  readonly #read: (text: string) => void;
  readonly #isOverlong: () => boolean;
  readonly #contentAtMs: number[] = [];
  #firstChunkAtMs: number | null = null;
  #chunks = 0;
  #text = '';
  #statedTokens: number | null = null;
  #coalesced = 0;
  #hasError = false;
  /** Of the read that is being taken apart. */
  #atMs = 0;
  #contentInRead = 0;
  #thrown: { readonly error: unknown } | null = null;

  constructor(understand: (data: string) => EventContent, format: 'sse' | 'chunks', sentAtMs: number) {
    this.#understand = understand;
    this.#sentAtMs = sentAtMs;
    if (format === 'sse') {
      const { read, isOverlong } = createSseReader((data) => this.#take(data));
      this.#read = read;
      this.#isOverlong = isOverlong;
    } else {
      this.#read = (text) => this.#take(text);
      this.#isOverlong = () => false;
    }
  }

  onChunk(chunk: Uint8Array, atMs: number): void {
    this.#atMs = atMs;
    this.#contentInRead = 0;
    this.#feed(this.#decoder.decode(chunk, { stream: true }));
  }

  finish(): StreamOutcome {
    // What is left of a character that was cut off belongs to the read in which it came.
    const rest = this.#decoder.decode();
    if (rest !== '') this.#feed(rest);
    if (this.#thrown !== null) throw this.#thrown.error;
    const chunks = this.#contentAtMs.length;
    const tokens = this.#statedTokens ?? chunks;
    return {
      text: this.#text,
      tokens,
      tokensSource: this.#statedTokens === null ? 'chunks' : 'usage',
      coalescedChunks: this.#coalesced,
      chunks,
      measures: streamMeasures({
        sentAtMs: this.#sentAtMs,
        firstChunkAtMs: this.#firstChunkAtMs,
        chunks: this.#chunks,
        contentAtMs: this.#contentAtMs,
        tokens,
      }),
      failure: this.#failure(),
    };
  }

  #feed(text: string): void {
    if (this.#thrown !== null) return;
    try {
      this.#read(text);
    } catch (error) {
      this.#thrown = { error };
    }
  }

  #take(data: string): void {
    const { text, tokens, isChunk, isError } = this.#understand(data);
    if (isError) this.#hasError = true;
    if (tokens !== null) this.#statedTokens = tokens;
    if (!isChunk && text === '') return;
    this.#chunks += 1;
    this.#firstChunkAtMs ??= this.#atMs;
    if (text === '') return;
    this.#text += text;
    this.#contentAtMs.push(this.#atMs);
    if (this.#contentInRead > 0) this.#coalesced += 1;
    this.#contentInRead += 1;
  }

  #failure(): string | null {
    if (this.#isOverlong()) return 'stream had an event of more than 1 MiB';
    if (this.#hasError) return 'stream reported an error';
    return this.#contentAtMs.length === 0 ? 'stream carried no text' : null;
  }
}
