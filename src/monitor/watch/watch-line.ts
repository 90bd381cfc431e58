import { ApiFailure, failureOfStatus } from '../api/api-failure.ts';
import { at, numberAt, textAt } from '../objects/fields.ts';
import type { SeenChange } from '../objects/known-objects.ts';

/** A line of a watch. `change` null: a bookmark, which tells how far the watch is and nothing else. */
export interface WatchLine {
  readonly change: SeenChange | null;
  readonly object: unknown;
  /** '' where there is none. */
  readonly resourceVersion: string;
}

const CHANGES: ReadonlyMap<string, SeenChange | null> = new Map<string, SeenChange | null>([
  ['ADDED', 'added'],
  ['MODIFIED', 'modified'],
  ['DELETED', 'deleted'],
  ['BOOKMARK', null],
]);

/** @throws {ApiFailure} when the server says that it cannot go on, or the line is none of a watch. */
export function readWatchLine(line: string): WatchLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new ApiFailure('unreachable', 'the watch broke off within a line');
  }
  const type = textAt(value, 'type');
  const object = at(value, 'object');
  if (type === 'ERROR') throw failureOfStatus(numberAt(object, 'code') ?? 500, JSON.stringify(object));
  const change = CHANGES.get(type);
  if (change === undefined) throw new ApiFailure('unusable', 'the watch sends what is none of its lines');
  return { change, object, resourceVersion: textAt(object, 'metadata', 'resourceVersion') };
}
