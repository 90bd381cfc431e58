import { Console } from 'node:console';
import { Writable } from 'node:stream';
import type { Io } from './io.ts';

/**
 * Sends what a scenario writes to its console to standard error while `work` is done: standard output has the results,
 * which programs read. Threads do the same for themselves, see `newWorker`.
 */
export async function withScenarioConsole<T>(io: Io, work: () => Promise<T>): Promise<T> {
  const before = globalThis.console;
  const stream = new Writable({
    decodeStrings: false,
    write(text, _encoding, done) {
      io.stderr.write(String(text));
      done();
    },
  });
  globalThis.console = new Console({ stdout: stream, stderr: stream, colorMode: false });
  try {
    return await work();
  } finally {
    globalThis.console = before;
  }
}
