import { unwritableOutput } from '../decode/file-problem.ts';
import type { Problem } from '../model/problem.ts';

/**
 * What there is to say when standard output cannot be written. Null when its reader has what it wanted and left
 * (`plimsoll runs list | head -1`), which is no reason for a message. Throws `error` itself when it is no system error.
 */
export function outputProblem(error: NodeJS.ErrnoException): Problem | null {
  return error.code === 'EPIPE' ? null : unwritableOutput(error);
}
