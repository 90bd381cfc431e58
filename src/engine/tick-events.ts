import { encodeHdr } from '../decode/hdr-histogram.ts';
import { endpointId } from '../model/endpoint-key.ts';
import type {
  EncodedHistogram,
  FailuresEvent,
  GeneratorEvent,
  RunEvent,
  WindowEvent,
} from '../model/event.ts';
import type { FailureExample } from '../model/failure-example.ts';
import { middleOfBucket } from '../model/percentile.ts';
import { rankOf } from '../stats/quantile.ts';
import type { EndpointTick, FailureTick, GeneratorTick, SparseHistogram, Tick } from './tick.ts';

/** Of one message of one endpoint in a whole recording: enough to see what it was. */
const MOST_EXAMPLES_OF_A_MESSAGE = 5;
/** In a whole recording, about 1 MiB at most: a target that fails in ever new words must not fill the disk. */
const MOST_EXAMPLES = 1000;

/**
 * Makes the events of a recording, a second at a time. It remembers how many examples of failures were handed over, so a
 * test has one of its own.
 *
 * @returns what turns the next tick into its events: windows, failures, exceptions, aborted users, users, generator.
 */
export function createTickEvents(): (tick: Tick) => readonly RunEvent[] {
  const choose = createExampleChoice();
  return (tick) => [
    ...tick.endpoints.map((endpoint) => windowEvent(endpoint, tick)),
    ...tick.failures.map((failure) => failuresEvent(failure, choose(failure))),
    ...tick.exceptions.map(
      ({ message, traceback, count }): RunEvent => ({ type: 'exceptions', message, traceback, count }),
    ),
    ...tick.aborted.map(
      ({ reason, count }): RunEvent => ({ type: 'aborted-users', atMs: tick.endMs, reason, count }),
    ),
    { type: 'users', atMs: tick.startMs, users: tick.users },
    generatorEvent(tick.generator, tick),
  ];
}

/** Which failures keep their example: the first few of each message, and not too many in all. */
function createExampleChoice(): (failure: FailureTick) => FailureExample | null {
  const kept = new Map<string, number>();
  let all = 0;
  return ({ key, message, example }) => {
    if (example === null || all >= MOST_EXAMPLES) return null;
    const id = `${endpointId(key)}\u0000${message}`;
    const before = kept.get(id) ?? 0;
    if (before >= MOST_EXAMPLES_OF_A_MESSAGE) return null;
    kept.set(id, before + 1);
    all += 1;
    return example;
  };
}

function windowEvent(endpoint: EndpointTick, { startMs, endMs }: Tick): WindowEvent {
  const { key, counts, requests, failures, bytesIn, bytesOut, responseTime, measures } = endpoint;
  return {
    type: 'window',
    endpoint: { method: key.method, name: key.name },
    counts,
    startMs,
    endMs,
    requests,
    failures,
    bytesIn,
    bytesOut,
    responseTime: responseTime === null ? null : encoded(responseTime),
    measures: measures.map(({ id, histogram }) => ({ id, histogram: encoded(histogram) })),
  };
}

function encoded(histogram: SparseHistogram): EncodedHistogram {
  const { sum, min, max } = histogram;
  return { sum, min, max, hdr: encodeHdr(histogram) };
}

function failuresEvent(failure: FailureTick, example: FailureExample | null): FailuresEvent {
  const { key, message, count, firstMs, lastMs } = failure;
  return {
    type: 'failures',
    endpoint: { method: key.method, name: key.name },
    message,
    count,
    firstMs,
    lastMs,
    example,
  };
}

function generatorEvent(generator: GeneratorTick, { startMs, endMs }: Tick): GeneratorEvent {
  const { eventLoopUtilization, stolenShare, lateness, waiting, inFlight, due, begun, dropped } = generator;
  return {
    type: 'generator',
    startMs,
    endMs,
    eventLoopUtilization,
    stolenShare,
    lateP99Ms: lateness === null ? null : p99Of(lateness),
    waiting,
    inFlight,
    due,
    begun,
    dropped,
  };
}

/** Nearest rank; null when nothing was counted. */
function p99Of({ indices, counts, max }: SparseHistogram): number | null {
  const count = counts.reduce((all, here) => all + here, 0);
  if (count === 0) return null;
  const rank = rankOf(count, 0.99);
  let seen = 0;
  for (let i = 0; i < indices.length; i += 1) {
    seen += counts[i] ?? 0;
    if (seen >= rank) return Math.min(middleOfBucket(indices[i] ?? 0), max);
  }
  return max;
}
