/** The waiting of one user. All of it ends at once when the user is told to stop. */
export class Sleeps {
  private readonly pending = new Set<Sleep>();
  private isOver = false;

  /** Resolves after so long, or when the user is told to stop; never in the same turn of the event loop. */
  sleep(durationMs: number): Promise<void> {
    if (this.isOver || durationMs <= 0) return nextTurn();
    return new Promise((resolve) => {
      const sleep: Sleep = {
        resolve,
        timer: setTimeout(() => {
          this.pending.delete(sleep);
          resolve();
        }, durationMs),
      };
      this.pending.add(sleep);
    });
  }

  /** Wakes all, for good. */
  end(): void {
    this.isOver = true;
    for (const { resolve, timer } of this.pending) {
      clearTimeout(timer);
      resolve();
    }
    this.pending.clear();
  }
}

interface Sleep {
  readonly resolve: () => void;
  readonly timer: NodeJS.Timeout;
}

/** Lets everything else that waits go on first. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
