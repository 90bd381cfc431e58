import type { Transform } from 'node:stream';
import {
  brotliDecompressSync,
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  gunzipSync,
  inflateRawSync,
  inflateSync,
} from 'node:zlib';
import { Failure, tooLargeWords } from './failures.ts';

/** What we send unless a request says otherwise, and can decompress. */
export const ACCEPTED_CODINGS = 'gzip, deflate, br';

type Coding = 'gzip' | 'deflate' | 'br';

/** More codings on one another are no compression, but an attempt to keep us busy. */
const MAX_CODINGS = 4;

/**
 * The codings of a body, in the order in which they are undone. Empty when there is none, or one that we did not ask
 * for and do not know: then the body stays as it came.
 */
export function codingsOf(contentEncoding: string | null): readonly Coding[] {
  if (contentEncoding === null) return [];
  const codings = contentEncoding
    .split(',')
    .map((name) => CODINGS.get(name.trim().toLowerCase()))
    .filter((coding) => coding !== 'identity');
  const isKnown = codings.length <= MAX_CODINGS && codings.every((coding) => coding !== undefined);
  return isKnown ? (codings as Coding[]).reverse() : [];
}

const CODINGS: ReadonlyMap<string, Coding | 'identity'> = new Map([
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['deflate', 'deflate'],
  ['br', 'br'],
  ['identity', 'identity'],
  ['', 'identity'],
]);

/**
 * The body without its codings.
 *
 * @throws {Failure} 'answer too large: …', 'broken gzip in the answer'.
 */
export function decoded(body: Uint8Array, codings: readonly Coding[], maxBytes: number): Uint8Array {
  return body.length === 0 ? body : codings.reduce((bytes, coding) => undo(bytes, coding, maxBytes), body);
}

function undo(bytes: Uint8Array, coding: Coding, maxOutputLength: number): Uint8Array {
  try {
    if (coding === 'gzip') return gunzipSync(bytes, { maxOutputLength });
    if (coding === 'br') return brotliDecompressSync(bytes, { maxOutputLength });
    return hasZlibHeader(bytes)
      ? inflateSync(bytes, { maxOutputLength })
      : inflateRawSync(bytes, { maxOutputLength });
  } catch (error) {
    const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw isTooLarge ? new Failure(tooLargeWords(maxOutputLength)) : broken(coding);
  }
}

function broken(coding: Coding): Failure {
  return new Failure(`broken ${coding} in the answer`);
}

/** By RFC 9110 'deflate' has a zlib header; some servers leave it out. */
function hasZlibHeader(bytes: Uint8Array): boolean {
  return ((bytes[0] ?? 0) & 0x0f) === 8;
}

/** Where decompressed chunks go, with the time at which the bytes came that they were made of. */
export interface DecodedSink {
  onDecoded(chunk: Uint8Array, atMs: number): void;
  /** Nothing comes after it. */
  onBroken(failure: Failure): void;
}

/** Decompresses a body while it comes. Chunks go through one after the other, so that each keeps its time. */
export class StreamDecoder {
  readonly #codings: readonly Coding[];
  readonly #sink: DecodedSink;
  readonly #waiting: { readonly chunk: Uint8Array; readonly atMs: number }[] = [];
  #stages: Transform[] = [];
  #atMs = 0;
  #isBusy = false;
  #onEnd: (() => void) | null = null;

  constructor(codings: readonly Coding[], sink: DecodedSink) {
    this.#codings = codings;
    this.#sink = sink;
  }

  write(chunk: Uint8Array, atMs: number): void {
    this.#waiting.push({ chunk, atMs });
    if (!this.#isBusy) this.#next();
  }

  /** `onEnd` is called when everything is decompressed; not when it is broken. */
  end(onEnd: () => void): void {
    this.#onEnd = onEnd;
    if (!this.#isBusy) this.#next();
  }

  destroy(): void {
    this.#isBusy = true;
    this.#waiting.length = 0;
    for (const stage of this.#stages) stage.destroy();
  }

  #next(): void {
    const item = this.#waiting.shift();
    if (item === undefined) {
      this.#isBusy = false;
      if (this.#onEnd !== null) this.#finish(this.#onEnd);
      return;
    }
    this.#isBusy = true;
    this.#atMs = item.atMs;
    if (this.#stages.length === 0) this.#open(item.chunk);
    this.#stages[0]?.write(item.chunk, () => this.#next());
  }

  #finish(onEnd: () => void): void {
    const last = this.#stages.at(-1);
    if (last === undefined) {
      onEnd();
      return;
    }
    this.#isBusy = true;
    last.once('end', onEnd);
    this.#stages[0]?.end();
  }

  #open(first: Uint8Array): void {
    this.#stages = this.#codings.map((coding) => this.#stage(coding, first));
    const last = this.#stages.reduce((before, after) => before.pipe(after));
    last.on('data', (chunk: Uint8Array) => this.#sink.onDecoded(chunk, this.#atMs));
  }

  #stage(coding: Coding, first: Uint8Array): Transform {
    const stage = decompressor(coding, coding === this.#codings[0] ? first : null);
    stage.on('error', () => {
      this.destroy();
      this.#sink.onBroken(broken(coding));
    });
    return stage;
  }
}

function decompressor(coding: Coding, first: Uint8Array | null): Transform {
  if (coding === 'gzip') return createGunzip({ flush: constants.Z_SYNC_FLUSH });
  if (coding === 'br') return createBrotliDecompress({ flush: constants.BROTLI_OPERATION_FLUSH });
  const options = { flush: constants.Z_SYNC_FLUSH };
  return first === null || hasZlibHeader(first) ? createInflate(options) : createInflateRaw(options);
}
