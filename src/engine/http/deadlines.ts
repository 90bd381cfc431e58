/** Something that must be over in time. Belongs to one `Deadlines` at most. */
export interface Timed {
  /** Of `performance.now()`. Set by `Deadlines`. */
  dueMs: number;
  /** Where it stands; set by `Deadlines`. */
  queue: DeadlineQueue | null;
  earlier: Timed | null;
  later: Timed | null;
  onDeadline(): void;
}

/**
 * Deadlines of many requests, most of which never come due. Requests with the same time limit come due in the order in
 * which they began, so each limit has a list of its own and one timer, for its first: to begin and to end a request is to
 * link and to unlink, a tenth of what a timer for each would cost.
 */
export class Deadlines {
  readonly #queues = new Map<number, DeadlineQueue>();

  add(timed: Timed, nowMs: number, limitMs: number): void {
    let queue = this.#queues.get(limitMs);
    if (queue === undefined) {
      queue = new DeadlineQueue(limitMs, () => this.#queues.delete(limitMs));
      this.#queues.set(limitMs, queue);
    }
    queue.append(timed, nowMs);
  }

  /** No harm when it is not there. */
  remove(timed: Timed): void {
    timed.queue?.remove(timed);
  }
}

/** setTimeout takes no more. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Those with the same limit, by the time they are due. */
export class DeadlineQueue {
  readonly #limitMs: number;
  readonly #onIdle: () => void;
  #first: Timed | null = null;
  #last: Timed | null = null;
  #hasTimer = false;

  constructor(limitMs: number, onIdle: () => void) {
    this.#limitMs = limitMs;
    this.#onIdle = onIdle;
  }

  append(timed: Timed, nowMs: number): void {
    timed.dueMs = nowMs + this.#limitMs;
    timed.queue = this;
    timed.earlier = this.#last;
    if (this.#last === null) this.#first = timed;
    else this.#last.later = timed;
    this.#last = timed;
    if (!this.#hasTimer) this.#arm(this.#limitMs);
  }

  remove(timed: Timed): void {
    const { earlier, later } = timed;
    if (earlier === null) this.#first = later;
    else earlier.later = later;
    if (later === null) this.#last = earlier;
    else later.earlier = earlier;
    timed.queue = null;
    timed.earlier = null;
    timed.later = null;
  }

  #arm(delayMs: number): void {
    this.#hasTimer = true;
    setTimeout(() => this.#expire(), Math.min(Math.max(1, Math.ceil(delayMs)), MAX_TIMER_MS)).unref();
  }

  #expire(): void {
    this.#hasTimer = false;
    const nowMs = performance.now();
    for (let timed = this.#first; timed !== null && timed.dueMs <= nowMs; timed = this.#first) {
      this.remove(timed);
      timed.onDeadline();
    }
    if (this.#first === null) this.#onIdle();
    else if (!this.#hasTimer) this.#arm(this.#first.dueMs - nowMs);
  }
}
