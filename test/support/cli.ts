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
  readonly isTTY?: boolean;
  /** What the user types. */
  readonly answers?: readonly string[];
  /** The times that the clock shows, one after the other; the last stays. */
  readonly clock?: readonly number[];
  readonly signal?: AbortSignal;
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
  const answers = [...(options.answers ?? [])];
  const clock = [...(options.clock ?? [NOW_MS])];
  const io: Io = {
    stdout: { write: (text) => void stdout.push(text), isTty, columns },
    stderr: { write: (text) => void stderr.push(text), isTty, columns },
    stdin: { isTty, readLine: async () => answers.shift() ?? null },
    now: () => (clock.length > 1 ? clock.shift() : clock[0]) ?? NOW_MS,
    env: options.env ?? {},
    cwd: options.cwd ?? repository,
    signal: options.signal ?? new AbortController().signal,
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
