import type { InstantRange } from '../../model/scaling.ts';
import type { LocalClock } from '../scaling/local-clock.ts';
import { instantOf, isPlainObject, type PlainObject, textAt } from './fields.ts';
import type { Observation } from './observation.ts';

const CHANGES: ReadonlyMap<string, Observation['change']> = new Map([
  ['ADDED', 'added'],
  ['MODIFIED', 'modified'],
  ['DELETED', 'deleted'],
]);

/** Fields in which people keep when they read an object. */
const TIMES = ['t', 'ts', 'time', 'timestamp', 'receivedAt', 'received', 'date'];

/**
 * An object of the API as it stands in a file: by itself, as an event of a watch (`type`, `object`), or below a time of its
 * own (`{"ts": …, "hpa": {…}}`, `{"ts": …, "kind": …}`, or a line with the time above it). Null when it is no object of the
 * API.
 */
export function observationOf(document: unknown, before: string, clock: LocalClock): Observation | null {
  if (!isPlainObject(document)) return null;
  const seen =
    TIMES.map((key) => timeOf(document[key], clock)).find((at) => at !== null) ?? timeOf(before, clock);
  const change = CHANGES.get(textAt(document, 'type') ?? '');
  const inner = change === undefined ? wrapped(document) : document['object'];
  if (!isPlainObject(inner) || textAt(inner, 'kind') === null) return null;
  return { seen, change: change ?? 'listed', object: inner };
}

function wrapped(document: PlainObject): unknown {
  if (textAt(document, 'kind') !== null) return document;
  return Object.values(document).find((value) => isPlainObject(value) && textAt(value, 'kind') !== null);
}

const LOCAL = /^\[?(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)([.,]\d{1,9})?\]?$/;
const EPOCH = /^\d{9,10}(?:\.\d{1,9})?$/;

function timeOf(value: unknown, clock: LocalClock): InstantRange | null {
  if (typeof value === 'number')
    return epochTime(value > 1e11 ? value / 1000 : value, !Number.isInteger(value));
  if (typeof value !== 'string') return null;
  const stamp = instantOf(value.trim());
  if (stamp !== null) return stamp;
  if (EPOCH.test(value)) return epochTime(Number(value), value.includes('.'));
  const [, day, time, fraction] = LOCAL.exec(value.trim()) ?? [];
  if (day === undefined || time === undefined) return null;
  const localMs = Date.parse(`${day}T${time}Z`);
  if (!Number.isFinite(localMs)) return null;
  const fractionMs = fraction === undefined ? 0 : Number(`0.${fraction.slice(1)}`) * 1000;
  const earliestMs = clock.instant(localMs) + fractionMs;
  return { earliestMs, latestMs: earliestMs + (fraction === undefined ? 1000 : 1) };
}

function epochTime(seconds: number, isExact: boolean): InstantRange | null {
  if (!(seconds > 0 && seconds < 8.64e12)) return null;
  const earliestMs = seconds * 1000;
  return { earliestMs, latestMs: earliestMs + (isExact ? 1 : 1000) };
}
