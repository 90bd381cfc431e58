import { describe, expect, expectTypeOf, it } from 'vitest';
import { planTypes } from '../../src/engine/user-types.ts';
import { defineScenario, defineUser } from '../../src/scenario/define-scenario.ts';
import { users } from '../../src/scenario/load-builders.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { between } from '../../src/scenario/think-time.ts';

const run = async () => {};

/** A right scenario with one part replaced. */
function withPart(part: object): Scenario {
  // Wrong on purpose, as a scenario in JavaScript may be.
  return { name: 'shop', users: { visitor: { tasks: { home: { run } } } }, ...part } as Scenario;
}

const withType = (part: object) => withPart({ users: { visitor: { tasks: { home: { run } }, ...part } } });
const withTask = (part: object) => withPart({ users: { visitor: { tasks: { home: { run, ...part } } } } });

describe('a scenario', () => {
  it('is given back as it is when it is right', () => {
    const scenario = withPart({
      host: 'https://shop.example/api',
      headers: { 'x-test': 'plimsoll' },
      load: users({ users: 5, duration: '1m' }),
      users: {
        visitor: {
          share: 0,
          thinkTime: between('1s', '2s'),
          tasks: { home: { run, weight: 0.5, tags: ['a/b'] } },
        },
      },
    });
    expect(defineScenario(scenario)).toBe(scenario);
  });

  it.each([
    [null, 'the scenario is null'],
    [withPart({ name: '' }), 'name is ""'],
    [withPart({ name: 'two\nlines' }), 'name is "two\\nlines"'],
    [withPart({ hosts: 'x' }), 'the scenario has an unknown key "hosts"'],
    [withPart({ host: 'localhost:8000' }), 'host is "localhost:8000"'],
    [withPart({ host: 'http://a/?b' }), 'host is "http://a/?b"'],
    [withPart({ headers: { 'x y': '1' } }), 'headers has a header "x y"'],
    [withPart({ headers: { x: 1 } }), 'headers.x is 1'],
    [withPart({ headers: { x: 'a\r\nb: c' } }), 'headers.x is "a\\r\\nb: c"'],
    [withPart({ load: { users: 5 } }), 'load is {"users":5}'],
    [withPart({ load: { kind: 'closed', stages: [] } }), 'load is {"kind":"closed","stages":[]}'],
    [withPart({ users: {} }), 'users has no user type'],
    [withPart({ users: [] }), 'users is []'],
    [withPart({ users: { visitor: run } }), 'users.visitor is a function'],
    [withType({ share: -1 }), 'users.visitor.share is -1'],
    [withType({ share: Number.NaN }), 'users.visitor.share is NaN'],
    [withType({ think: 1 }), 'users.visitor has an unknown key "think"'],
    [withType({ thinkTime: '2s' }), 'users.visitor.thinkTime is "2s"'],
    [withType({ state: {} }), 'users.visitor.state is {}'],
    [withType({ onStart: 1 }), 'users.visitor.onStart is 1'],
    [withType({ tasks: {} }), 'users.visitor.tasks has no task'],
    [withType({ tasks: undefined }), 'users.visitor.tasks is nothing'],
    [withType({ tasks: { 'log in': {} } }), 'users.visitor.tasks["log in"] has no run'],
    [withTask({ weight: 0 }), 'users.visitor.tasks.home.weight is 0'],
    [withTask({ weight: '3' }), 'users.visitor.tasks.home.weight is "3"'],
    [withTask({ tags: 'a' }), 'users.visitor.tasks.home.tags is "a"'],
    [withTask({ tags: ['a', 'b c'] }), 'users.visitor.tasks.home.tags has a tag "b c"'],
    [withTask({ run: 1 }), 'users.visitor.tasks.home.run is 1'],
    [withType({ tasks: { home: 1 } }), 'users.visitor.tasks.home is 1'],
    [withPart({ host: 'http://ada:secret@a/?b' }), 'host holds a user name or a password'],
  ])('is refused at once: %#', (scenario, message) => {
    expect(() => defineScenario(scenario as Scenario)).toThrowError(
      expect.objectContaining({
        code: 'invalid-scenario',
        message,
        fix: expect.stringMatching(/^[A-Z].*\S$/),
      }),
    );
  });

  it('is told which key was most likely meant', () => {
    expect(() => defineScenario(withType({ thinktime: 1 }))).toThrowError(
      expect.objectContaining({ fix: 'Did you mean "thinkTime"?' }),
    );
    expect(() => defineScenario(withTask({ tag: ['a'] }))).toThrowError(
      expect.objectContaining({ fix: 'Did you mean "tags"?' }),
    );
  });
});

describe('a user type', () => {
  it('may have functions alone for its tasks, each of weight 1', () => {
    const visitor = defineUser({
      state: () => ({ visits: 0 }),
      tasks: {
        home: async (user) => {
          expectTypeOf(user.state).toEqualTypeOf<{ visits: number }>();
        },
        shop: { weight: 3, run },
      },
    });
    const scenario = defineScenario({ name: 'shop', users: { visitor } });
    const [planned] = planTypes(scenario, { tags: [], exclude: [], usersOf: {} });
    expect(planned?.tasks).toEqual([{ run: visitor.tasks['home'] }, { weight: 3, run }]);
    expect(() => planTypes(scenario, { tags: ['x'], exclude: [], usersOf: {} })).toThrow(/no task of 'shop'/);
  });

  it('tells its tasks what its state is', () => {
    const visitor = defineUser({
      state: (user) => ({ cart: [user.id], name: null as string | null }),
      onStart: async (user) => {
        expectTypeOf(user.state).toEqualTypeOf<{ cart: number[]; name: string | null }>();
      },
      tasks: {
        buy: {
          run: async (user) => {
            expectTypeOf(user.state.cart).toEqualTypeOf<number[]>();
          },
        },
      },
    });
    const scenario = defineScenario({ name: 'shop', users: { visitor } });
    expect(scenario.users['visitor']).toBe(visitor);
  });
});
