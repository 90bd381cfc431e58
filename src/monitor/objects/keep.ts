/** What is kept of a value: all of it, these keys of an object, or this of each element of a list. */
export type Keep = true | { readonly [key: string]: Keep } | readonly [Keep];

/** Bounds of what is recorded, so that nothing in a cluster can fill a disk. */
const MOST_TEXT = 2000;
const MOST_ELEMENTS = 1000;
const MOST_KEYS = 100;
const MOST_DEPTH = 12;

/** A copy of what is to be kept; undefined where there is nothing. Long texts and lists are cut. */
export function kept(value: unknown, keep: Keep): unknown {
  if (keep === true) return bounded(value, 0);
  if (isListKeep(keep)) {
    const [each] = keep;
    return Array.isArray(value)
      ? value.slice(0, MOST_ELEMENTS).map((element) => kept(element, each))
      : undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const fields = value as Readonly<Record<string, unknown>>;
  const found: Record<string, unknown> = {};
  for (const key in keep) {
    const each = keep[key];
    if (each === undefined || !Object.hasOwn(fields, key) || fields[key] === undefined) continue;
    const part = kept(fields[key], each);
    if (part !== undefined) found[key] = part;
  }
  return found;
}

function isListKeep(keep: Exclude<Keep, true>): keep is readonly [Keep] {
  return Array.isArray(keep);
}

function bounded(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.length > MOST_TEXT ? `${value.slice(0, MOST_TEXT)}…` : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MOST_DEPTH) return undefined;
  if (Array.isArray(value)) {
    return value.slice(0, MOST_ELEMENTS).map((element) => bounded(element, depth + 1));
  }
  // Object.fromEntries: a key "__proto__" from outside stays a key.
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MOST_KEYS)
      .map(([key, each]) => [key, bounded(each, depth + 1)]),
  );
}
