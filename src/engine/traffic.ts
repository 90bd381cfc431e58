/** What is on its way, over all users of this thread. */
export class Traffic {
  /** Requests without an answer yet. */
  inFlight = 0;
  /** Those that were cut off when the test was given up. */
  unfinished = 0;
  /** True once no answer is waited for any more. */
  isGivenUp = false;
  private onQuiet: (() => void) | null = null;

  begin(): void {
    this.inFlight += 1;
  }

  end(): void {
    this.inFlight -= 1;
    if (this.inFlight === 0) this.onQuiet?.();
  }

  /** Calls once nothing is in flight, perhaps at once. */
  whenQuiet(onQuiet: () => void): void {
    if (this.inFlight === 0) onQuiet();
    else this.onQuiet = onQuiet;
  }
}
