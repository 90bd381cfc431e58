import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import { shownFile } from './scenario-file/shown-file.ts';
import type { Watched } from './stuck.ts';

/** Exit code of unreadable input, as the command line has it. */
const INPUT_EXIT_CODE = 65;

/**
 * A scenario that calls `process.exit()` takes the whole test with it. Until the returned function is called, the end of the
 * process says so on standard error, and has exit code 65.
 */
export function guardExit({ scenario }: Watched): () => void {
  if (!isMainThread || !('file' in scenario)) return () => {};
  const file = shownFile(scenario.file);
  const onExit = (code: number) => {
    // The watchdog has said its own words.
    if (code === INPUT_EXIT_CODE) return;
    writeSync(
      2,
      `\n${file}: the scenario ended the process (process.exit) in the midst of the test\n  Throw an error instead, or end one user with "user.abort(…)".\n  What was recorded until then can be recovered: plimsoll runs list\n`,
    );
    process.exitCode = INPUT_EXIT_CODE;
  };
  process.once('exit', onExit);
  return () => void process.off('exit', onExit);
}
