import type { ApiFailure } from '../api/api-failure.ts';
import type { WatchedResource } from './watched-resource.ts';
import type { WatcherSink } from './watcher-sink.ts';

/** A shorter one is within what a watch takes to tell of a change anyway. */
const LEAST_MS = 1000;
/** A long one is written in pieces, so that a record that breaks off has most of it. */
const PIECE_MS = 60_000;

/** Writes the gaps in what is known of one resource. */
export class GapKeeper {
  readonly #resource: WatchedResource;
  readonly #sink: WatcherSink;
  readonly #beganMs = Date.now();
  #open: { fromMs: number; reason: string } | null = null;
  #reason = 'the watch began anew';
  /** Until when gaps are written. */
  #writtenMs = 0;

  constructor(resource: WatchedResource, sink: WatcherSink) {
    this.#resource = resource;
    this.#sink = sink;
  }

  /** From `sinceMs` on (null: from the beginning) nothing is known for sure. */
  opened(sinceMs: number | null, failure: ApiFailure, nowMs: number): void {
    const reason = failure.kind === 'expired' ? EXPIRED : failure.message;
    this.#reason = reason;
    this.#open ??= { fromMs: sinceMs ?? this.#beganMs, reason };
    this.#open.reason = reason;
    if (nowMs - this.#open.fromMs < PIECE_MS) return;
    this.flush(nowMs);
    this.#open = { fromMs: nowMs, reason };
  }

  /** It is followed again from where it was: nothing was missed. */
  resumed(): void {
    this.#open = null;
  }

  /** What changed between may have been missed, or came late. */
  missed(fromMs: number, toMs: number): void {
    this.#open = null;
    this.#write(fromMs, toMs, this.#reason, 0);
  }

  /** Writes what is open, and ends it. */
  flush(nowMs: number): void {
    if (this.#open === null) return;
    const { fromMs, reason } = this.#open;
    this.#open = null;
    this.#write(fromMs, nowMs, reason, LEAST_MS);
  }

  #write(fromMs: number, toMs: number, reason: string, leastMs: number): void {
    const from = Math.max(fromMs, this.#writtenMs);
    if (!this.#resource.isEssential || toMs - from < leastMs || toMs <= from) return;
    this.#writtenMs = toMs;
    this.#sink.emit([{ type: 'cluster-gap', resource: this.#resource.name, fromMs: from, toMs, reason }]);
  }
}

const EXPIRED = 'the API server no longer knew what changed since then (410)';
