import { Problem } from '../model/problem.ts';
import type { Feed } from '../scenario/feed.ts';
import type { NewUser } from '../scenario/scenario.ts';

/** Where this worker is in every feed. */
export interface FeedCursor {
  /**
   * A row by the order of the feed.
   *
   * @throws {Problem} 'feed-used-up' when each user gets a row of its own and none is left.
   */
  next<Row>(feed: Feed<Row>, user: Pick<NewUser, 'id' | 'random'>): Row;
}

/** Which of how many workers this is, so that no two give the same row. */
export interface FeedShare {
  /** From 0. */
  readonly worker: number;
  readonly workers: number;
}

/** The rows of one feed that are taken. */
interface FeedState {
  taken: number;
  readonly rowByUser: Map<number, number>;
}

/**
 * Rows are dealt over the workers as cards are: of a round through all rows, no two workers give the same one.
 */
export function createFeedCursor(share: FeedShare): FeedCursor {
  const states = new WeakMap<object, FeedState>();
  return {
    next: (feed, user) => {
      if (feed.order === 'random') return rowAt(feed, Math.floor(user.random() * feed.rows.length));
      const state = stateOf(states, feed);
      if (feed.order === 'sequential') return rowAt(feed, take(state, share) % feed.rows.length);
      return rowAt(feed, ownRow(feed, state, { user, share }));
    },
  };
}

function stateOf(states: WeakMap<object, FeedState>, feed: object): FeedState {
  const known = states.get(feed);
  if (known !== undefined) return known;
  const state = { taken: 0, rowByUser: new Map<number, number>() };
  states.set(feed, state);
  return state;
}

function take(state: FeedState, { worker, workers }: FeedShare): number {
  const index = worker + state.taken * workers;
  state.taken += 1;
  return index;
}

/** In the order in which users ask, so that users who never ask use up no row. */
function ownRow<Row>(
  feed: Feed<Row>,
  state: FeedState,
  { user, share }: { readonly user: Pick<NewUser, 'id'>; readonly share: FeedShare },
): number {
  const known = state.rowByUser.get(user.id);
  if (known !== undefined) return known;
  const index = take(state, share);
  if (index >= feed.rows.length) throw usedUp(feed);
  state.rowByUser.set(user.id, index);
  return index;
}

function usedUp(feed: Feed<unknown>): Problem {
  return new Problem(
    'input',
    'feed-used-up',
    `the feed "${feed.name}" has ${feed.rows.length} rows, too few for a row of its own for each user`,
    { fix: 'Give it more rows, start fewer users, or use the order "sequential".' },
  );
}

function rowAt<Row>(feed: Feed<Row>, index: number): Row {
  // Feeds have at least one row, and the index is within them.
  return feed.rows[index] as Row;
}
