import type { EndpointKey } from '../model/endpoint-key.ts';
import type { FailureExample } from '../model/failure-example.ts';
import { type MeasureId, measures } from '../model/measure.ts';
import { CountedValues } from './counted-values.ts';
import type { EndpointTick, FailureTick } from './tick.ts';

/** More different messages of one endpoint are counted together. */
const MAX_MESSAGES = 100;
const OTHER_MESSAGES = '(other messages)';
const MAX_MESSAGE_LENGTH = 500;
/** Of each message of each endpoint, in the whole test. */
const MAX_EXAMPLES = 3;

/** What happened to one endpoint in the second that runs. */
export class EndpointTally {
  readonly key: EndpointKey;
  readonly counts: 'requests' | 'groups';
  private requests = 0;
  private failures = 0;
  private bytesIn = 0;
  private bytesOut = 0;
  private readonly responseTime = new CountedValues();
  private readonly measured = new Map<MeasureId, CountedValues>();
  private readonly messages = new Map<string, MessageTally>();
  /** Tells its owner that there is something to take. */
  private readonly onFirst: (tally: EndpointTally) => void;

  constructor(key: EndpointKey, counts: 'requests' | 'groups', onFirst: (tally: EndpointTally) => void) {
    this.key = key;
    this.counts = counts;
    this.onFirst = onFirst;
  }

  /** Counts one request that was as it should be. */
  addSuccess(responseTimeMs: number, bytesIn: number, bytesOut: number): void {
    this.addOne(bytesIn, bytesOut);
    this.responseTime.add(responseTimeMs);
  }

  /** Counts one request that failed; the tally of its message, for an example. */
  addFailure(
    responseTimeMs: number,
    bytesIn: number,
    bytesOut: number,
    message: string,
    epochMs: number,
  ): MessageTally {
    this.addOne(bytesIn, bytesOut);
    this.failures += 1;
    this.addMeasure('failed-response-time', responseTimeMs);
    const tally = this.messageTally(message);
    tally.add(epochMs);
    return tally;
  }

  /** Counts a value beside the response time of a request that was added. */
  addMeasure(id: MeasureId, value: number): void {
    let values = this.measured.get(id);
    if (values === undefined) {
      values = new CountedValues();
      this.measured.set(id, values);
    }
    values.add(value);
  }

  /** The second, which then begins anew. */
  take(): { readonly endpoint: EndpointTick; readonly failures: readonly FailureTick[] } {
    const endpoint = {
      key: this.key,
      counts: this.counts,
      requests: this.requests,
      failures: this.failures,
      bytesIn: this.bytesIn,
      bytesOut: this.bytesOut,
      responseTime: this.responseTime.take(),
      measures: this.takeMeasures(),
    };
    const failures = this.failures === 0 ? [] : this.takeMessages();
    this.requests = 0;
    this.failures = 0;
    this.bytesIn = 0;
    this.bytesOut = 0;
    return { endpoint, failures };
  }

  private addOne(bytesIn: number, bytesOut: number): void {
    if (this.requests === 0) this.onFirst(this);
    this.requests += 1;
    this.bytesIn += bytesIn;
    this.bytesOut += bytesOut;
  }

  private takeMeasures(): EndpointTick['measures'] {
    return measures.flatMap(({ id }) => {
      const histogram = this.measured.get(id)?.take() ?? null;
      return histogram === null ? [] : [{ id, histogram }];
    });
  }

  private takeMessages(): readonly FailureTick[] {
    return [...this.messages].flatMap(([message, tally]) => {
      const taken = tally.take();
      return taken === null ? [] : [{ key: this.key, message, ...taken }];
    });
  }

  private messageTally(message: string): MessageTally {
    const short = message.length > MAX_MESSAGE_LENGTH ? `${message.slice(0, MAX_MESSAGE_LENGTH)}…` : message;
    const known = this.messages.get(short);
    if (known !== undefined) return known;
    const text = this.messages.size < MAX_MESSAGES ? short : OTHER_MESSAGES;
    const tally = this.messages.get(text) ?? new MessageTally();
    this.messages.set(text, tally);
    return tally;
  }
}

/** One failure message of one endpoint. */
export class MessageTally {
  private count = 0;
  private firstMs = 0;
  private lastMs = 0;
  private example: FailureExample | null = null;
  private examples = 0;

  /** Whether one more answer is wanted to look at: one a second, a few in the whole test. */
  get wantsExample(): boolean {
    return this.example === null && this.examples < MAX_EXAMPLES;
  }

  add(epochMs: number): void {
    if (this.count === 0 || epochMs < this.firstMs) this.firstMs = epochMs;
    if (this.count === 0 || epochMs > this.lastMs) this.lastMs = epochMs;
    this.count += 1;
  }

  addExample(example: FailureExample): void {
    this.example = example;
    this.examples += 1;
  }

  /** The second, which then begins anew; null when the message did not come. */
  take(): Omit<FailureTick, 'key' | 'message'> | null {
    if (this.count === 0) return null;
    const { count, firstMs, lastMs, example } = this;
    this.count = 0;
    this.example = null;
    return { count, firstMs, lastMs, example };
  }
}
