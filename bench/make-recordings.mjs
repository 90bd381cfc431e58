// Writes runs as the load engine does: recordings of a window a second with every response time in it, then stored.
// Values follow a fixed recurrence, so the same arguments give the same bytes.
import { createTickEvents, openRecording, storeRecording } from '../dist/index.js';
import { unrest } from './make-history.mjs';

const START_MS = Date.UTC(2026, 10, 23, 12);

/** The bucket of a value in thousandths: `src/stats/histogram-layout.ts`. */
function bucketOf(value) {
  const shift = Math.max(0, 21 - Math.clz32(value));
  return shift * 1024 + (value >>> shift);
}

/** Log-normal by the sum of twelve uniform values, which is near enough to normal. */
function responseMs(next, levelMs) {
  let sum = -6;
  for (let i = 0; i < 12; i += 1) sum += next();
  return levelMs * Math.exp(0.45 * sum);
}

function histogramOf(valuesMs) {
  const counts = new Map();
  for (const valueMs of valuesMs) {
    const bucket = bucketOf(Math.round(valueMs * 1000));
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  }
  const buckets = [...counts].sort(([a], [b]) => a - b);
  return {
    indices: Uint32Array.from(buckets, ([bucket]) => bucket),
    counts: Uint32Array.from(buckets, ([, count]) => count),
    sum: valuesMs.reduce((sum, valueMs) => sum + valueMs, 0),
    min: Math.min(...valuesMs),
    max: Math.max(...valuesMs),
  };
}

function endpointTick(i, next, level, perS) {
  const count = Math.round(perS * (0.6 + 0.8 * next()));
  const failures = next() < 0.05 && count > 0 ? 1 : 0;
  const values = Array.from({ length: count - failures }, () =>
    responseMs(next, (20 + 15 * (i % 40)) * level),
  );
  return {
    key: { method: i % 4 === 0 ? 'POST' : 'GET', name: `/api/v1/resource-${String(i).padStart(3, '0')}` },
    counts: 'requests',
    requests: count,
    failures,
    bytesIn: 400 * count,
    bytesOut: 40 * count,
    responseTime: values.length === 0 ? null : histogramOf(values),
    measures: [],
  };
}

/** @returns the id of the stored run. `factor` makes its response times longer. */
export async function makeRun(store, { seconds, endpoints, perS, number, factor = 1 }) {
  const next = unrest(number * 7919);
  const id = number.toString(16).padStart(12, '0');
  // Enough for what is in flight, by Little's law.
  const users = 200;
  const load = { kind: 'closed', stages: [{ fromUsers: users, toUsers: users, durationMs: seconds * 1000 }] };
  const recording = await openRecording(store, {
    type: 'started',
    schema: 'events/1',
    id,
    atMs: START_MS,
    label: `run ${number}`,
    labels: [],
    version: '0.0.0',
    scenario: 'bench',
    host: 'http://127.0.0.1',
    load,
    workers: 1,
    seed: number,
  });
  const eventsOf = createTickEvents();
  const runLevel = factor * (1 + 0.01 * (next() - 0.5));
  for (let second = 0; second < seconds; second += 1) {
    const level = runLevel * (1 + 0.05 * (next() - 0.5));
    const ticks = Array.from({ length: endpoints }, (_, i) => endpointTick(i, next, level, perS));
    const requests = ticks.reduce((sum, tick) => sum + tick.requests, 0);
    recording.append(
      eventsOf({
        second,
        startMs: START_MS + second * 1000,
        endMs: START_MS + (second + 1) * 1000,
        users,
        endpoints: ticks,
        failures: [],
        exceptions: [],
        aborted: [],
        generator: {
          eventLoopUtilization: 0.2,
          stolenShare: 0,
          lateness: null,
          waiting: 0,
          inFlight: users,
          due: requests,
          begun: requests,
          dropped: 0,
        },
      }),
    );
  }
  const endMs = START_MS + seconds * 1000;
  recording.append([{ type: 'stopped', atMs: endMs, reason: 'finished', explanation: null, unfinished: 0 }]);
  recording.close();
  await storeRecording(store, id, endMs);
  return id;
}
