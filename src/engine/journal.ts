import { CountedValues } from './counted-values.ts';
import { EndpointNames, GROUP_METHOD } from './endpoint-names.ts';
import type { EndpointTally } from './endpoint-tally.ts';
import { createGeneratorWatch, type Strain } from './generator-watch.ts';
import type { OnTick } from './load-test.ts';
import type { TestClock } from './test-clock.ts';
import type { Tick } from './tick.ts';

/** How many different exceptions and reasons to abort are kept apart. */
const MAX_TEXTS = 100;
const SECOND_MS = 1000;

/** What the load is at, asked at the end of each second. */
export interface LoadState {
  readonly users: number;
  readonly waiting: number;
  readonly inFlight: number;
}

/**
 * Writes down what happens in one thread of a test, and hands it over second by second. A request belongs to the second
 * in which it ended; one that is told of after that second was handed over, to the next.
 */
export class Journal {
  readonly clock: TestClock;
  private readonly names: EndpointNames;
  private readonly watch = createGeneratorWatch();
  private readonly onTick: OnTick;
  private readonly stateOf: () => LoadState;
  private touched: EndpointTally[] = [];
  private exceptions = new Map<string, { message: string; traceback: string; count: number }>();
  private readonly knownExceptions = new Set<string>();
  private aborted = new Map<string, number>();
  private readonly knownReasons = new Set<string>();
  private readonly lateness = new CountedValues();
  private due = 0;
  private begun = 0;
  private dropped = 0;
  private second = 0;
  /** End of the second that runs, by `performance.now()`. */
  private endAtMs: number;

  constructor(options: {
    readonly clock: TestClock;
    readonly maxEndpoints: number;
    readonly stateOf: () => LoadState;
    readonly onTick: OnTick;
  }) {
    this.clock = options.clock;
    this.stateOf = options.stateOf;
    this.onTick = options.onTick;
    this.endAtMs = options.clock.startedAtMs + SECOND_MS;
    this.names = new EndpointNames(options.maxEndpoints, (tally) => this.touched.push(tally));
  }

  /** Where requests of this name are counted, or else of this path. */
  endpoint(method: string, name: string | undefined, path: string): EndpointTally {
    return name === undefined
      ? this.names.endpoint(method, path, true)
      : this.names.endpoint(method, name, false);
  }

  /** Where groups of this name are counted. */
  group(name: string): EndpointTally {
    return this.names.endpoint(GROUP_METHOD, name, false);
  }

  /** To be called with the end of a request before it is counted: it may be the first of a new second. */
  reach(atMs: number): void {
    if (atMs < this.endAtMs) return;
    // Of a blocked event loop several seconds end at once; what is known of it is known of all of them together.
    const strain = this.watch();
    while (atMs >= this.endAtMs) this.handOver(this.endAtMs, strain);
  }

  /** When the second that runs ends, by `performance.now()`. */
  get secondEndsAtMs(): number {
    return this.endAtMs;
  }

  /** Hands over what is left: seconds that are over, and the part of one if anything happened in it. */
  close(atMs: number): void {
    this.reach(atMs);
    this.handOver(atMs, this.watch());
  }

  /** Unix epoch ms of a `performance.now()`. */
  epochMs(atMs: number): number {
    return this.clock.startMs + (atMs - this.clock.startedAtMs);
  }

  addException(message: string, traceback: string): void {
    const isKept = isKnown(this.knownExceptions, `${message}\n${traceback}`);
    const entry = isKept ? { message, traceback } : { message: '(other exceptions)', traceback: '' };
    const key = `${entry.message}\n${entry.traceback}`;
    const known = this.exceptions.get(key);
    if (known === undefined) this.exceptions.set(key, { ...entry, count: 1 });
    else known.count += 1;
  }

  addAborted(reason: string): void {
    const text = isKnown(this.knownReasons, reason) ? reason : '(other reasons)';
    this.aborted.set(text, (this.aborted.get(text) ?? 0) + 1);
  }

  /** A task is to begin. */
  addDue(): void {
    this.due += 1;
  }

  addBegun(): void {
    this.begun += 1;
  }

  addDropped(count: number): void {
    this.dropped += count;
  }

  /** How much later than due a task was begun that nothing but the generator held up. */
  addLateness(latenessMs: number): void {
    this.lateness.add(latenessMs);
  }

  private handOver(atMs: number, strain: Strain): void {
    const { clock, second } = this;
    const startMs = clock.startMs + second * SECOND_MS;
    // Of the last second only a part is left, perhaps less than clocks of whole milliseconds tell.
    const endMs = startMs + Math.max(1, Math.round(atMs - (this.endAtMs - SECOND_MS)));
    const tick = this.takeTick({ second, startMs, endMs }, strain);
    this.second += 1;
    this.endAtMs += SECOND_MS;
    if (tick.second === 0 || tick.endMs === tick.startMs + SECOND_MS || hasAnything(tick)) this.onTick(tick);
  }

  private takeTick(span: Pick<Tick, 'second' | 'startMs' | 'endMs'>, strain: Strain): Tick {
    const taken = this.touched.map((tally) => tally.take());
    const { users, waiting, inFlight } = this.stateOf();
    const tick: Tick = {
      ...span,
      users,
      endpoints: taken.map(({ endpoint }) => endpoint),
      failures: taken.flatMap(({ failures }) => failures),
      exceptions: [...this.exceptions.values()],
      aborted: [...this.aborted].map(([reason, count]) => ({ reason, count })),
      generator: {
        ...strain,
        lateness: this.lateness.take(),
        waiting,
        inFlight,
        due: this.due,
        begun: this.begun,
        dropped: this.dropped,
      },
    };
    this.touched = [];
    this.exceptions = new Map();
    this.aborted = new Map();
    this.due = 0;
    this.begun = 0;
    this.dropped = 0;
    return tick;
  }
}

/** Whether the part of a second at the end of a test is worth telling of. */
function hasAnything({ endpoints, exceptions, aborted, generator }: Tick): boolean {
  return endpoints.length + exceptions.length + aborted.length + generator.due + generator.dropped > 0;
}

/** Whether a text is among the first so many of the test, which are kept apart. */
function isKnown(known: Set<string>, text: string): boolean {
  if (known.size < MAX_TEXTS) known.add(text);
  return known.has(text);
}
