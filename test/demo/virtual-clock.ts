import type { Clock } from '../../src/demo/clock.ts';

interface Timer {
  readonly atMs: number;
  readonly order: number;
  run: (() => void) | null;
}

/** Goes from one timer to the next without waiting. Timers of one instant run in the order in which they were set. */
export class VirtualClock implements Clock {
  #nowMs: number;
  #order = 0;
  readonly #heap: Timer[] = [];

  constructor(startMs = Date.UTC(2026, 0, 1)) {
    this.#nowMs = startMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer: Timer = { atMs: this.#nowMs + Math.max(0, delayMs), order: this.#order, run };
    this.#order += 1;
    this.#heap.push(timer);
    this.#up(this.#heap.length - 1);
    return () => {
      timer.run = null;
    };
  }

  /** Runs all timers due within so many ms, and those that they set. */
  advance(ms: number): void {
    const endMs = this.#nowMs + ms;
    for (let next = this.#heap[0]; next !== undefined && next.atMs <= endMs; next = this.#heap[0]) {
      this.#pop();
      this.#nowMs = next.atMs;
      next.run?.();
    }
    this.#nowMs = endMs;
  }

  #before(i: number, j: number): boolean {
    const a = this.#heap[i] as Timer;
    const b = this.#heap[j] as Timer;
    return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
  }

  #swap(i: number, j: number): void {
    [this.#heap[i], this.#heap[j]] = [this.#heap[j] as Timer, this.#heap[i] as Timer];
  }

  #up(from: number): void {
    for (let i = from; i > 0 && this.#before(i, (i - 1) >> 1); i = (i - 1) >> 1) this.#swap(i, (i - 1) >> 1);
  }

  #pop(): void {
    const last = this.#heap.length - 1;
    this.#swap(0, last);
    this.#heap.pop();
    for (let i = 0; ; ) {
      const left = 2 * i + 1;
      const right = left + 1;
      let least = i;
      if (left < last && this.#before(left, least)) least = left;
      if (right < last && this.#before(right, least)) least = right;
      if (least === i) return;
      this.#swap(i, least);
      i = least;
    }
  }
}
