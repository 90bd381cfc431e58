import type { MeasureId } from '../model/measure.ts';
import type { StreamOptions } from '../scenario/scenario.ts';
import type { EndpointTally } from './endpoint-tally.ts';
import type { OnHead } from './http/session.ts';
import { createStreamMeter, type StreamMeter, type StreamOutcome } from './stream/stream-meter.ts';

/** Measures whose clock runs from sending the request. */
const FROM_SENDING: ReadonlySet<MeasureId> = new Set<MeasureId>([
  'ttft.firstChunk',
  'ttft.firstContent',
  'e2e.lastContent',
]);

/** Reads the answer to one request while it comes. An answer of 400 and above is no stream: its body is kept. */
export class RequestStream {
  private readonly options: StreamOptions | true;
  private meter: StreamMeter | null = null;
  private outcome: StreamOutcome | null = null;

  constructor(options: StreamOptions | true) {
    this.options = options;
  }

  readonly onHead: OnHead = (status, header) => {
    if (status >= 400) return null;
    // When it was sent is known with the result only: until then times are from the origin of the clock.
    const meter = createStreamMeter(this.options, header('content-type'), 0);
    this.meter = meter;
    return (chunk, atMs) => meter.onChunk(chunk, atMs);
  };

  /**
   * What the events carried; null when there was no stream.
   *
   * @throws what the scenario's own functions for the content and the usage threw.
   */
  finish(): { readonly text: string; readonly failure: string | null } | null {
    this.outcome = this.meter?.finish() ?? null;
    return this.outcome;
  }

  /** Counts what was measured. */
  measure(endpoint: EndpointTally, sentAtMs: number): void {
    for (const { id, value } of this.outcome?.measures ?? []) {
      endpoint.addMeasure(id, FROM_SENDING.has(id) ? value - sentAtMs : value);
    }
  }
}
