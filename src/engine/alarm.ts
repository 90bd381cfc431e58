/** Node takes longer delays for none. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** Calls at a time of `performance.now()`: not before it, and about a millisecond after it at best. One time at a time. */
export class Alarm {
  private readonly ring: () => void;
  private timer: NodeJS.Timeout | null = null;

  constructor(ring: () => void) {
    this.ring = ring;
  }

  /** In place of the time set before. */
  set(atMs: number): void {
    this.clear();
    const delayMs = Math.min(MAX_DELAY_MS, Math.max(1, Math.ceil(atMs - performance.now())));
    this.timer = setTimeout(() => {
      this.timer = null;
      // Timers count whole milliseconds and can be a part of one early.
      if (performance.now() < atMs) this.set(atMs);
      else this.ring();
    }, delayMs);
  }

  clear(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}
