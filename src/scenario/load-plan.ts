/**
 * How much load, over time. Closed: users wait for an answer before they go on. Open: tasks begin at a rate, whatever
 * the answers take.
 */
export type LoadPlan =
  | { readonly kind: 'closed'; readonly stages: readonly UserStage[] }
  | {
      readonly kind: 'open';
      readonly stages: readonly RateStage[];
      /** 'even': equal gaps. 'poisson': as from many independent users. */
      readonly arrivals: 'even' | 'poisson';
      /** At most so many tasks at a time; what is due beyond waits, and its waiting time counts. */
      readonly maxInFlight: number;
      /** At most so many wait; what is due beyond is dropped and counted. */
      readonly maxWaiting: number;
    };

/** Users go evenly from `from` to `to`; equal for a constant number. */
export interface UserStage {
  readonly fromUsers: number;
  readonly toUsers: number;
  readonly durationMs: number;
}

/** The rate goes evenly from one to the other; in tasks begun per second. */
export interface RateStage {
  readonly fromPerS: number;
  readonly toPerS: number;
  readonly durationMs: number;
}
