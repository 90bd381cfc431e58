import type { VirtualUser } from './virtual-user.ts';

/** Makes users act by a plan. */
export interface LoadDriver {
  /** Begins at the start of the test, which may be a moment away. */
  begin(): void;
  /**
   * Begins nothing new, and drops what waits; users finish what they are at and leave.
   *
   * @param isOver the plan has come to its end: what was due until then counts.
   */
  end(isOver: boolean): void;
  /** Drops what waits. */
  giveUp(): void;
  /** That user has left, perhaps in the middle of its task. */
  release(user: VirtualUser): void;
  /** Tasks that are due and wait. */
  readonly waiting: number;
  /** Tasks at a time where that is bounded, else requests. */
  readonly inFlight: number;
}
