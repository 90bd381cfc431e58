import { describe, expect, it } from 'vitest';
import type { DemoTruth } from '../../../src/demo/truth/demo-truth.ts';
import type { SparseHistogram } from '../../../src/engine/tick.ts';
import type { MeasureId } from '../../../src/model/measure.ts';
import { constantUsers, endpointOf, type FinishedTest } from '../support/run-test.ts';
import { runWatched } from './machine-noise.ts';
import { startServer } from './server-process.ts';
import type { TokenSchedule, TokenTimes } from './servers/token-schedule.ts';
import { ascending, medianShift, percentile, sumOf, valuesOf } from './values.ts';

const tokenServer = new URL('./servers/token-schedule.ts', import.meta.url);
const demoTarget = new URL('./servers/demo-target.ts', import.meta.url);
/** Medians are nearer to the truth than this on a quiet machine. */
const NEAR_MS = 6;

const talking = `{ one: { tasks: { chat: { run: async (user) => {
  await user.post('/chat?stream=1', { json: { message: 'How do I scale my pods?' }, stream: true });
} } } } }`;

function histogram(test: FinishedTest, id: MeasureId): SparseHistogram {
  const found = endpointOf(test, 'POST /chat').measures.find((measure) => measure.id === id);
  if (found === undefined) throw new Error(`There is no ${id}.`);
  return found.histogram;
}

/** Tokens of each answer, ascending: a bucket of a count below 2,000 is narrower than one. */
function counted(test: FinishedTest): readonly number[] {
  return valuesOf(histogram(test, 'tokens')).map(Math.round);
}

describe.concurrent('answers that come token by token', () => {
  it('of the demo target have as many tokens, and the first of them when it was sent', async () => {
    const target = await startServer<DemoTruth>(demoTarget, { seed: 2, chatSlowdown: 0.2 });
    const { test, noise } = await runWatched({
      host: target.host,
      load: constantUsers(8, 3000),
      users: talking,
    });
    const { usualMs, worstMs } = noise;
    const nearMs = NEAR_MS + 2 * usualMs;
    const { requests } = await target.truth();
    const tokens = requests.tokens.map((count) => count ?? Number.NaN);
    expect(new Set(requests.status)).toEqual(new Set([200]));
    expect(endpointOf(test, 'POST /chat')).toMatchObject({ requests: requests.count, failures: 0 });
    expect(requests.count).toBeGreaterThan(25);

    expect(counted(test)).toEqual(ascending(tokens));
    expect(histogram(test, 'tokens').sum).toBe(sumOf(tokens));
    // Each token is a chunk of its own.
    expect(valuesOf(histogram(test, 'itl.gap'))).toHaveLength(sumOf(tokens) - requests.count);

    const first = ascending(requests.firstTokenMs.map((ms) => ms ?? Number.NaN));
    const measured = valuesOf(histogram(test, 'ttft.firstContent'));
    expect(measured).toHaveLength(first.length);
    expect(measured.filter((ms, rank) => ms < (first[rank] ?? 0) * 0.999 - 1 - worstMs)).toEqual([]);
    expect(Math.abs(medianShift(measured, first))).toBeLessThan(nearMs);
    const whole = valuesOf(endpointOf(test, 'POST /chat').responseTime);
    expect(Math.abs(medianShift(whole, requests.durationMs))).toBeLessThan(nearMs);
  });

  it('by a schedule have the times of the schedule', async () => {
    const schedule: TokenSchedule = { roleMs: 40, firstTokenMs: 90, gapMs: 15, tokens: 20, endMs: 60 };
    const server = await startServer<readonly TokenTimes[]>(tokenServer, schedule);
    const { test, noise } = await runWatched({
      host: server.host,
      load: constantUsers(5, 2500),
      users: talking,
    });
    const nearMs = NEAR_MS + 2 * noise.usualMs;
    const sent = await server.truth();
    const { requests, failures, responseTime } = endpointOf(test, 'POST /chat');
    expect([requests, failures]).toEqual([sent.length, 0]);
    expect(sent.length).toBeGreaterThan(15);

    expect(new Set(counted(test))).toEqual(new Set([20]));
    expect(valuesOf(histogram(test, 'itl.gap'))).toHaveLength(19 * sent.length);

    const agrees = (id: MeasureId, of: (times: TokenTimes) => number, near = nearMs) => {
      const measured = valuesOf(histogram(test, id));
      expect(measured, id).toHaveLength(sent.length);
      expect(Math.abs(medianShift(measured, sent.map(of))), id).toBeLessThan(near);
    };
    const first = ({ tokensMs }: TokenTimes) => tokensMs[0] ?? Number.NaN;
    const last = ({ tokensMs }: TokenTimes) => tokensMs.at(-1) ?? Number.NaN;
    agrees('ttft.firstChunk', ({ roleMs }) => roleMs);
    agrees('ttft.firstContent', first);
    agrees('e2e.lastContent', last);
    agrees('itl.request', (times) => (last(times) - first(times)) / 19, nearMs / 4);
    agrees('tpot', (times) => (last(times) - times.roleMs) / 19, nearMs / 4);
    // 19 gaps are some 285 ms, so a millisecond is a quarter of a token per second.
    agrees('tokens-per-second', (times) => (19 / (last(times) - first(times))) * 1000, nearMs / 2);
    const gaps = sent.flatMap(({ tokensMs }) => tokensMs.slice(1).map((ms, i) => ms - (tokensMs[i] ?? 0)));
    const measuredGaps = valuesOf(histogram(test, 'itl.gap'));
    expect(Math.abs(medianShift(measuredGaps, gaps))).toBeLessThan(nearMs / 2);
    // What a gap has too much its neighbour has too little.
    const sumMs = histogram(test, 'itl.gap').sum;
    expect(Math.abs(sumMs - sumOf(gaps)) / sent.length).toBeLessThan(nearMs);
    const whole = valuesOf(responseTime);
    const ends = sent.map(({ endMs }) => endMs);
    expect(Math.abs(medianShift(whole, ends))).toBeLessThan(nearMs);
    // The parts are in their order, and the medians far enough from each other to tell them apart.
    const median = (id: MeasureId) => percentile(valuesOf(histogram(test, id)), 50);
    expect(median('ttft.firstContent') - median('ttft.firstChunk')).toBeGreaterThan(30 - nearMs);
    expect(percentile(whole, 50) - median('e2e.lastContent')).toBeGreaterThan(40 - nearMs);
  });
});
