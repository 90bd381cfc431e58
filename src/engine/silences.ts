/**
 * Tells which of several threads have said nothing for too long. A silence counts only while this thread could listen:
 * when it was away itself, as on a machine that slept, all begin anew.
 */
export class Silences {
  private readonly limitMs: number;
  private readonly lookMs: number;
  private readonly heardAtMs = new Map<number, number>();
  private readonly onSilent: (index: number) => void;
  private lookedAtMs = 0;
  private timer: NodeJS.Timeout | undefined;

  /** @param onSilent called once for each that is silent. */
  constructor(limitMs: number, onSilent: (index: number) => void) {
    this.limitMs = limitMs;
    this.lookMs = Math.min(1000, limitMs / 4);
    this.onSilent = onSilent;
  }

  /** From now on so many threads, from 0, have to be heard. */
  begin(threads: number): void {
    for (let index = 0; index < threads; index += 1) this.heardAtMs.set(index, performance.now());
    this.lookedAtMs = performance.now();
    this.timer = setInterval(() => this.look(), this.lookMs).unref();
  }

  hear(index: number): void {
    if (this.heardAtMs.has(index)) this.heardAtMs.set(index, performance.now());
  }

  /** That one need not be heard any more. */
  forget(index: number): void {
    this.heardAtMs.delete(index);
    if (this.heardAtMs.size === 0) clearInterval(this.timer);
  }

  private look(): void {
    const nowMs = performance.now();
    const wasAway = nowMs - this.lookedAtMs > 3 * this.lookMs;
    this.lookedAtMs = nowMs;
    for (const [index, heardAtMs] of [...this.heardAtMs]) {
      if (wasAway) this.heardAtMs.set(index, nowMs);
      else if (nowMs - heardAtMs >= this.limitMs) {
        this.forget(index);
        this.onSilent(index);
      }
    }
  }
}
