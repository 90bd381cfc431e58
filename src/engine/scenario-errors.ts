import { fileURLToPath } from 'node:url';
import type { Journal } from './journal.ts';
import { placeOfError, tracebackOf } from './load-scenario.ts';
import type { ScenarioReference } from './load-test.ts';
import { describeError } from './scenario-file/place-of-error.ts';
import { UserAborted } from './virtual-user.ts';

/** Stack traces whose places in the user's files are kept: a scenario throws from a few. */
const MAX_KNOWN = 1000;

/** The folder of our own code: `src/`, or `dist/` when it is bundled. */
const OWN_FOLDER = /^.*\/(?:src|dist)\//.exec(fileURLToPath(import.meta.url))?.[0] ?? null;

/** Writes down what the scenario's own code throws, also where nobody waits for it. */
export class ScenarioErrors {
  private readonly file: string;
  private readonly journal: Journal;
  private readonly known = new Map<string, string>();
  private readonly onRejection = (reason: unknown) => this.add(reason);
  private readonly onUncaught = (error: unknown) => this.take(error);

  constructor(scenario: ScenarioReference, journal: Journal) {
    this.file = 'file' in scenario ? scenario.file : '';
    this.journal = journal;
  }

  /** An abort is how a user stops, and no mistake. */
  add(error: unknown): void {
    if (error instanceof UserAborted) return;
    this.journal.addException(describeError(error), this.traceback(error));
  }

  /** Takes promises that nobody waits for, and what timers throw: both would end the process. */
  listen(): void {
    process.on('unhandledRejection', this.onRejection);
    process.on('uncaughtException', this.onUncaught);
  }

  ignore(): void {
    process.off('unhandledRejection', this.onRejection);
    process.off('uncaughtException', this.onUncaught);
  }

  /** A mistake of ours still ends the process. */
  private take(error: unknown): void {
    if (this.isOfScenario(error)) this.add(error);
    // Whoever else listens decides.
    else if (process.listenerCount('uncaughtException') === 1) throw error;
  }

  private isOfScenario(error: unknown): boolean {
    if (placeOfError(error, this.file) !== null) return true;
    const stack = error instanceof Error ? error.stack : undefined;
    return OWN_FOLDER === null || stack === undefined || !stack.includes(OWN_FOLDER);
  }

  private traceback(error: unknown): string {
    const stack = error instanceof Error && typeof error.stack === 'string' ? error.stack : null;
    const known = stack === null ? undefined : this.known.get(stack);
    if (known !== undefined) return known;
    const traceback = tracebackOf(error, this.file);
    if (stack !== null && this.known.size < MAX_KNOWN) this.known.set(stack, traceback);
    return traceback;
  }
}
