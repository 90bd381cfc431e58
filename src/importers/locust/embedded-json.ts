/**
 * Where the JSON object or array that begins at `start` ends: the index after its last bracket; -1 when the text ends
 * before it does. Nothing is parsed, so what lies between may still be no JSON.
 */
export function jsonValueEnd(text: string, start: number): number {
  const bracketOrQuote = /["{}[\]]/g;
  bracketOrQuote.lastIndex = start;
  let depth = 0;
  for (let found = bracketOrQuote.exec(text); found !== null; found = bracketOrQuote.exec(text)) {
    const [character] = found;
    if (character === '"') {
      const end = stringEnd(text, found.index);
      if (end === -1) return -1;
      bracketOrQuote.lastIndex = end;
    } else {
      depth += character === '{' || character === '[' ? 1 : -1;
      if (depth === 0) return found.index + 1;
    }
  }
  return -1;
}

/** The value of a JSON text; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An object of a JSON document: its keys come from outside, so read it with `numberOf` and `textOf`. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** True for objects that are not arrays. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The number under a key; null when there is none. */
export function numberOf(object: JsonObject, key: string): number | null {
  const value = Object.hasOwn(object, key) ? object[key] : null;
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** The whole number, 0 or more, under a key; null when there is none. */
export function countOf(object: JsonObject, key: string): number | null {
  const value = numberOf(object, key);
  return value !== null && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/** The text under a key; null when there is none. */
export function textOf(object: JsonObject, key: string): string | null {
  const value = Object.hasOwn(object, key) ? object[key] : null;
  return typeof value === 'string' ? value : null;
}

/** The objects of the list under a key; empty when there is none. */
export function objectsOf(object: JsonObject, key: string): readonly JsonObject[] {
  const value = Object.hasOwn(object, key) ? object[key] : null;
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function stringEnd(text: string, start: number): number {
  const quoteOrEscape = /["\\]/g;
  quoteOrEscape.lastIndex = start + 1;
  for (let found = quoteOrEscape.exec(text); found !== null; found = quoteOrEscape.exec(text)) {
    if (found[0] === '"') return found.index + 1;
    quoteOrEscape.lastIndex = found.index + 2;
  }
  return -1;
}
