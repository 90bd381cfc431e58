import { dirname, isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FilePlace, originalPlace, transformedFiles } from './transformed-files.ts';

const LONGEST_MESSAGE = 1000;

/** This package's own code is no part of a scenario, even when the scenario stands in the folder of the package. */
const ownFolder = /^.*\/(?:src|dist)\//.exec(fileURLToPath(import.meta.url))?.[0] ?? null;

interface Frame extends FilePlace {
  /** The function, as the stack trace names it; '' when it has no name. */
  readonly caller: string;
}

/**
 * Where in the scenario, or in a file that it imports, an error was thrown: the innermost place that is not in a
 * package. Line and column are those of the file as it was written.
 *
 * @param scenarioFile the absolute path of the scenario.
 * @returns null when the error does not tell.
 */
export function placeOfError(error: unknown, scenarioFile: string): FilePlace | null {
  const frame = framesOf(error, scenarioFile)[0];
  return frame === undefined ? null : { file: frame.file, line: frame.line, column: frame.column };
}

/**
 * An error with its calls in the user's files only, whose names are relative to the scenario's folder:
 *
 * ```text
 * TypeError: Cannot read properties of null (reading 'id')
 *     at buy (shop.ts:12:20)
 * ```
 */
export function tracebackOf(error: unknown, scenarioFile: string): string {
  const folder = dirname(scenarioFile);
  const lines = framesOf(error, scenarioFile).map(({ caller, file, line, column }) => {
    const place = `${relative(folder, file)}:${line}:${column}`;
    return caller === '' ? `    at ${place}` : `    at ${caller} (${place})`;
  });
  return [describeError(error), ...lines].join('\n');
}

/** 'TypeError: x is not a function': what was thrown, on one line. */
export function describeError(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : `thrown: ${String(error)}`;
  const line = (text.split('\n', 1)[0] ?? '').replace(/\(0\s*,\s*_\w+\.([\w$]+)\)/g, '$1');
  return line.length > LONGEST_MESSAGE ? `${line.slice(0, LONGEST_MESSAGE)}…` : line;
}

function framesOf(error: unknown, scenarioFile: string): readonly Frame[] {
  const stack = error instanceof Error ? error.stack : undefined;
  if (typeof stack !== 'string') return [];
  const folder = `${dirname(scenarioFile)}${sep}`;
  return stack.split('\n').flatMap((line) => {
    const frame = parseFrame(line);
    return frame === null || !isOfUser(frame.file, folder) ? [] : [{ ...frame, ...originalPlace(frame) }];
  });
}

/** '    at async caller (file:///folder/shop.ts:12:20)', or without a caller and its brackets. */
function parseFrame(line: string): Frame | null {
  const match = /^\s+at (?:async )?(?:(.*?) \()?((?:file:\/\/)?[^()]*?|.*?):(\d+):(\d+)\)?$/.exec(line);
  if (match === null) return null;
  const [, caller = '', place = '', lineNumber, column] = match;
  const file = pathOf(place);
  return file === null ? null : { caller, file, line: Number(lineNumber), column: Number(column) };
}

function pathOf(place: string): string | null {
  if (!place.startsWith('file://')) return isAbsolute(place) ? place : null;
  try {
    return fileURLToPath(place.replace(/[?#].*$/, ''));
  } catch {
    return null;
  }
}

function isOfUser(file: string, folder: string): boolean {
  if (file.includes(`${sep}node_modules${sep}`)) return false;
  if (transformedFiles().has(file)) return true;
  return file.startsWith(folder) && (ownFolder === null || !file.startsWith(ownFolder));
}
