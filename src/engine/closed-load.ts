import type { UserStage } from '../scenario/load-plan.ts';
import { Alarm } from './alarm.ts';
import type { LoadDriver } from './load-driver.ts';
import { type Part, type UserChange, userChanges } from './pacing.ts';
import { ShareDealer } from './shares.ts';
import { live, newUser } from './user-life.ts';
import type { PlannedType } from './user-types.ts';
import type { UserShared, VirtualUser } from './virtual-user.ts';

/** Users who wait for an answer before they go on. Their number follows the stages. */
export class ClosedLoad implements LoadDriver {
  readonly waiting = 0;
  private readonly types: readonly PlannedType[];
  private readonly shared: UserShared;
  private readonly onStart: (user: VirtualUser) => void;
  private readonly changes: Iterator<UserChange, void>;
  private readonly alarm = new Alarm(() => this.advance());
  private readonly dealer: ShareDealer;
  /** By place, for all parts: which type it has does not depend on who starts it. */
  private readonly typeByPlace: PlannedType[] = [];
  private readonly userByPlace = new Map<number, VirtualUser>();
  private next: UserChange | null = null;

  /** @param onStart told of each user before it does anything. */
  constructor(options: {
    readonly stages: readonly UserStage[];
    readonly part: Part;
    readonly types: readonly PlannedType[];
    readonly shared: UserShared;
    readonly onStart: (user: VirtualUser) => void;
  }) {
    this.types = options.types;
    this.shared = options.shared;
    this.onStart = options.onStart;
    this.changes = userChanges(options.stages, options.part);
    this.dealer = new ShareDealer(options.types.map(({ share }) => share));
  }

  get inFlight(): number {
    return this.shared.traffic.inFlight;
  }

  begin(): void {
    this.next = this.changes.next().value ?? null;
    this.advance();
  }

  end(): void {
    this.alarm.clear();
    this.next = null;
    for (const user of this.userByPlace.values()) user.stop();
  }

  giveUp(): void {
    this.end();
  }

  /** It is not replaced. */
  release(): void {}

  private advance(): void {
    const { startedAtMs } = this.shared.journal.clock;
    const elapsedMs = performance.now() - startedAtMs;
    while (this.next !== null && this.next.atMs <= elapsedMs) {
      this.apply(this.next);
      this.next = this.changes.next().value ?? null;
    }
    if (this.next !== null) this.alarm.set(startedAtMs + this.next.atMs);
  }

  private apply({ kind, place, id }: UserChange): void {
    if (kind === 'stop') {
      this.userByPlace.get(place)?.stop();
      this.userByPlace.delete(place);
      return;
    }
    const user = newUser(id, this.typeAt(place), this.shared);
    this.userByPlace.set(place, user);
    this.onStart(user);
    live(user, this.shared).catch(this.shared.onException);
  }

  private typeAt(place: number): PlannedType {
    while (this.typeByPlace.length <= place) {
      this.typeByPlace.push(this.types[this.dealer.next()] as PlannedType);
    }
    return this.typeByPlace[place] as PlannedType;
  }
}
