import type { CommandOutcome, Commands } from './commands.ts';
import { Refusal } from './refusal.ts';

/** Commands beside a test that runs: more at once would take its processor. */
const MOST_AT_ONCE = 2;
const MOST_WAITING = 20;

/** Runs short commands to their end, a few at a time. */
export interface CommandQueue {
  /** @throws {Refusal} 503 when too many wait. */
  run(args: readonly string[]): Promise<CommandOutcome>;
  /**
   * The same for a command that has to succeed.
   *
   * @throws {Refusal} 422 with what the command said, when it did not.
   */
  succeed(args: readonly string[]): Promise<string>;
  /** Resolves when nothing runs any more. */
  idle(): Promise<void>;
}

/** A queue of nothing yet. */
export function createCommandQueue(commands: Commands): CommandQueue {
  const running = new Set<Promise<CommandOutcome>>();
  const waiting: (() => void)[] = [];
  const run = async (args: readonly string[]): Promise<CommandOutcome> => {
    if (running.size >= MOST_AT_ONCE) {
      if (waiting.length >= MOST_WAITING)
        throw new Refusal(503, 'too much is being done at once', 'Try again in a moment.');
      await new Promise<void>((resolve) => void waiting.push(resolve));
    }
    const { ended } = commands.start(args);
    running.add(ended);
    const outcome = await ended;
    running.delete(ended);
    waiting.shift()?.();
    return outcome;
  };
  return {
    run,
    async succeed(args) {
      const { exitCode, stdout, stderr } = await run(args);
      if (exitCode === 0) return stdout;
      throw refusalOf(stderr);
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/** What a command said when it could not do its work: the first line what, the others what to do. */
export function refusalOf(stderr: string): Refusal {
  const [what = '', ...advice] = stderr.trim().split('\n');
  const fix = advice.map((line) => line.trim()).join('\n');
  return new Refusal(422, what === '' ? 'the command ended without a word' : what, fix);
}
