import type { ExceptionGroup } from '../model/run.ts';
import { shortText } from './format.ts';

/** A place of JavaScript's stack traces: '    at buy (shop.ts:12:20)', '    at shop.ts:3:50'. */
const FRAME = /^\s+at (?:.*\()?([^()]+:\d+:\d+)\)?$/;
/** The end of a path tells more than its beginning. */
const LONGEST_PLACE = 120;

/**
 * An error in the test's own code with where it was thrown: 'TypeError: x is not a function at shop.ts:3:50'. The
 * place is the first of the traceback, which the engine keeps to the user's files; other tools' tracebacks begin within the tool.
 *
 * @param length cut the message to so many characters, never the place.
 */
export function exceptionWords(
  group: Pick<ExceptionGroup, 'message' | 'traceback'>,
  length?: number,
): string {
  const place = placeOf(group.traceback);
  const message = shortText(group.message, length);
  return place === null ? message : `${message} at ${place}`;
}

function placeOf(traceback: string): string | null {
  for (const line of traceback.split(/\r\n|\n|\r/)) {
    const place = line.length > 1000 ? undefined : FRAME.exec(line)?.[1];
    if (place !== undefined) return shortText(place.slice(-LONGEST_PLACE));
  }
  return null;
}
