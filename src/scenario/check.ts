import { isDeepStrictEqual } from 'node:util';
import { invalidScenario, shownValue } from './invalid-scenario.ts';
import { parseJsonPath } from './json-path.ts';
import type { Response } from './response.ts';

/** One demand on an answer. Made by `status`, `json`, `text` and `check`. */
export interface ResponseCheck {
  /** A check of the status replaces the rule that 400 and above is a failure. */
  readonly kind: 'status' | 'content';
  /** What is wrong with the answer, in words and without what varies from answer to answer; null when it is right. */
  readonly explain: (response: Response) => string | null;
}

/**
 * The status is this, or one of these.
 *
 * @throws {Problem} 'invalid-scenario' when one is no whole number from 100 to 599.
 */
export function status(expected: number | readonly number[]): ResponseCheck {
  const allowed: readonly unknown[] = Array.isArray(expected) ? expected : [expected];
  const wrong = allowed.find((one) => !Number.isInteger(one) || Number(one) < 100 || Number(one) > 599);
  if (allowed.length === 0 || wrong !== undefined) {
    throw invalidScenario(
      `status(${shownValue(expected)}) is no status of HTTP`,
      'Write a number from 100 to 599, or a list of them: status(200), status([200, 404]).',
    );
  }
  const expectation = allowed.join(' or ');
  const wrongStatus = (response: Response) => `status is ${response.status}, not ${expectation}`;
  if (allowed.length === 1) {
    const [only] = allowed;
    return {
      kind: 'status',
      explain: (response) => (response.status === only ? null : wrongStatus(response)),
    };
  }
  return {
    kind: 'status',
    explain: (response) => (allowed.includes(response.status) ? null : wrongStatus(response)),
  };
}

/**
 * The body is JSON with something at this path, such as 'a.b[0].c'. With `expected`: with exactly that at the path;
 * without: with anything but null.
 *
 * @throws {Problem} 'invalid-scenario' when the path cannot be read.
 */
export function json(path: string, ...expected: readonly [] | readonly [unknown]): ResponseCheck {
  const { find } = parseJsonPath(path);
  const absent = `JSON has no ${path}`;
  if (expected.length === 0) {
    return contentOfJson((document) => (find(document) == null ? absent : null));
  }
  const [value] = expected;
  const different = `JSON ${path} is not ${shownValue(value)}`;
  const isEqual = typeof value === 'object' && value !== null ? isDeepStrictEqual : Object.is;
  return contentOfJson((document) => {
    const found = find(document);
    if (found === undefined) return absent;
    return isEqual(found, value) ? null : different;
  });
}

const NOT_JSON = 'body is not JSON';

function contentOfJson(explain: (document: unknown) => string | null): ResponseCheck {
  return {
    kind: 'content',
    explain: (response) => {
      let document: unknown;
      try {
        document = response.json();
      } catch {
        return NOT_JSON;
      }
      return explain(document);
    },
  };
}

/**
 * The body, as text, has this in it, or fits this pattern.
 *
 * @throws {Problem} 'invalid-scenario' when it is neither a text nor a pattern.
 */
export function text(expected: string | RegExp): ResponseCheck {
  if (expected instanceof RegExp) {
    // With g or y a pattern remembers where it stopped, and would start the next answer there.
    const pattern = new RegExp(expected.source, expected.flags.replace(/[gy]/g, ''));
    const message = `text does not match ${expected}`;
    return { kind: 'content', explain: (response) => (pattern.test(response.text()) ? null : message) };
  }
  if (typeof expected !== 'string' || expected === '') {
    throw invalidScenario(
      `text(${shownValue(expected)}) asks for nothing`,
      'Write a text that every right answer has in it, or a regular expression.',
    );
  }
  const message = `text lacks ${expected}`;
  return { kind: 'content', explain: (response) => (response.text().includes(expected) ? null : message) };
}

/**
 * A demand of your own.
 *
 * @param message what is wrong when it is not met, such as 'no items'.
 * @param isRight true for a right answer. When it throws, the answer is wrong, and what was thrown is reported with its
 *   place; except when that is because the body is not JSON.
 * @throws {Problem} 'invalid-scenario' when the message is empty or `isRight` no function.
 */
export function check(message: string, isRight: (response: Response) => boolean): ResponseCheck {
  if (typeof message !== 'string' || message === '' || typeof isRight !== 'function') {
    throw invalidScenario(
      `check(${shownValue(message)}, ${shownValue(isRight)}) is not a message and a function`,
      'Write what is wrong when it fails, then a function: check("no items", (response) => response.json().items.length > 0).',
    );
  }
  return {
    kind: 'content',
    explain: (response) => {
      const outcome: unknown = judge(isRight, response);
      if (outcome instanceof Promise) throw promised(message);
      if (outcome === NOT_JSON) return NOT_JSON;
      return outcome ? null : message;
    },
  };
}

/** What `isRight` says, or that the body is not JSON where it asked for that. */
function judge(isRight: (response: Response) => boolean, response: Response): unknown {
  try {
    return isRight(response);
  } catch (error) {
    // Under load answers turn into pages of errors: that is no mistake of the scenario.
    if (error instanceof SyntaxError && !isJson(response)) return NOT_JSON;
    throw error;
  }
}

function isJson(response: Response): boolean {
  try {
    response.json();
    return true;
  } catch {
    return false;
  }
}

/** A promise counts as true: such a check could never fail. */
function promised(message: string): Error {
  return new TypeError(`the function of check(${shownValue(message)}, …) must not be async`);
}
