import type { Clock } from '../clock.ts';
import type { PodUsage } from '../cluster/cluster-options.ts';
import { RESOURCES } from '../cluster/cluster-options.ts';
import { MODEL } from './service-model.ts';

/** Why a request got no slot. */
export type Refusal = 'overloaded' | 'queue-timeout' | 'terminated';

/** Waits for a slot, or has one. */
export interface Ticket {
  /** Gives the slot back, or leaves the queue. Later calls do nothing. */
  release(): void;
}

interface Waiting {
  readonly granted: () => void;
  readonly refused: (refusal: Refusal) => void;
  readonly cancelTimeout: () => void;
  state: 'queued' | 'granted' | 'over';
}

/** One pod at work: slots for answers, first come first served, and the CPU and memory that they use. */
export class ServingPod {
  readonly name: string;
  readonly #clock: Clock;
  readonly #queue = new Set<Waiting>();
  #busy = 0;
  #starting = true;
  #cpuMillicoreMs = 0;
  #countedToMs: number;
  #idle: (() => void) | null = null;

  constructor(name: string, clock: Clock) {
    this.name = name;
    this.#clock = clock;
    this.#countedToMs = clock.nowMs();
  }

  get busy(): number {
    return this.#busy;
  }

  get queued(): number {
    return this.#queue.size;
  }

  /** Answers under way and waiting, per slot. */
  get pressure(): number {
    return (this.#busy + this.#queue.size) / MODEL.slots;
  }

  /** Asks for a slot. Exactly one of the two functions is called, at once or later, unless the ticket is released first. */
  acquire(granted: () => void, refused: (refusal: Refusal) => void): Ticket {
    const cancelTimeout =
      this.#busy < MODEL.slots || this.#queue.size >= MODEL.queueLimit
        ? () => {}
        : this.#clock.after(MODEL.queueTimeoutMs, () => this.#refuse(waiting, 'queue-timeout'));
    const waiting: Waiting = { granted, refused, cancelTimeout, state: 'queued' };
    if (this.#busy < MODEL.slots) this.#grant(waiting);
    else if (this.#queue.size >= MODEL.queueLimit) this.#refuse(waiting, 'overloaded');
    else this.#queue.add(waiting);
    return { release: () => this.#release(waiting) };
  }

  /** Counts the CPU of a light answer. */
  countLight(): void {
    this.#cpuMillicoreMs += MODEL.lightMillicoreMs;
  }

  /** The program has loaded. */
  ready(): void {
    this.#count();
    this.#starting = false;
  }

  /** Calls `idle` when nothing is under way or waiting: now, or when the last answer is done. */
  whenIdle(idle: () => void): void {
    this.#idle = idle;
    this.#tellIdle();
  }

  /** Ends what waits; answers under way lose their slot when they end. */
  stop(): void {
    for (const waiting of [...this.#queue]) this.#refuse(waiting, 'terminated');
  }

  usage(): PodUsage {
    this.#count();
    return {
      cpuMillicoreMs: this.#cpuMillicoreMs,
      memoryBytes: MODEL.idleMemoryBytes + this.#busy * MODEL.memoryPerAnswerBytes,
    };
  }

  #grant(waiting: Waiting): void {
    this.#count();
    this.#busy += 1;
    waiting.state = 'granted';
    waiting.cancelTimeout();
    waiting.granted();
  }

  #refuse(waiting: Waiting, refusal: Refusal): void {
    if (waiting.state !== 'queued') return;
    this.#queue.delete(waiting);
    waiting.state = 'over';
    waiting.cancelTimeout();
    waiting.refused(refusal);
    this.#tellIdle();
  }

  #release(waiting: Waiting): void {
    const before = waiting.state;
    waiting.state = 'over';
    if (before === 'queued') {
      this.#queue.delete(waiting);
      waiting.cancelTimeout();
    }
    if (before === 'granted') {
      this.#count();
      this.#busy -= 1;
      const [next] = this.#queue;
      if (next !== undefined) {
        this.#queue.delete(next);
        this.#grant(next);
      }
    }
    this.#tellIdle();
  }

  #tellIdle(): void {
    if (this.#idle === null || this.#busy > 0 || this.#queue.size > 0) return;
    const idle = this.#idle;
    this.#idle = null;
    idle();
  }

  /** Adds the CPU used since the last change of what is under way. */
  #count(): void {
    const nowMs = this.#clock.nowMs();
    const base = this.#starting ? MODEL.startingMillicores : MODEL.idleMillicores;
    const millicores = Math.min(RESOURCES.cpuLimitMillicores, base + this.#busy * MODEL.millicoresPerAnswer);
    this.#cpuMillicoreMs += millicores * (nowMs - this.#countedToMs);
    this.#countedToMs = nowMs;
  }
}
