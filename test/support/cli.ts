import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { main } from '../../src/cli/program.ts';

/** The folder of the repository, where `samples/locust/…` is found. */
export const repository = fileURLToPath(new URL('../..', import.meta.url));

/** 23 November 2026, 12:00 UTC: what every command in a test takes for now. */
export const NOW_MS = Date.UTC(2026, 10, 23, 12, 0, 0);

/** The world around a command. */
export interface CliOptions {
  readonly cwd?: string;
  readonly env?: Record<string, string>;
  /** Of the terminal; null, the default, when there is none. */
  readonly columns?: number | null;
  readonly rows?: number | null;
  readonly isTTY?: boolean;
  /** What the user types. */
  readonly answers?: readonly string[];
  /** The times that the clock shows, one after the other; the last stays. */
  readonly clock?: readonly number[];
  /** A clock that runs, for commands that take time. */
  readonly now?: () => number;
  readonly signal?: AbortSignal;
  /** Told of whoever takes the wish to stop over: calling the listener is Ctrl-C. */
  readonly interrupts?: (listener: () => void) => void;
  /** Told of everything that is written to standard error, while it is written. */
  readonly onStderr?: (text: string) => void;
}

/** What a command left behind. */
export interface CliOutcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command line in this process. */
export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliOutcome> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const isTty = options.isTTY ?? false;
  const columns = options.columns ?? null;
  const rows = options.rows ?? null;
  const answers = [...(options.answers ?? [])];
  const clock = [...(options.clock ?? [NOW_MS])];
  const io: Io = {
    stdout: { write: (text) => void stdout.push(text), isTty, columns, rows },
    stderr: {
      write: (text) => {
        stderr.push(text);
        options.onStderr?.(text);
      },
      isTty,
      columns,
      rows,
    },
    stdin: { isTty, readLine: async () => answers.shift() ?? null },
    now: options.now ?? (() => (clock.length > 1 ? clock.shift() : clock[0]) ?? NOW_MS),
    env: options.env ?? {},
    cwd: options.cwd ?? repository,
    signal: options.signal ?? new AbortController().signal,
    onInterrupt: (listener) => {
      options.interrupts?.(listener);
      return () => {};
    },
  };
  const exitCode = await main(args, io);
  return { exitCode, stdout: stdout.join(''), stderr: stderr.join('') };
}

/** An empty folder that is removed after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
