import type { Place } from '../../model/notice.ts';
import { Problem } from '../../model/problem.ts';

/** Walks through the text of one gate, and says where it is wrong. */
export class GateReader {
  readonly text: string;
  readonly #place: Place | undefined;
  #at = 0;

  constructor(text: string, place: Place | undefined) {
    this.text = text;
    this.#place = place;
  }

  /** Where the next character is, from 0, spaces skipped. */
  get at(): number {
    while (/\s/.test(this.text.charAt(this.#at))) this.#at += 1;
    return this.#at;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** What is left. */
  get rest(): string {
    return this.text.slice(this.at);
  }

  /** Takes what a pattern matches here, which must not be empty; null, and nothing taken, where it does not match. */
  take(pattern: RegExp): string | null {
    const match = new RegExp(`^(?:${pattern.source})`, pattern.flags).exec(this.rest);
    if (match === null || match[0] === '') return null;
    this.#at = this.at + match[0].length;
    return match[0];
  }

  /** What stands here, for a message: a word, a number with its unit, or one character. */
  peek(): string {
    return /^(?:[\w.%/-]+|.)/su.exec(this.rest)?.[0] ?? '';
  }

  /** Back to a place that was passed before. */
  backTo(at: number): void {
    this.#at = at;
  }

  /** The problem at a place: the gate, a caret below it, and the advice. */
  problem(at: number, what: string, advice: string): Problem {
    const shown = Array.from(this.text, (character) => (isControl(character) ? ' ' : character)).join('');
    const before = Array.from(this.text.slice(0, at)).length;
    return new Problem('usage', 'invalid-gate', `gate, column ${before + 1}: ${what}`, {
      ...(this.#place === undefined ? {} : { where: this.#place }),
      fix: `${shown}\n${' '.repeat(before)}^\n${advice}`,
    });
  }
}

function isControl(character: string): boolean {
  return /\p{Cc}/u.test(character);
}
