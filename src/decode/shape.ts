import { Problem } from '../model/problem.ts';

/**
 * Checks that a value from outside has the shape of T, and says where it has not: throws `Mismatch` with the path of
 * the key, what is there, and what was expected. Unknown keys are let be, so that a newer writer does no harm.
 */
export type Check<T> = (value: unknown, path: string) => asserts value is T;

/** Where a value differs from its shape. Caught by `checkDocument`, which knows the file. */
class Mismatch extends Error {
  readonly path: string;

  constructor(path: string, value: unknown, expected: string) {
    super(`holds ${describe(value)}, expected ${expected}`);
    this.path = path;
  }
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return `"${(typeof value === 'string' ? text.slice(1, -1) : text).slice(0, 60)}"`;
}

/** A check of one value: `expected` says in the message what it should have been. */
export function expects<T>(expected: string, holds: (value: unknown) => boolean): Check<T> {
  return (value, path) => {
    if (!holds(value)) throw new Mismatch(path, value, expected);
  };
}

/** Any finite number. */
export const aNumber: Check<number> = expects('a number', (value) => Number.isFinite(value));

/** A whole number from 0 up. */
export const aCount: Check<number> = expects(
  'a whole number, 0 or more',
  (value) => Number.isSafeInteger(value) && Number(value) >= 0,
);

/** Any text. */
export const aText: Check<string> = expects('text', (value) => typeof value === 'string');

/** True or false. */
export const aBoolean: Check<boolean> = expects('true or false', (value) => typeof value === 'boolean');

/** One of these words. */
export function oneOf<const T extends string>(...words: readonly T[]): Check<T> {
  const expected = words.map((word) => `"${word}"`).join(words.length === 2 ? ' or ' : ', ');
  return expects(expected, (value) => words.includes(value as T));
}

/** The value, or null. */
export function orNull<T>(check: Check<T>): Check<T | null> {
  return (value, path) => {
    if (value !== null) run(check, value, path);
  };
}

/** The value, or no such key. Given to `anObject` only. */
export function optional<T>(check: Check<T>): Check<T | undefined> {
  return (value, path) => {
    if (value !== undefined) run(check, value, path);
  };
}

/** A list, each entry of the same shape. */
export function aList<T>(check: Check<T>): Check<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw new Mismatch(path, value, 'a list');
    value.forEach((entry: unknown, index) => {
      run(check, entry, `${path}[${index}]`);
    });
  };
}

/** An object with at least these keys. A key that T does not have, or one left out, is an error of the compiler. */
export function anObject<T extends object>(checks: { readonly [K in keyof T]-?: Check<T[K]> }): Check<T> {
  const entries = Object.entries(checks) as [string, Check<unknown>][];
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new Mismatch(path, value, 'an object');
    }
    for (const [key, check] of entries) {
      const found: unknown = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
      run(check, found, path === '' ? key : `${path}.${key}`);
    }
  };
}

/** Objects of several kinds, told apart by the word under the key `tag`. */
export function byTag<T extends object>(tag: string, checks: Readonly<Record<string, Check<T>>>): Check<T> {
  return (value, path) => {
    const found: unknown =
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[tag] : undefined;
    const check = typeof found === 'string' && Object.hasOwn(checks, found) ? checks[found] : undefined;
    if (check === undefined) {
      const words = Object.keys(checks).map((word) => `"${word}"`);
      throw new Mismatch(path === '' ? tag : `${path}.${tag}`, found, words.join(' or '));
    }
    run(check, value, path);
  };
}

/** Either shape; the message speaks of the first. */
export function either<A, B>(first: Check<A>, second: Check<B>): Check<A | B> {
  return (value, path) => {
    try {
      run(second, value, path);
    } catch (error) {
      if (!(error instanceof Mismatch)) throw error;
      run(first, value, path);
    }
  };
}

/** TypeScript calls an assertion function only through a name with a written type. */
function run<T>(check: Check<T>, value: unknown, path: string): void {
  const checked: Check<T> = check;
  checked(value, path);
}

/** Where a value differs from its shape, in words: 'key "count" holds "x", expected a number'. Null when it fits. */
export function mismatchOf<T>(value: unknown, check: Check<T>): string | null {
  try {
    run(check, value, '');
    return null;
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    return error.path === '' ? error.message : `key "${error.path}" ${error.message}`;
  }
}

/**
 * The value as a T, when its `schema` is the one we read and its shape is right.
 *
 * @param schema what `value.schema` must be, such as 'result/1'.
 * @throws {Problem} 'unknown-schema' or 'damaged-document', naming the file and the key.
 */
export function checkDocument<T>(value: unknown, schema: string, check: Check<T>, file: string): T {
  const found: unknown =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)['schema'] : undefined;
  if (found !== schema) {
    const isNewer = typeof found === 'string' && found.split('/')[0] === schema.split('/')[0];
    throw new Problem(
      'input',
      'unknown-schema',
      `key "schema" holds ${describe(found)}, expected "${schema}"`,
      {
        where: { file },
        fix: isNewer
          ? 'It was written by another version of plimsoll. Read it with that version, or make it again.'
          : 'Name a file that plimsoll wrote.',
      },
    );
  }
  try {
    run(check, value, '');
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    throw new Problem('input', 'damaged-document', `key "${error.path}" ${error.message}`, {
      where: { file },
      fix: 'The file was changed after plimsoll wrote it. Make it again from the original results.',
    });
  }
  return value as T;
}

/** Far deeper than any document of ours, and not too deep for functions that walk a value. */
const MOST_LEVELS = 100;
const QUOTE = '"'.charCodeAt(0);
const BACKSLASH = '\\'.charCodeAt(0);
const [LIST, OBJECT] = ['[', '{'].map((bracket) => bracket.charCodeAt(0));
const [LIST_END, OBJECT_END] = [']', '}'].map((bracket) => bracket.charCodeAt(0));

/** Whether lists and objects are nested in a JSON text beyond `MOST_LEVELS`. */
function isNestedTooDeeply(text: string): boolean {
  let level = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (isInString && character === BACKSLASH) index += 1;
    else if (character === QUOTE) isInString = !isInString;
    else if (isInString) continue;
    else if (character === LIST || character === OBJECT) level += 1;
    else if (character === LIST_END || character === OBJECT_END) level -= 1;
    if (level > MOST_LEVELS) return true;
  }
  return false;
}

/**
 * The value of a JSON text.
 *
 * @throws {Problem} 'not-json', naming the file and, where the engine tells, the line; 'damaged-document' when it is
 *   nested deeper than any document of ours.
 */
export function parseJson(text: string, file: string): unknown {
  if (isNestedTooDeeply(text)) {
    throw new Problem('input', 'damaged-document', `the JSON is nested deeper than ${MOST_LEVELS} levels`, {
      where: { file },
      fix: 'The file was changed after plimsoll wrote it. Make it again from the original results.',
    });
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const position = Number(/at position (\d+)/.exec(message)?.[1] ?? Number.NaN);
    const atEnd = /end of JSON input|Unterminated/.test(message) || position >= text.trimEnd().length;
    const offset = atEnd ? text.length : Number.isNaN(position) ? null : position;
    throw new Problem('input', 'not-json', atEnd ? 'the JSON ends too early' : 'this is not JSON', {
      where: offset === null ? { file } : { file, line: text.slice(0, offset).split('\n').length },
      fix: 'The file is incomplete or was changed by hand. Make it again from the original results.',
    });
  }
}
