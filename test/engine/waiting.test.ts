import { describe, expect, it } from 'vitest';
import { Alarm } from '../../src/engine/alarm.ts';
import { createGeneratorWatch } from '../../src/engine/generator-watch.ts';
import { Sleeps } from '../../src/engine/sleeps.ts';
import { clockOf, startIn } from '../../src/engine/test-clock.ts';
import { WaitingLine } from '../../src/engine/waiting-line.ts';

describe('an alarm', () => {
  it('rings once, and not before its time', async () => {
    const atMs = performance.now() + 12.9;
    const rangAtMs = await new Promise<number>((resolve) => {
      new Alarm(() => resolve(performance.now())).set(atMs);
    });
    expect(rangAtMs).toBeGreaterThanOrEqual(atMs);
  });

  it('set to a month from now does not ring at once', async () => {
    let rings = 0;
    const alarm = new Alarm(() => {
      rings += 1;
    });
    alarm.set(performance.now() + 31 * 86_400_000);
    await new Promise((resolve) => setTimeout(resolve, 20));
    alarm.clear();
    expect(rings).toBe(0);
  });
});

describe('sleeps', () => {
  it('end all at once when they are over, and later ones in the next turn', async () => {
    const sleeps = new Sleeps();
    const long = [sleeps.sleep(1e6), sleeps.sleep(1e6)];
    sleeps.end();
    await Promise.all([...long, sleeps.sleep(1e6)]);
  });
});

describe('a waiting line', () => {
  it('gives out what came first, however often it is added to in between', () => {
    const line = new WaitingLine<number>();
    const given: (number | undefined)[] = [];
    for (let i = 0; i < 100; i += 1) {
      line.add(2 * i);
      line.add(2 * i + 1);
      given.push(line.take());
    }
    expect(line.length).toBe(100);
    while (line.length > 0) given.push(line.take());
    expect(given).toEqual(Array.from({ length: 200 }, (_, i) => i));
    expect(line.take()).toBeUndefined();
  });
});

describe('the clock of a test', () => {
  it('says the same time in every thread', () => {
    const start = startIn(1000);
    const { startMs, startedAtMs } = clockOf(start);
    expect(startMs).toBe(start.startMs);
    const againMs = clockOf(start).startedAtMs;
    expect(Math.abs(startedAtMs - againMs)).toBeLessThan(5);
    expect(startedAtMs - performance.now()).toBeLessThanOrEqual(1000);
  });
});

describe('the watch on the generator', () => {
  it('tells how busy the thread was since the last look', { retry: 3 }, async () => {
    const look = createGeneratorWatch();
    const until = performance.now() + 100;
    while (performance.now() < until);
    const busy = look();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const idle = look();
    expect(busy.eventLoopUtilization).toBeGreaterThan(idle.eventLoopUtilization);
    for (const { stolenShare } of [busy, idle]) {
      if (process.platform === 'linux') expect(stolenShare).toBeGreaterThanOrEqual(0);
      else expect(stolenShare).toBeNull();
    }
  });
});
