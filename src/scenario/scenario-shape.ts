import { nearestName } from '../decode/near-name.ts';
import { invalidScenario, shownValue } from './invalid-scenario.ts';

const LONGEST_NAME = 200;

/** A part of a scenario, by key. */
export type Part = Readonly<Record<string, unknown>>;

/**
 * An object with none but known keys.
 *
 * @param shape.path for messages: where it stands in the scenario.
 * @throws {Problem} 'invalid-scenario' with the known key that was most likely meant.
 */
export function checkKeys(
  value: unknown,
  shape: { readonly path: string; readonly known: readonly string[] },
): Part {
  const part = objectOf(shape.path, value);
  for (const key of Object.keys(part)) {
    if (shape.known.includes(key)) continue;
    const near = nearestName(key, shape.known);
    throw invalidScenario(
      `${shape.path} has an unknown key "${key}"`,
      near === null ? `Known are ${shape.known.join(', ')}.` : `Did you mean "${near}"?`,
    );
  }
  return part;
}

/** The named parts of an object, such as its tasks. */
export function entriesOf(path: string, value: unknown): readonly (readonly [string, unknown])[] {
  const entries = Object.entries(objectOf(path, value));
  for (const [name] of entries) checkName(`a name in ${path}`, name);
  return entries;
}

function objectOf(path: string, value: unknown): Part {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Part;
  throw invalidScenario(`${path} is ${shownValue(value)}`, 'An object belongs here: { … }.');
}

/** A name that can stand in tables. */
export function checkName(path: string, value: unknown): void {
  const isName =
    typeof value === 'string' &&
    value.trim() !== '' &&
    value.length <= LONGEST_NAME &&
    !/\p{Cc}/u.test(value);
  if (isName) return;
  throw invalidScenario(
    `${path} is ${shownValue(value)}`,
    `Write a text of one line, at most ${LONGEST_NAME} characters long.`,
  );
}

/** A header's name is a token of RFC 9110, section 5.6.2; its value has no control characters (section 5.5). */
export function checkHeaders(path: string, value: unknown): void {
  for (const [name, content] of Object.entries(objectOf(path, value))) {
    if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) {
      throw invalidScenario(
        `${path} has a header "${name}"`,
        'Names of headers have letters, digits and "-" in them, and no blanks.',
      );
    }
    if (typeof content !== 'string' || !/^[\t -~\u00a0-\u00ff]*$/.test(content)) {
      throw invalidScenario(
        `${path}.${name} is ${shownValue(content)}`,
        'Write a text of one line, in Latin letters.',
      );
    }
  }
}

/** Where a named part stands: `users.visitor`, or `users["my visitor"]`. */
export function pathTo(parent: string, name: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name)
    ? `${parent}.${name}`
    : `${parent}[${JSON.stringify(name)}]`;
}

/**
 * A number in a range, or left out.
 *
 * @throws {Problem} 'invalid-scenario' saying what belongs there.
 */
export function checkNumber(
  path: string,
  value: unknown,
  rule: { readonly isRight: (value: number) => boolean; readonly expected: string },
): void {
  if (value === undefined) return;
  if (typeof value === 'number' && Number.isFinite(value) && rule.isRight(value)) return;
  throw invalidScenario(`${path} is ${shownValue(value)}`, `Give ${rule.expected}.`);
}
