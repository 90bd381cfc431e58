import type { FailuresEvent } from '../../model/event.ts';
import type { FailureGroup } from '../../model/run.ts';

/** More different messages of one endpoint are counted together; our engine keeps fewer apart. */
const MOST_MESSAGES = 500;
const OTHER_MESSAGES = '(other messages)';
const MOST_EXAMPLES = 5;

interface Group {
  readonly message: string;
  count: number;
  firstMs: number;
  lastMs: number;
  readonly examples: FailureGroup['examples'][number][];
}

/** The failure messages of one endpoint. */
export class FailureMessages {
  readonly #groups = new Map<string, Group>();

  add({ message, count, firstMs, lastMs, example }: FailuresEvent): void {
    const isKept = this.#groups.has(message) || this.#groups.size < MOST_MESSAGES;
    const group = this.#groupOf(isKept ? message : OTHER_MESSAGES, firstMs, lastMs);
    group.count += count;
    group.firstMs = Math.min(group.firstMs, firstMs);
    group.lastMs = Math.max(group.lastMs, lastMs);
    if (example === null || group.examples.length >= MOST_EXAMPLES) return;
    const { atMs, status, body, isBodyCut } = example;
    group.examples.push({ atMs, status, body, isBodyCut });
  }

  #groupOf(message: string, firstMs: number, lastMs: number): Group {
    const known = this.#groups.get(message);
    if (known !== undefined) return known;
    const group: Group = { message, count: 0, firstMs, lastMs, examples: [] };
    this.#groups.set(message, group);
    return group;
  }

  /** By count, most first, then by message. */
  finish(): readonly FailureGroup[] {
    return [...this.#groups.values()].sort(
      (a, b) => b.count - a.count || (a.message < b.message ? -1 : a.message > b.message ? 1 : 0),
    );
  }
}
