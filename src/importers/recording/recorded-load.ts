import type { AbortedUsersEvent, ExceptionsEvent } from '../../model/event.ts';
import type { ExceptionGroup, UserCounts } from '../../model/run.ts';
import { numbersColumn } from './growing-column.ts';

/** More different errors or reasons than this are counted together; our engine keeps fewer apart. */
const MOST_TEXTS = 500;
const OTHERS = '(others)';

/** How many users there were over time. */
export class RecordedUsers {
  readonly #atMs = numbersColumn();
  readonly #users = numbersColumn();

  /** Leaves out what goes back in time. */
  add(atMs: number, users: number): void {
    if (this.#atMs.length > 0 && atMs <= this.#atMs.at(this.#atMs.length - 1)) return;
    this.#atMs.push(atMs);
    this.#users.push(users);
  }

  /** Null when nothing was recorded. */
  finish(): UserCounts | null {
    if (this.#atMs.length === 0) return null;
    return { atMs: this.#atMs.values().slice(), users: this.#users.values().slice() };
  }
}

/** Errors of the scenario's own code, those of the same text and place together. */
export class RecordedExceptions {
  readonly #groups = new Map<string, { message: string; traceback: string; count: number }>();

  add({ message, traceback, count }: ExceptionsEvent): void {
    const id = `${message}\u0000${traceback}`;
    const isKept = this.#groups.has(id) || this.#groups.size < MOST_TEXTS;
    const group = this.#groups.get(isKept ? id : OTHERS);
    if (group !== undefined) group.count += count;
    else if (isKept) this.#groups.set(id, { message, traceback, count });
    else this.#groups.set(OTHERS, { message: OTHERS, traceback: '', count });
  }

  /** Most frequent first. */
  finish(): readonly ExceptionGroup[] {
    return [...this.#groups.values()]
      .map((group) => ({ ...group, nodes: 'local' }))
      .sort((a, b) => b.count - a.count || (a.message < b.message ? -1 : 1));
  }
}

/** Users that stopped for good, by reason. */
export class RecordedAborts {
  readonly #counts = new Map<string, number>();

  add({ reason, count }: AbortedUsersEvent): void {
    const known = this.#counts.has(reason) || this.#counts.size < MOST_TEXTS ? reason : OTHERS;
    this.#counts.set(known, (this.#counts.get(known) ?? 0) + count);
  }

  /** Most frequent first. */
  finish(): readonly { readonly reason: string; readonly count: number }[] {
    return [...this.#counts]
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
  }
}
