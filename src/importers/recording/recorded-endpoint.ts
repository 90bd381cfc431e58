import type { Histogram } from '../../model/distribution.ts';
import { type EndpointKey, GROUP_METHOD } from '../../model/endpoint-key.ts';
import type { FailuresEvent } from '../../model/event.ts';
import type { Endpoint } from '../../model/run.ts';
import { middlesOf } from './bucket-middles.ts';
import type { BucketSum } from './bucket-sum.ts';
import type { DecodedWindow } from './decoded-window.ts';
import { EndpointWindows } from './endpoint-windows.ts';
import { FailureMessages } from './failure-messages.ts';
import { MeasureSums } from './measure-sums.ts';
import type { Seconds } from './seconds.ts';

/** Everything that a recording says of one endpoint, added up. */
export class RecordedEndpoint {
  readonly key: EndpointKey;
  readonly #windows: EndpointWindows;
  readonly #measures = new MeasureSums();
  readonly #messages = new FailureMessages();
  #requests = 0;
  #failures = 0;
  #bytesIn = 0;
  #sumMs = 0;
  #minMs = Number.POSITIVE_INFINITY;
  #maxMs = 0;

  constructor(key: EndpointKey, adder: BucketSum) {
    this.key = key;
    this.#windows = new EndpointWindows(adder);
  }

  /** A group of requests timed as one, which is no request itself. */
  get isGroup(): boolean {
    return this.key.method === GROUP_METHOD;
  }

  addWindow(second: number, window: DecodedWindow): void {
    this.#windows.add(second, window);
    this.#requests += window.requests;
    this.#failures += window.failures;
    this.#bytesIn += window.bytesIn;
    for (const { id, histogram } of window.measures) this.#measures.add(id, histogram);
    if (window.responseTime === null) return;
    this.#sumMs += window.responseTime.sum;
    this.#minMs = Math.min(this.#minMs, window.responseTime.min);
    this.#maxMs = Math.max(this.#maxMs, window.responseTime.max);
  }

  addFailures(event: FailuresEvent): void {
    this.#messages.add(event);
  }

  finish(seconds: Seconds): Endpoint {
    const { windows, buckets } = this.#windows.finish(seconds);
    const counts = Array.from(buckets.counts);
    const latency: Histogram = {
      kind: 'histogram',
      count: counts.reduce((all, count) => all + count, 0),
      sumMs: this.#sumMs,
      minMs: this.#minMs,
      maxMs: this.#maxMs,
      valuesMs: Array.from(middlesOf(buckets.indices)),
      counts,
      rounding: 'three-digits',
    };
    return {
      key: this.key,
      requests: this.#requests,
      failures: this.#failures,
      latency: latency.count === 0 ? null : latency,
      meanResponseBytes: this.#requests === 0 ? null : this.#bytesIn / this.#requests,
      reportedThroughputPerS: null,
      failureGroups: this.#messages.finish(),
      measures: this.#measures.finish(),
      windows,
    };
  }
}
