import type { Io } from './io.ts';

/** What a user who presses Ctrl-C wants of a test that runs. */
export interface StopRequests {
  /** How often it was pressed. */
  readonly count: number;
  /** Calls `listener` with the count from now on, and at once where it was pressed before. Only one at a time. */
  listen(listener: (count: number) => void): void;
  /** From here on Ctrl-C ends the command. */
  release(): void;
}

/** Takes Ctrl-C over, so that a test can be ended softly and its results be saved. */
export function takeStopRequests(io: Io): StopRequests {
  let count = 0;
  let heard: (count: number) => void = () => {};
  const release = io.onInterrupt(() => {
    count += 1;
    heard(count);
  });
  return {
    get count() {
      return count;
    },
    listen(listener) {
      heard = listener;
      if (count > 0) listener(count);
    },
    release,
  };
}
