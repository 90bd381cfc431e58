import type { InstantRange } from '../../../model/scaling.ts';
import type { LocalClock } from '../local-clock.ts';

/** Stamps are whole seconds, cut off. */
const STAMP_MS = 1000;
/** More lines than this in one section are no pods of one deployment. */
const MOST_LINES = 10_000;

/** One section of one round: `2025-05-23 15:29:03 - Pod Status:` and what follows. */
export interface Section {
  readonly title: string;
  /** The question was put to the cluster after its stamp, and answered before the next stamp. */
  readonly read: InstantRange;
  readonly lines: readonly string[];
  /** 1-based line of the file of its stamp. */
  readonly line: number;
}

/** Cuts the log of the legacy monitor into sections, line by line. */
export class SectionScanner {
  readonly #clock: LocalClock;
  readonly #onSection: (section: Section) => void;
  readonly #onTooLong: (line: number) => void;
  #title: string | null = null;
  #stampMs = 0;
  #line = 0;
  #lines: string[] = [];
  #minute = '';
  #minuteMs = 0;

  constructor(clock: LocalClock, onSection: (section: Section) => void, onTooLong: (line: number) => void) {
    this.#clock = clock;
    this.#onSection = onSection;
    this.#onTooLong = onTooLong;
  }

  add(raw: string, number: number): void {
    if (raw === '') return;
    const line = raw.includes('\u001b') ? withoutEscapes(raw) : raw;
    if (isStamped(line, 0) && line.startsWith(' - ', 19)) {
      const stampMs = this.#instant(line);
      this.#close(stampMs);
      this.#title = line.slice(22).trim().replace(/:$/, '');
      this.#stampMs = stampMs;
      this.#line = number;
    } else if (line.includes('Auto-Scaling Monitor - ')) {
      // The banner of a round; what is below it belongs to no section.
      const at = line.lastIndexOf(' - ') + 3;
      if (isStamped(line, at)) this.#close(this.#instant(line.slice(at)));
    } else if (this.#title !== null) {
      if (this.#lines.length < MOST_LINES) this.#lines.push(line);
      else this.#onTooLong(number);
    }
  }

  #close(nextStampMs: number): void {
    const [title, lines] = [this.#title, this.#lines];
    this.#title = null;
    this.#lines = [];
    if (title === null) return;
    const read = { earliestMs: this.#stampMs, latestMs: Math.max(this.#stampMs, nextStampMs) + STAMP_MS };
    this.#onSection({ title, read, lines, line: this.#line });
  }

  #instant(line: string): number {
    const minute = line.slice(0, 16);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#minuteMs = Date.UTC(
        Number(line.slice(0, 4)),
        Number(line.slice(5, 7)) - 1,
        Number(line.slice(8, 10)),
        Number(line.slice(11, 13)),
        Number(line.slice(14, 16)),
      );
    }
    return this.#clock.instant(this.#minuteMs + Number(line.slice(17, 19)) * 1000);
  }
}

const STAMP = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

function isStamped(line: string, at: number): boolean {
  return (
    line.charCodeAt(at + 4) === 45 && line.charCodeAt(at + 13) === 58 && STAMP.test(line.slice(at, at + 19))
  );
}

/** Without what a terminal clears its screen, moves and colours with, and without what a carriage return overwrote. */
function withoutEscapes(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
  return line.replace(/\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007]*\u0007|[()][A-Za-z0-9]|[=>78cM])/g, '');
}
