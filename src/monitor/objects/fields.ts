/** Readers of what the API sent: nothing is taken to be there, or to be of the right type. */

/** An object with unknown fields. */
export type Fields = Readonly<Record<string, unknown>>;

/** The value as an object; an empty one where it is none. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : NOTHING;
}

const NOTHING: Fields = {};

/** What is found along these keys; undefined where a step is missing. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  let found = value;
  for (const key of keys) {
    const fields = fieldsOf(found);
    if (!Object.hasOwn(fields, key)) return undefined;
    found = fields[key];
  }
  return found;
}

/** A text; '' where there is none. */
export function textAt(value: unknown, ...keys: readonly string[]): string {
  const found = at(value, ...keys);
  return typeof found === 'string' ? found : '';
}

/** A finite number; null where there is none. */
export function numberAt(value: unknown, ...keys: readonly string[]): number | null {
  const found = at(value, ...keys);
  return typeof found === 'number' && Number.isFinite(found) ? found : null;
}

/** A list; empty where there is none. */
export function listAt(value: unknown, ...keys: readonly string[]): readonly unknown[] {
  const found = at(value, ...keys);
  return Array.isArray(found) ? found : [];
}

/** An instant such as '2026-11-24T00:36:52Z', Unix epoch ms; null where there is none. */
export function instantAt(value: unknown, ...keys: readonly string[]): number | null {
  const text = textAt(value, ...keys);
  const instantMs = text === '' ? Number.NaN : Date.parse(text);
  return Number.isNaN(instantMs) ? null : instantMs;
}
