import { beforeAll, describe, expect, it } from 'vitest';
import type { DemoTruth } from '../../../src/demo/truth/demo-truth.ts';
import { endpointLabel } from '../../../src/model/endpoint-key.ts';
import type { Endpoint, Run } from '../../../src/model/run.ts';
import { users } from '../../../src/scenario/load-builders.ts';
import { loadTestOf } from '../support/run-test.ts';
import type { MachineNoise } from './machine-noise.ts';
import { recordedRun } from './recorded-run.ts';
import { startServer } from './server-process.ts';
import { ascending, medianShift, percentile, sumOf } from './values.ts';

const demoTarget = new URL('./servers/demo-target.ts', import.meta.url);
/** One request as the target saw it. */
interface Served {
  readonly endpoint: string;
  readonly status: number;
  readonly endMs: number;
  readonly durationMs: number;
}

/** The clocks of two processes are read to this much of each other. */
const CLOCK_MS = 20;
/** The most that lies between the end of an answer at the target and here, on a quiet machine. */
const ON_THE_WAY_MS = 100;

let run: Run;
let served: readonly Served[];
let noise: MachineNoise;

/** As the preset light, but in a hurry: fast answers, and users who think little. */
beforeAll(async () => {
  const target = await startServer<DemoTruth>(demoTarget, {
    seed: 3,
    compression: 20,
    chatSlowdown: 0.3,
    failureRatio: 0.25,
  });
  const load = users({ users: 24, spawnRate: 12, duration: '6s' });
  const test = loadTestOf({ host: target.host, load, users: '{}', seed: 3 });
  ({ run, noise } = await recordedRun({
    ...test,
    scenario: { builtIn: 'chatbot' },
    usersOf: { normal: 1, 'high-volume': 1, stress: 1, burst: 1 },
  }));
  served = servedRequests(await target.truth());
}, 30_000);

function servedRequests({ requests }: DemoTruth): readonly Served[] {
  return requests.endpoint.map((endpoint, i) => ({
    endpoint: requests.endpointNames[endpoint] ?? '',
    status: requests.status[i] ?? 0,
    endMs: (requests.arrivalMs[i] ?? 0) + (requests.durationMs[i] ?? 0),
    durationMs: requests.durationMs[i] ?? 0,
  }));
}

function of(endpoint: Endpoint): readonly Served[] {
  return served.filter((request) => request.endpoint === endpointLabel(endpoint.key));
}

function isGood({ status }: Served): boolean {
  return status === 200;
}

/** Of requests that did not fail, ascending: the middles of the buckets of the recording. */
function responseTimes({ latency }: Endpoint): readonly number[] {
  if (latency?.kind !== 'histogram') throw new Error('There are no counts by value.');
  return latency.valuesMs.flatMap((valueMs, i) => new Array<number>(latency.counts[i] ?? 0).fill(valueMs));
}

describe('a run against the demo target agrees with what the target saw', () => {
  it('in the number of requests and failures of every endpoint', () => {
    const counted = run.endpoints.map(({ key, requests, failures }) => [
      endpointLabel(key),
      requests,
      failures,
    ]);
    const truth = run.endpoints.map((endpoint) => [
      endpointLabel(endpoint.key),
      of(endpoint).length,
      of(endpoint).filter((request) => !isGood(request)).length,
    ]);
    expect(counted).toEqual(truth);
    expect(run.endpoints.map(({ key }) => endpointLabel(key))).toEqual([
      'POST /chat',
      'GET /health',
      'GET /metrics',
      'GET /stats',
    ]);
    expect(run.total).toMatchObject({
      requests: served.length,
      failures: served.filter((request) => !isGood(request)).length,
    });
    expect(served.length).toBeGreaterThan(80);
    expect(run.total?.failures).toBeGreaterThan(3);
    expect(run).toMatchObject({ ended: 'finished', exceptions: [], notices: [] });
  });

  it('in the messages of failures, which add up', () => {
    for (const { failures, failureGroups } of run.endpoints) {
      expect(sumOf(failureGroups.map(({ count }) => count))).toBe(failures);
    }
    const messages = run.endpoints.flatMap(({ failureGroups }) =>
      failureGroups.map(({ message }) => message),
    );
    expect(messages).toEqual([expect.stringContaining('500')]);
  });

  it('in the response times: none is less than what the target took, and little is added', () => {
    for (const endpoint of run.endpoints) {
      const measured = responseTimes(endpoint);
      const truth = ascending(
        of(endpoint)
          .filter(isGood)
          .map(({ durationMs }) => durationMs),
      );
      expect(measured).toHaveLength(truth.length);
      // A bucket is 0.1 % wide; the target notes the end of an answer when it has been written.
      const leastMs = (ms: number) => ms * 0.999 - 1 - noise.worstMs;
      const faster = measured.filter((ms, rank) => ms < leastMs(truth[rank] ?? 0));
      expect(faster, `${endpointLabel(endpoint.key)}: below the target's own`).toEqual([]);
      expect(medianShift(measured, truth)).toBeGreaterThan(-1 - noise.usualMs);
      expect(medianShift(measured, truth)).toBeLessThan(5 + 2 * noise.usualMs);
      expect(percentile(measured, 50) - percentile(truth, 50)).toBeLessThan(25 + 2 * noise.worstMs);
      expect(percentile(measured, 95) - percentile(truth, 95)).toBeLessThan(25 + 2 * noise.worstMs);
    }
  });

  it('in the exact sums, which are those of the counts by value', () => {
    for (const endpoint of run.endpoints) {
      const { latency, requests, failures } = endpoint;
      const measured = responseTimes(endpoint);
      const good = requests - failures;
      const truthMs = sumOf(
        of(endpoint)
          .filter(isGood)
          .map(({ durationMs }) => durationMs),
      );
      const sumMs = latency?.kind === 'histogram' ? (latency.sumMs ?? Number.NaN) : Number.NaN;
      expect(Math.abs(sumMs - sumOf(measured))).toBeLessThanOrEqual(0.0006 * sumMs + 0.001 * good);
      const addedMs = (sumMs - truthMs) / good;
      expect(addedMs).toBeGreaterThan(-noise.usualMs);
      expect(addedMs).toBeLessThan(10 + 2 * noise.usualMs);
    }
  });

  it('in the time of failed requests, which is kept apart', () => {
    const chat = run.endpoints.find(({ key }) => key.name === '/chat');
    const failed = chat?.measures.find(({ id }) => id === 'failed-response-time')?.values;
    expect(failed?.count).toBe(chat?.failures);
  });

  it('in every second: what had ended at the target had ended here, and nothing more', () => {
    const { windows } = run.total ?? {};
    if (windows == null) throw new Error('There are no windows.');
    let ended = 0;
    for (let i = 0; i < windows.length; i += 1) {
      const atMs = windows.endMs[i] ?? 0;
      ended += windows.requests[i] ?? 0;
      const endedBy = (ms: number) => served.filter(({ endMs }) => endMs < ms).length;
      expect(ended).toBeGreaterThanOrEqual(endedBy(atMs - ON_THE_WAY_MS - 2 * noise.worstMs));
      expect(ended).toBeLessThanOrEqual(endedBy(atMs + CLOCK_MS + noise.worstMs));
    }
    expect(ended).toBe(served.length);
    expect(windows.length).toBeGreaterThanOrEqual(6);
  });

  it('in the windows of endpoints, which add up to the whole', () => {
    for (const { windows, requests, failures } of run.endpoints) {
      expect(sumOf([...(windows?.requests ?? [])])).toBe(requests);
      expect(sumOf([...(windows?.failures ?? [])])).toBe(failures);
    }
  });
});
