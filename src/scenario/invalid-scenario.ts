import { Problem } from '../model/problem.ts';

/**
 * The problem with something that the author of a scenario wrote.
 *
 * @param what names the key or the call, and the value found.
 * @param fix what to write instead.
 */
export function invalidScenario(what: string, fix: string): Problem {
  return new Problem('input', 'invalid-scenario', what, { fix });
}

const LONGEST_SHOWN = 60;

/** A value as messages name it: `"text"`, `12`, `a function`, `nothing`; long ones shortened. */
export function shownValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'function') return 'a function';
  if (value instanceof Promise) return 'a promise';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  const text = jsonOf(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

/** Something that refers to itself has no JSON. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? typeof value;
  } catch {
    return Array.isArray(value) ? 'a list' : 'an object';
  }
}
