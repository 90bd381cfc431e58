import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../src/demo/random.ts';
import { drawChatMs, MODEL } from '../../src/demo/serving/service-model.ts';
import { type Refusal, ServingPod } from '../../src/demo/serving/serving-pod.ts';
import { percentile } from './closed-users.ts';
import { VirtualClock } from './virtual-clock.ts';

function podAtWork() {
  const clock = new VirtualClock();
  const pod = new ServingPod('pod', clock);
  pod.ready();
  const order: string[] = [];
  const take = (name: string) =>
    pod.acquire(
      () => order.push(name),
      (refusal: Refusal) => order.push(`${name}: ${refusal}`),
    );
  return { clock, pod, order, take };
}

describe('the slots of a pod', () => {
  it('are given first come, first served', () => {
    const { order, take } = podAtWork();
    const tickets = Array.from({ length: MODEL.slots + 3 }, (_, i) => take(`${i}`));
    expect(order).toHaveLength(MODEL.slots);
    tickets[3]?.release();
    tickets[3]?.release();
    tickets[0]?.release();
    expect(order.slice(MODEL.slots)).toEqual(['8', '9']);
  });

  it('leave out who left the queue', () => {
    const { order, take } = podAtWork();
    const tickets = Array.from({ length: MODEL.slots + 2 }, (_, i) => take(`${i}`));
    tickets[MODEL.slots]?.release();
    tickets[0]?.release();
    expect(order.at(-1)).toBe('9');
  });

  it('refuse what finds the queue full, and what waits too long', () => {
    const { clock, pod, order, take } = podAtWork();
    for (let i = 0; i < MODEL.slots + MODEL.queueLimit; i += 1) take(`${i}`);
    expect(order).toHaveLength(MODEL.slots);
    take('late');
    expect(order.at(-1)).toBe('late: overloaded');
    clock.advance(MODEL.queueTimeoutMs);
    expect(pod.queued).toBe(0);
    expect(order.filter((entry) => entry.endsWith('queue-timeout'))).toHaveLength(MODEL.queueLimit);
  });

  it('refuse what waits when the pod is stopped, and tell when the last answer is done', () => {
    const { pod, order, take } = podAtWork();
    const tickets = Array.from({ length: MODEL.slots + 1 }, (_, i) => take(`${i}`));
    pod.whenIdle(() => order.push('idle'));
    pod.stop();
    expect(order.at(-1)).toBe('8: terminated');
    for (const ticket of tickets) ticket.release();
    expect(order.at(-1)).toBe('idle');
  });
});

it('counts CPU by what is under way: idle, and more for each answer', () => {
  const { clock, pod, take } = podAtWork();
  clock.advance(1000);
  expect(pod.usage().cpuMillicoreMs).toBe(1000 * MODEL.idleMillicores);
  const tickets = [take('a'), take('b')];
  clock.advance(500);
  for (const ticket of tickets) ticket.release();
  clock.advance(500);
  expect(pod.usage().cpuMillicoreMs).toBe(2000 * MODEL.idleMillicores + 500 * 2 * MODEL.millicoresPerAnswer);
});

/** Poisson arrivals with exponential service times: M/M/c, for which the truth is known. */
function simulate(arrivalsPerS: number, meanServiceS: number, requests: number) {
  const clock = new VirtualClock();
  const pod = new ServingPod('pod', clock);
  const random = new SeededRandom(11);
  let waitedMs = 0;
  let waited = 0;
  let busyMs = 0;
  let served = 0;
  const arrive = () => {
    const atMs = clock.nowMs();
    const ticket = pod.acquire(
      () => {
        const serviceMs = random.exponential(1000 * meanServiceS);
        waitedMs += clock.nowMs() - atMs;
        if (clock.nowMs() > atMs) waited += 1;
        busyMs += serviceMs;
        served += 1;
        clock.after(serviceMs, () => ticket.release());
      },
      (refusal) => expect.fail(refusal),
    );
  };
  for (let i = 0; i < requests; i += 1) {
    clock.advance(random.exponential(1000 / arrivalsPerS));
    arrive();
  }
  const elapsedMs = clock.nowMs() - Date.UTC(2026, 0, 1);
  clock.advance(3_600_000);
  return { served, meanWaitMs: waitedMs / served, waitingShare: waited / served, busy: busyMs / elapsedMs };
}

it('queues as M/M/8 does: probability and length of waiting by Erlang C, within 6 %', () => {
  // Erlang B by its recurrence, then C = B / (1 - rho (1 - B)): 0.4576 for 6.4 erlangs on 8 slots.
  const c = MODEL.slots;
  const load = 6.4;
  const meanServiceS = 1.6;
  let erlangB = 1;
  for (let i = 1; i <= c; i += 1) erlangB = (load * erlangB) / (i + load * erlangB);
  const erlangC = erlangB / (1 - (load / c) * (1 - erlangB));
  expect(erlangC).toBeCloseTo(0.4576, 4);
  const expectedWaitMs = (1000 * erlangC * meanServiceS) / (c - load);
  const { served, meanWaitMs, waitingShare, busy } = simulate(load / meanServiceS, meanServiceS, 200_000);
  expect(served).toBe(200_000);
  expect(Math.abs(waitingShare / erlangC - 1)).toBeLessThan(0.06);
  expect(Math.abs(meanWaitMs / expectedWaitMs - 1)).toBeLessThan(0.06);
  expect(Math.abs(busy / load - 1)).toBeLessThan(0.02);
});

it('draws times with the median and the spread of the model', () => {
  const random = new SeededRandom(5);
  const alone = Array.from({ length: 40_000 }, () => drawChatMs(random, 1 / MODEL.slots));
  expect(Math.abs(percentile(alone, 50) / MODEL.chatMedianMs - 1)).toBeLessThan(0.02);
  // p95 of a lognormal: median exp(1.6449 sigma).
  const p95 = MODEL.chatMedianMs * Math.exp(1.6449 * MODEL.chatSigma);
  expect(Math.abs(percentile(alone, 95) / p95 - 1)).toBeLessThan(0.03);
  const crowded = Array.from({ length: 40_000 }, () => drawChatMs(random, 1));
  expect(Math.abs(percentile(crowded, 50) / (1.6 * MODEL.chatMedianMs) - 1)).toBeLessThan(0.02);
});
