import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/engine/random.ts';
import { ShareDealer, WeightedChoice } from '../../src/engine/shares.ts';
import { planTypes } from '../../src/engine/user-types.ts';
import { Problem } from '../../src/model/problem.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';

function dealt(shares: readonly number[], places: number): readonly number[] {
  const dealer = new ShareDealer(shares);
  return Array.from({ length: places }, () => dealer.next());
}

describe('shares of users', () => {
  it('of 3 to 1 are exact for every multiple of 4', () => {
    const places = dealt([3, 1], 400);
    for (let users = 4; users <= 400; users += 4) {
      expect(places.slice(0, users).filter((index) => index === 1)).toHaveLength(users / 4);
    }
  });

  it('are after every user less than one away from what they should be', () => {
    const positive = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(positive, (shares) => {
        const sum = shares.reduce((total, share) => total + share, 0);
        const counts = shares.map(() => 0);
        for (const [place, index] of dealt(shares, 300).entries()) {
          counts[index] = (counts[index] ?? 0) + 1;
          for (const [i, share] of shares.entries()) {
            expect(Math.abs((counts[i] ?? 0) - (share / sum) * (place + 1))).toBeLessThan(1);
          }
        }
      }),
      { seed: 1, numRuns: 30 },
    );
  });
});

describe('weights of tasks', () => {
  it('are met by draws', () => {
    const choice = new WeightedChoice([3, 5, 1, 1]);
    const random = createRandom(1, 1);
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < 10_000; i += 1) {
      const index = choice.at(random());
      counts[index] = (counts[index] ?? 0) + 1;
    }
    // Chi-square with 3 degrees of freedom: 16.27 is passed by 1 of 1000.
    const expected = [3000, 5000, 1000, 1000];
    const chiSquare = expected.reduce((sum, want, i) => sum + ((counts[i] ?? 0) - want) ** 2 / want, 0);
    expect(chiSquare).toBeLessThan(16.27);
  });

  it('of the last choice catch what rounding leaves over', () => {
    expect(new WeightedChoice([0.1, 0.2]).at(1 - 2 ** -33)).toBe(1);
  });
});

describe('random numbers', () => {
  it('are the same for the same seed and user, and others for another', () => {
    const first = (seed: number, stream: number) => {
      const random = createRandom(seed, stream);
      return [random(), random(), random()];
    };
    expect(first(1, 1)).toEqual(first(1, 1));
    const starts = [first(1, 1), first(1, 2), first(2, 1), first(2 ** 40 + 1, 1)];
    expect(new Set(starts.flat()).size).toBe(12);
  });

  it('are uniform, over the users of a test as well as for one of them', () => {
    const random = createRandom(3, 3);
    const ofOne = Array.from({ length: 10_000 }, random);
    const ofMany = Array.from({ length: 10_000 }, (_, user) => createRandom(3, user)());
    for (const draws of [ofOne, ofMany]) {
      const tenths = new Array<number>(10).fill(0);
      for (const draw of draws) tenths[Math.floor(draw * 10)] = (tenths[Math.floor(draw * 10)] ?? 0) + 1;
      // Chi-square with 9 degrees of freedom: 27.88 is passed by 1 of 1000.
      expect(tenths.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(27.88);
    }
  });
});

const nothing = { run: async () => {} };
const scenario: Scenario = {
  name: 'shop',
  users: {
    buyer: {
      share: 3,
      tasks: { buy: { ...nothing, tags: ['buy', 'slow'] }, look: { ...nothing, tags: ['look'] } },
    },
    reader: { tasks: { read: { ...nothing, tags: ['look'] }, rest: { ...nothing, weight: 0 } } },
    stress: { share: 0, tasks: { buy: { ...nothing, tags: ['buy'] } } },
  },
};

function planned(options: { tags?: string[]; exclude?: string[]; usersOf?: Record<string, number> }) {
  const types = planTypes(scenario, { tags: [], exclude: [], usersOf: {}, ...options });
  return types.map(({ name, share, tasks }) => `${name} ${share}: ${tasks.length}`);
}

function problem(options: Parameters<typeof planned>[0]): Problem {
  try {
    planned(options);
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error('There was no problem.');
}

describe('what is left to do', () => {
  it('is everything with a weight, of the types with a share', () => {
    expect(planned({})).toEqual(['buyer 3: 2', 'reader 1: 1']);
  });

  it('has one of the tags, and none of those that are excluded', () => {
    expect(planned({ tags: ['buy', 'look'], exclude: ['slow'] })).toEqual(['buyer 3: 1', 'reader 1: 1']);
    expect(planned({ tags: ['buy'] })).toEqual(['buyer 3: 1']);
    expect(planned({ exclude: ['look'] })).toEqual(['buyer 3: 1']);
  });

  it('follows the shares of the command line', () => {
    expect(planned({ usersOf: { stress: 2, buyer: 0 } })).toEqual(['reader 1: 1', 'stress 2: 1']);
  });

  it('is a problem when it is nothing, with the tags that there are', () => {
    expect(problem({ tags: ['chat'] })).toMatchObject({
      code: 'no-task-left',
      fix: 'Its tags are: buy, look, slow.',
    });
    expect(problem({ usersOf: { buyer: 0, reader: 0 } }).code).toBe('no-user-left');
    expect(problem({ usersOf: { bot: 1 } })).toMatchObject({
      code: 'unknown-user-type',
      fix: 'Name one of: buyer, reader, stress.',
    });
  });
});
