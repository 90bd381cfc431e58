import type { Place } from '../model/notice.ts';
import { Problem } from '../model/problem.ts';

/** The problem with the data of a feed. */
export function invalidFeed(what: string, fix: string, where?: Place): Problem {
  return new Problem('input', 'invalid-feed', what, where === undefined ? { fix } : { fix, where });
}
