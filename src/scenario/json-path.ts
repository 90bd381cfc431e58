import { invalidScenario, shownValue } from './invalid-scenario.ts';

/** One step into a JSON document: the key of an object, or the index of a list. */
type Step = string | number;

/** A way into a JSON document. */
export interface JsonPath {
  /** As it was written. */
  readonly text: string;
  /** The value there; undefined when the document has none. */
  readonly find: (document: unknown) => unknown;
}

/**
 * Reads a path once, so that following it costs little.
 *
 * ```text
 * path  = first *( "." key / index )
 * first = key / index
 * key   = 1*( any character but "." "[" "]" )
 * index = "[" 1*digit "]" / "[" DQUOTE *( any character but DQUOTE ) DQUOTE "]"
 * ```
 *
 * @throws {Problem} 'invalid-scenario' when the text is no path.
 */
export function parseJsonPath(text: string): JsonPath {
  const steps = typeof text === 'string' ? stepsOf(text) : null;
  if (steps === null) {
    throw invalidScenario(
      `the JSON path ${shownValue(text)} cannot be read`,
      'Write it as in json("user.items[0].name"); a key with a dot in it as in json(\'labels["app.name"]\').',
    );
  }
  return { text, find: (document) => follow(steps, document) };
}

function stepsOf(text: string): readonly Step[] | null {
  const steps: Step[] = [];
  let at = 0;
  // The first key has no dot before it.
  const pattern = /(?:^|(?!^)\.)([^.[\]]+)|\[(\d{1,9})\]|\["([^"]*)"\]/y;
  while (at < text.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) return null;
    const [whole, key, index, quoted] = match;
    steps.push(index === undefined ? (key ?? quoted ?? '') : Number(index));
    at += whole.length;
  }
  return steps.length === 0 ? null : steps;
}

/** Own properties only: what every object inherits is not in the document. */
function follow(steps: readonly Step[], document: unknown): unknown {
  let value = document;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (Array.isArray(value) !== (typeof step === 'number') || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<Step, unknown>)[step];
  }
  return value;
}
