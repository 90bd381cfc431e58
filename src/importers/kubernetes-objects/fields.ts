import type { InstantRange } from '../../model/scaling.ts';

/** A JSON object from outside. Read through the functions below, which never reach a prototype. */
export type PlainObject = Readonly<Record<string, unknown>>;

/** Whether this is a JSON object. */
export function isPlainObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What lies at the end of these keys; undefined when any of them is missing. */
export function valueAt(object: unknown, ...keys: readonly string[]): unknown {
  let value = object;
  for (const key of keys) {
    if (!isPlainObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

/** Text, or null. */
export function textAt(object: unknown, ...keys: readonly string[]): string | null {
  const value = valueAt(object, ...keys);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A whole number from 0 up, or null. */
export function countAt(object: unknown, ...keys: readonly string[]): number | null {
  const value = valueAt(object, ...keys);
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/** An object, empty when there is none. */
export function objectAt(object: unknown, ...keys: readonly string[]): PlainObject {
  const value = valueAt(object, ...keys);
  return isPlainObject(value) ? value : {};
}

/** The objects of a list; empty when there is none. */
export function objectsAt(object: unknown, ...keys: readonly string[]): readonly PlainObject[] {
  const value = valueAt(object, ...keys);
  return Array.isArray(value) ? value.filter(isPlainObject) : [];
}

const RFC3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;

/**
 * When a stamp of the API says that something happened: the API cuts what its stamps do not show, so a stamp of whole seconds
 * stands for all of its second. Null when it is no stamp.
 */
export function instantOf(stamp: unknown): InstantRange | null {
  if (typeof stamp !== 'string') return null;
  const match = RFC3339.exec(stamp);
  if (match === null) return null;
  const earliestMs = Date.parse(stamp);
  if (!Number.isFinite(earliestMs)) return null;
  const digits = (match[2] ?? '.').length - 1;
  return { earliestMs, latestMs: earliestMs + (digits >= 3 ? 1 : 1000 / 10 ** digits) };
}

/** The stamp at the end of these keys. */
export function timeAt(object: unknown, ...keys: readonly string[]): InstantRange | null {
  return instantOf(valueAt(object, ...keys));
}
