import { describe, expect, it } from 'vitest';
import { createTally } from '../../../src/cli/live/tally.ts';
import { endpointTick, tickOf } from '../../support/tick-example.ts';

describe('what is added up', () => {
  it('counts are since the start, rates and percentiles of the last ten seconds', () => {
    const tally = createTally();
    tally.add(tickOf(0, 5, [endpointTick('GET', '/health', Array(100).fill(900))]));
    for (let second = 1; second <= 10; second += 1) {
      tally.add(tickOf(second, 5, [endpointTick('GET', '/health', [10, 20])]));
    }
    const [health] = tally.state().endpoints;
    expect(health).toMatchObject({ requests: 120, failures: 0, perS: 2 });
    // Of ten times 10 ms and ten times 20 ms: the 10th and the 19th of 20 values, known to 1 in 2048.
    expect(health?.p50Ms).toBeCloseTo(10, 1);
    expect(health?.p95Ms).toBeCloseTo(20, 1);
  });

  it('the total is of requests: groups stand beside it', () => {
    const tally = createTally();
    tally.add(
      tickOf(0, 1, [
        endpointTick('GET', '/a', [10], { failures: 1 }),
        endpointTick('POST', '/b', [30]),
        endpointTick('', 'checkout', [40], { counts: 'groups' }),
      ]),
    );
    const { total, endpoints } = tally.state();
    expect(total).toMatchObject({ requests: 3, failures: 1, perS: 3 });
    expect(total.p95Ms).toBeCloseTo(30, 1);
    expect(endpoints.map(({ isGroup, requests }) => [isGroup, requests])).toEqual([
      [false, 2],
      [false, 1],
      [true, 1],
    ]);
  });

  it('an endpoint that is quiet has no percentile, and a rate of zero', () => {
    const tally = createTally();
    tally.add(tickOf(0, 1, [endpointTick('GET', '/once', [10])]));
    for (let second = 1; second <= 10; second += 1) tally.add(tickOf(second, 1, []));
    expect(tally.state().endpoints).toEqual([
      {
        key: { method: 'GET', name: '/once' },
        isGroup: false,
        requests: 1,
        failures: 0,
        perS: 0,
        p50Ms: null,
        p95Ms: null,
      },
    ]);
  });

  it('elapsed time, users, errors of the scenario and dropped tasks', () => {
    const tally = createTally();
    expect(tally.state()).toMatchObject({ elapsedMs: 0, users: 0, generator: null, endpoints: [] });
    tally.add(tickOf(0, 3, [], { aborted: [{ reason: 'no login', count: 2 }], generator: { dropped: 4 } }));
    tally.add(
      tickOf(1, 2, [], {
        exceptions: [{ message: 'x is not defined', traceback: '', count: 7 }],
        generator: { dropped: 1, inFlight: 9 },
      }),
    );
    expect(tally.state()).toMatchObject({
      elapsedMs: 2000,
      users: 2,
      exceptions: 7,
      abortedUsers: 2,
      generator: { dropped: 5, inFlight: 9, lateP99Ms: null },
    });
  });
});
