import type { LoadPlan } from '../scenario/load-plan.ts';
import { Alarm } from './alarm.ts';
import { type Arrival, arrivals } from './arrivals.ts';
import type { LoadDriver } from './load-driver.ts';
import type { Part } from './pacing.ts';
import { WeightedChoice } from './shares.ts';
import { arrive, depart, newUser } from './user-life.ts';
import type { PlannedType } from './user-types.ts';
import type { UserShared, VirtualUser } from './virtual-user.ts';
import { WaitingLine } from './waiting-line.ts';

/**
 * Tasks that begin at a rate, whatever the answers take. Each is done by a user of the drawn type that has nothing to do,
 * the one that was busy last, as its connection is warm; or by a new one.
 */
export class OpenLoad implements LoadDriver {
  private readonly maxInFlight: number;
  private readonly maxWaiting: number;
  private readonly types: readonly PlannedType[];
  private readonly choice: WeightedChoice;
  private readonly part: Part;
  private readonly shared: UserShared;
  private readonly onStart: (user: VirtualUser) => void;
  private readonly arrivals: Iterator<Arrival, void>;
  private readonly alarm = new Alarm(() => this.advance());
  private readonly idle = new Map<PlannedType, VirtualUser[]>();
  private readonly line = new WaitingLine<Arrival>();
  private next: Arrival | null = null;
  /** What the alarm is set for. */
  private awaited: Arrival | null = null;
  /** Users that do a task, with their progress when they began it. */
  private readonly busy = new Map<VirtualUser, number>();
  private users = 0;
  private isBeginning = false;
  private isEnding = false;

  /** @param onStart told of each user before it does anything. */
  constructor(options: {
    readonly plan: Extract<LoadPlan, { kind: 'open' }>;
    readonly part: Part;
    readonly types: readonly PlannedType[];
    readonly shared: UserShared;
    readonly onStart: (user: VirtualUser) => void;
  }) {
    const { plan, part, types, shared } = options;
    this.maxInFlight = Math.max(1, partOf(plan.maxInFlight, part));
    this.maxWaiting = partOf(plan.maxWaiting, part);
    this.types = types;
    this.choice = new WeightedChoice(types.map(({ share }) => share));
    this.part = part;
    this.shared = shared;
    this.onStart = options.onStart;
    this.arrivals = arrivals(plan, shared.seed, part);
  }

  get waiting(): number {
    return this.line.length;
  }

  get inFlight(): number {
    return this.busy.size;
  }

  begin(): void {
    this.next = this.arrivals.next().value ?? null;
    this.advance();
  }

  end(isOver: boolean): void {
    // What was due until now, and the timer has not come to, is due all the same.
    if (isOver) this.advance();
    this.giveUp();
    this.dismissIdle();
  }

  giveUp(): void {
    this.dropWaiting();
    this.alarm.clear();
    this.next = null;
    this.isEnding = true;
  }

  private advance(): void {
    this.oneAtATime(() => this.takeDue());
    if (this.next === null || this.next === this.awaited) return;
    this.awaited = this.next;
    this.alarm.set(this.shared.journal.clock.startedAtMs + this.next.atMs);
  }

  /** A task that ends at once, as by an abort, comes back here from within: what it made room for is begun further out. */
  private oneAtATime(begin: () => void): void {
    if (this.isBeginning) return;
    this.isBeginning = true;
    try {
      begin();
    } finally {
      this.isBeginning = false;
    }
  }

  private takeDue(): void {
    const elapsedMs = this.elapsedMs();
    this.runWaiting();
    while (this.next !== null && this.next.atMs <= elapsedMs) {
      const arrival = this.next;
      this.next = this.arrivals.next().value ?? null;
      this.take(arrival);
      this.runWaiting();
    }
  }

  private runWaiting(): void {
    while (this.busy.size < this.maxInFlight) {
      const waiting = this.line.take();
      if (waiting === undefined) return;
      this.run(waiting);
    }
  }

  private elapsedMs(): number {
    return performance.now() - this.shared.journal.clock.startedAtMs;
  }

  private take(arrival: Arrival): void {
    const { journal } = this.shared;
    journal.addDue();
    if (this.busy.size < this.maxInFlight) {
      journal.addLateness(this.elapsedMs() - arrival.atMs);
      this.run(arrival);
    } else if (this.line.length < this.maxWaiting) this.line.add(arrival);
    else journal.addDropped(1);
  }

  private run(arrival: Arrival): void {
    const { shared } = this;
    shared.journal.addBegun();
    const type = this.types[this.choice.at(arrival.draw)] as PlannedType;
    const known = this.idleUser(type);
    const user = known ?? this.newUser(type);
    this.busy.set(user, user.progress);
    const dueAtMs = shared.journal.clock.startedAtMs + arrival.atMs;
    arrive(user, { dueAtMs, isFirst: known === undefined }, shared)
      .catch(shared.onException)
      .then(() => this.release(user));
  }

  release(user: VirtualUser): void {
    const progress = this.busy.get(user);
    if (progress === undefined) return;
    this.busy.delete(user);
    if (user.isGone || this.isEnding) this.dismiss(user);
    // Before the next one begins, so that it finds this user.
    else this.rest(user);
    this.oneAtATime(() => this.runWaiting());
    // Answers come more often than timers of whole milliseconds, and many at once keep those waiting. A task that waited
    // for nothing would let nothing else go on.
    const isDue = this.next !== null && this.next.atMs <= this.elapsedMs();
    if (isDue && user.progress > progress) this.advance();
  }

  private dismissIdle(): void {
    for (const users of this.idle.values()) {
      for (const user of users.splice(0)) this.dismiss(user);
    }
  }

  private idleUser(type: PlannedType): VirtualUser | undefined {
    const users = this.idle.get(type);
    let user = users?.pop();
    while (user?.isGone) user = users?.pop();
    return user;
  }

  private rest(user: VirtualUser): void {
    const users = this.idle.get(user.plan);
    if (users === undefined) this.idle.set(user.plan, [user]);
    else users.push(user);
  }

  private dismiss(user: VirtualUser): void {
    user.stop();
    depart(user, user.plan.type.onStop, this.shared).catch(this.shared.onException);
  }

  private newUser(type: PlannedType): VirtualUser {
    const user = newUser(1 + this.part.index + this.part.of * this.users, type, this.shared);
    this.users += 1;
    this.onStart(user);
    return user;
  }

  private dropWaiting(): void {
    this.shared.journal.addDropped(this.line.length);
    this.line.clear();
  }
}

/** What one of several workers has of a number, so that together they have all of it. */
function partOf(whole: number, { index, of }: Part): number {
  return Math.floor((whole + of - 1 - index) / of);
}
