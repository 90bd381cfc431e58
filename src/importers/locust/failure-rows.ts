import { type EndpointKey, endpointId } from '../../model/endpoint-key.ts';
import { unwrapFailureMessage } from './failure-message.ts';
import type { FailureRow } from './part.ts';

/** Collects failures by endpoint and message; messages that are the same once unwrapped are added up. */
export class FailureRows {
  readonly #rows = new Map<string, FailureRow>();

  /** `text` is the message as Locust wrote it; the times are Unix epoch ms, null when not recorded. */
  add(key: EndpointKey, text: string, count: number, firstMs: number | null, lastMs: number | null): void {
    const message = unwrapFailureMessage(text);
    const id = `${endpointId(key)}\u0000${message}`;
    const known = this.#rows.get(id);
    this.#rows.set(id, {
      key,
      message,
      count: count + (known?.count ?? 0),
      firstMs: choose(Math.min, known?.firstMs ?? null, firstMs),
      lastMs: choose(Math.max, known?.lastMs ?? null, lastMs),
    });
  }

  /** In the order in which they first came. */
  rows(): readonly FailureRow[] {
    return [...this.#rows.values()];
  }
}

function choose(of: (a: number, b: number) => number, a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : of(a, b);
}
