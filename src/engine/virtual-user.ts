import { Problem } from '../model/problem.ts';
import type { Feed } from '../scenario/feed.ts';
import type { Response } from '../scenario/response.ts';
import type { RequestOptions, User } from '../scenario/scenario.ts';
import type { ThinkTime } from '../scenario/think-time.ts';
import type { FeedCursor } from './feed-cursor.ts';
import type { HttpSessions } from './http/session.ts';
import { createRandom } from './random.ts';
import { Sleeps } from './sleeps.ts';
import { type RequestShared, UserRequests } from './user-requests.ts';
import type { PlannedType } from './user-types.ts';

/** What the users of a thread share. */
export interface UserShared extends RequestShared {
  readonly sessions: HttpSessions;
  readonly feeds: FeedCursor;
  readonly seed: number;
  /** Called once for each user, when it is gone. */
  readonly onGone: (user: VirtualUser) => void;
}

/** Thrown through the code of a user that stops for good. It is no mistake of the scenario. */
export class UserAborted extends Error {
  override readonly name = 'UserAborted';
}

/** One simulated user: what its tasks see of it, and what moves it. */
// biome-ignore lint/suspicious/noExplicitAny: as in `UserType`.
export class VirtualUser implements User<any> {
  readonly id: number;
  readonly type: string;
  readonly headers: Record<string, string> = {};
  // biome-ignore lint/suspicious/noExplicitAny: as in `UserType`.
  state: any;
  readonly random: () => number;
  /** What it is to do. */
  readonly plan: PlannedType;
  private readonly shared: UserShared;
  private readonly requests: UserRequests;
  private readonly sleeps = new Sleeps();
  private isTold = false;
  private hasGone = false;
  private waits = 0;

  constructor(id: number, plan: PlannedType, shared: UserShared) {
    this.id = id;
    this.type = plan.name;
    this.plan = plan;
    this.shared = shared;
    this.random = createRandom(shared.seed, id);
    this.requests = new UserRequests(shared, shared.sessions.open(), this.headers);
  }

  get(path: string, options?: RequestOptions): Promise<Response> {
    return this.requests.send('GET', path, options);
  }

  post(path: string, options?: RequestOptions): Promise<Response> {
    return this.requests.send('POST', path, options);
  }

  put(path: string, options?: RequestOptions): Promise<Response> {
    return this.requests.send('PUT', path, options);
  }

  patch(path: string, options?: RequestOptions): Promise<Response> {
    return this.requests.send('PATCH', path, options);
  }

  delete(path: string, options?: RequestOptions): Promise<Response> {
    return this.requests.send('DELETE', path, options);
  }

  head(path: string, options?: RequestOptions): Promise<Response> {
    return this.requests.send('HEAD', path, options);
  }

  request(method: string, path: string, options?: RequestOptions): Promise<Response> {
    return this.requests.send(method.toUpperCase(), path, options);
  }

  wait(time: ThinkTime): Promise<void> {
    return this.pause(time.draw(this.random));
  }

  next<Row>(feed: Feed<Row>): Row {
    try {
      return this.shared.feeds.next(feed, this);
    } catch (error) {
      if (error instanceof Problem) this.abort(error.message);
      throw error;
    }
  }

  choose<Item>(items: readonly Item[]): Item {
    if (items.length === 0) throw new RangeError('there is nothing to choose from');
    return items[Math.floor(this.random() * items.length)] as Item;
  }

  between(least: number, most: number): number {
    const first = Math.ceil(least);
    const last = Math.floor(most);
    if (!(first <= last)) throw new RangeError(`there is no whole number from ${least} to ${most}`);
    return first + Math.floor(this.random() * (last - first + 1));
  }

  group<Value>(name: string, run: () => Promise<Value>): Promise<Value> {
    return this.requests.group(name, run);
  }

  abort(reason: string): never {
    if (!this.hasGone) {
      this.shared.journal.addAborted(reason);
      this.leave();
    }
    throw new UserAborted(reason);
  }

  /** Whether it was told to stop. */
  get isStopping(): boolean {
    return this.isTold;
  }

  /** Whether it has left, or was aborted. */
  get isGone(): boolean {
    return this.hasGone;
  }

  /** Rises with each request and each wait: code that raised it has let others go on. */
  get progress(): number {
    return this.requests.made + this.waits;
  }

  /** The next request was due then, by `performance.now()`; null: each is due when it is made. */
  setDue(atMs: number | null): void {
    this.requests.setDue(atMs);
  }

  /** Waits so long, or until told to stop. */
  pause(durationMs: number): Promise<void> {
    this.waits += 1;
    return this.hasGone ? new Promise(() => {}) : this.sleeps.sleep(durationMs);
  }

  /** Tells it to finish what it is at and to begin nothing new. */
  stop(): void {
    this.isTold = true;
    this.sleeps.end();
  }

  /** Closes its connections. Whatever of its code still runs gets no further than to its next request. */
  leave(): void {
    if (this.hasGone) return;
    this.hasGone = true;
    this.stop();
    this.requests.close();
    this.shared.onGone(this);
  }
}
