import type { ResponseCheck } from './check.ts';
import type { Feed } from './feed.ts';
import type { LoadPlan } from './load-plan.ts';
import type { Response } from './response.ts';
import type { ThinkTime } from './think-time.ts';

export type { Response } from './response.ts';

/** What a load test does: kinds of users, and what each of them does. Made by `defineScenario`. */
export interface Scenario {
  readonly name: string;
  /** Where requests with a path go, such as 'http://localhost:8000'. `--host` stands over it. */
  readonly host?: string;
  /** The load when the command line names none. */
  readonly load?: LoadPlan;
  /** Sent with every request unless the request sets the same header. */
  readonly headers?: Readonly<Record<string, string>>;
  /** By name, in the order in which they are listed. */
  readonly users: Readonly<Record<string, UserType>>;
}

/** A kind of user. `State` is what each user of it remembers. */
// biome-ignore lint/suspicious/noExplicitAny: a table of user types holds types of state that know nothing of each other.
export interface UserType<State = any> {
  /** Of all users, in proportion to the shares of the others; 0 is off unless `--users-of` turns it on. Default 1. */
  readonly share?: number;
  /** Between two tasks. Ignored where requests arrive at a rate (the open model). Default: none. */
  readonly thinkTime?: ThinkTime;
  /** What one user remembers; called once per user. */
  readonly state?: (user: NewUser) => State;
  /** Before the first task. */
  readonly onStart?: (user: User<State>) => Promise<void>;
  /** After the last task. Not called for an aborted user. */
  readonly onStop?: (user: User<State>) => Promise<void>;
  /** By name; a function alone is a task of weight 1. At least one must be left after `--tags` and `--exclude`. */
  readonly tasks: Readonly<Record<string, Task<State> | TaskFunction<State>>>;
}

/** What a task does. */
// biome-ignore lint/suspicious/noExplicitAny: as above.
export type TaskFunction<State = any> = (user: User<State>) => Promise<void>;

/** One thing that a user does, again and again. */
// biome-ignore lint/suspicious/noExplicitAny: as above.
export interface Task<State = any> {
  /** How often, in proportion to the other tasks of this user type. Default 1. */
  readonly weight?: number;
  readonly tags?: readonly string[];
  readonly run: TaskFunction<State>;
}

/** A task however it was written. */
export function taskOf(task: Task | TaskFunction): Task {
  return typeof task === 'function' ? { run: task } : task;
}

/** What is known of a user before it has a state. */
export interface NewUser {
  /** 1, 2, 3 … in the order of their start; over all workers no two are equal. */
  readonly id: number;
  /** The name of its user type. */
  readonly type: string;
  /** Uniform in [0, 1), from the seed of the test and the user's id. */
  random(): number;
}

/** One simulated user, as its tasks see it. */
export interface User<State = unknown> extends NewUser {
  state: State;
  /** Sent with each of this user's requests unless the request sets the same header. */
  readonly headers: Record<string, string>;
  get(path: string, options?: RequestOptions): Promise<Response>;
  post(path: string, options?: RequestOptions): Promise<Response>;
  put(path: string, options?: RequestOptions): Promise<Response>;
  patch(path: string, options?: RequestOptions): Promise<Response>;
  delete(path: string, options?: RequestOptions): Promise<Response>;
  head(path: string, options?: RequestOptions): Promise<Response>;
  request(method: string, path: string, options?: RequestOptions): Promise<Response>;
  /** Waits, as a person does who reads. Ends early when the test ends. */
  wait(time: ThinkTime): Promise<void>;
  /** A row of the feed, by the feed's order. */
  next<Row>(feed: Feed<Row>): Row;
  /** One of these, each as likely as the others. */
  choose<Item>(items: readonly Item[]): Item;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** Times several requests as one, under their common name. They count by themselves as well. */
  group<Value>(name: string, run: () => Promise<Value>): Promise<Value>;
  /** Stops this user for good. It is counted under the reason. Never returns. */
  abort(reason: string): never;
}

/** How one request is made and judged. */
export interface RequestOptions {
  /** Under which it is counted: '/item/[id]' or 'GET /item/[id]'. Default: the path without its query. */
  readonly name?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  /** At most one of the three. `json` and `form` set the content type. */
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: string | Uint8Array;
  /** From the start of the request to the end of the answer, such as '10s'. Default: `--timeout`, 30 s. */
  readonly timeout?: string;
  /** Whether 301, 302, 303, 307 and 308 are followed, at most 10. Default true. The time is of all together. */
  readonly redirects?: boolean;
  /** What makes the answer right. Without a check of the status, 400 and above is a failure. The first that fails counts. */
  readonly checks?: readonly ResponseCheck[];
  /** Measures the answer token by token while it comes. */
  readonly stream?: StreamOptions | true;
}

/** How a streamed answer is read. What is not given is recognised: OpenAI's chunks, `{"token"|"content"|"text": …}`, or plain text. */
export interface StreamOptions {
  /** 'sse': server-sent events. 'chunks': each chunk of the body is one piece of text. Default: by the content type. */
  readonly format?: 'sse' | 'chunks';
  /** The text that an event carries; null or '' when none. */
  readonly content?: (data: string) => string | null;
  /** The number of tokens of the whole answer when this event states it; else null. */
  readonly usage?: (data: string) => number | null;
}
