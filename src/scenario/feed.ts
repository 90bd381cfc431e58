import { invalidFeed } from './invalid-feed.ts';
import { shownValue } from './invalid-scenario.ts';

/** Rows of data for users, read when the scenario is loaded. Made by `csvFeed`, `jsonFeed` and `rowsFeed`. */
export interface Feed<Row = Readonly<Record<string, string>>> {
  readonly kind: 'feed';
  /** For messages: the file as the scenario names it, or 'rows'. */
  readonly name: string;
  /** At least one. */
  readonly rows: readonly Row[];
  /** 'sequential': one after the other, from the start again at the end. 'random'. 'once-per-user': each user keeps its own row. */
  readonly order: 'sequential' | 'random' | 'once-per-user';
}

/** How the rows of a feed are given out. */
export interface FeedOptions {
  /** Default 'sequential'. */
  readonly order?: Feed['order'];
}

/**
 * A feed of rows that stand in the scenario itself.
 *
 * @throws {Problem} 'invalid-feed' when there are none, or the order is unknown.
 */
export function rowsFeed<Row>(rows: readonly Row[], options: FeedOptions = {}): Feed<Row> {
  if (!Array.isArray(rows)) {
    throw invalidFeed(`rowsFeed(${shownValue(rows)}) is no list`, 'Give a list of rows.');
  }
  return feedOf('rows', rows, options);
}

/**
 * Puts a feed together. Rows are shared by all users, and therefore frozen.
 *
 * @throws {Problem} 'invalid-feed' when there are no rows, or the order is unknown.
 */
export function feedOf<Row>(name: string, rows: readonly Row[], options: FeedOptions): Feed<Row> {
  const { order = 'sequential' } = options;
  if (order !== 'sequential' && order !== 'random' && order !== 'once-per-user') {
    throw invalidFeed(
      `the order of the feed "${name}" is ${shownValue(order)}`,
      'Give "sequential", "random" or "once-per-user".',
    );
  }
  if (rows.length === 0) throw invalidFeed(`the feed "${name}" has no rows`, 'Give it at least one row.');
  return { kind: 'feed', name, rows: rows.map((row) => Object.freeze(row)), order };
}
