import type { ReadProgress } from '../importers/importer.ts';
import { shortText } from '../report/format.ts';
import type { Io } from './io.ts';

/** Work that is done sooner is not worth a word. */
const QUIET_MS = 1000;
const TTY_INTERVAL_MS = 100;
/** A log file gets a line now and then, not a screenful. */
const LOG_INTERVAL_MS = 10_000;
const CLEAR_LINE = '\r\u001b[2K';

/** Tells on standard error how far work has come. */
export interface Progress {
  /** A new step begins: 'Drawing the report'. */
  step(what: string): void;
  /** A file is being read. */
  readonly read: ReadProgress;
}

/**
 * Does work that may take long and shows its progress: nothing in the first second, then one line that is rewritten
 * on a terminal, or a line every ten seconds elsewhere. The terminal's line is gone when the work is done.
 */
export async function withProgress<T>(io: Io, work: (progress: Progress) => Promise<T>): Promise<T> {
  const { stderr } = io;
  const startMs = io.now();
  let shownMs = Number.NEGATIVE_INFINITY;
  let isLineOpen = false;
  const show = (text: string) => {
    const nowMs = io.now();
    const intervalMs = stderr.isTty ? TTY_INTERVAL_MS : LOG_INTERVAL_MS;
    if (nowMs - startMs < QUIET_MS || nowMs - shownMs < intervalMs) return;
    shownMs = nowMs;
    isLineOpen = stderr.isTty;
    const line = shortText(text, (stderr.columns ?? 80) - 1);
    stderr.write(stderr.isTty ? `${CLEAR_LINE}${line}` : `${line}\n`);
  };
  try {
    return await work({
      step: (what) => show(`${what}…`),
      read: ({ file, bytesRead, sizeBytes }) => {
        const percent = sizeBytes > 0 ? Math.floor((100 * bytesRead) / sizeBytes) : 100;
        show(`Reading ${file}: ${percent} %`);
      },
    });
  } finally {
    if (isLineOpen) stderr.write(CLEAR_LINE);
  }
}
