/** Time and timers. Real for the server; in tests a clock that jumps from one timer to the next. */
export interface Clock {
  /** Unix epoch ms, with fractions; never goes back. */
  nowMs(): number;
  /** Runs once, so many ms from now. The function that comes back calls it off; later calls do nothing. */
  after(delayMs: number, run: () => void): () => void;
}

/** The clock of this machine. Its timers keep the process alive until `stop` calls them all off. */
export class WallClock implements Clock {
  readonly #pending = new Set<NodeJS.Timeout>();
  #stopped = false;

  nowMs(): number {
    return performance.timeOrigin + performance.now();
  }

  after(delayMs: number, run: () => void): () => void {
    if (this.#stopped) return () => {};
    // Node's timers fire up to 1 ms late; asking for half a millisecond less leaves no bias.
    const timer = setTimeout(
      () => {
        this.#pending.delete(timer);
        run();
      },
      Math.max(0, Math.round(delayMs - 0.5)),
    );
    this.#pending.add(timer);
    return () => {
      this.#pending.delete(timer);
      clearTimeout(timer);
    };
  }

  /** Calls off every timer; none runs from now on. */
  stop(): void {
    this.#stopped = true;
    for (const timer of this.#pending) clearTimeout(timer);
    this.#pending.clear();
  }
}
