import { checkLoadPlan } from './check-load-plan.ts';
import { checkUserType } from './check-user-type.ts';
import { invalidScenario, shownValue } from './invalid-scenario.ts';
import type { Scenario, UserType } from './scenario.ts';
import { checkHeaders, checkKeys, checkName, entriesOf } from './scenario-shape.ts';

const scenarioKeys = [
  'name',
  'host',
  'load',
  'headers',
  'users',
] as const satisfies readonly (keyof Scenario)[];

/**
 * A scenario, checked.
 *
 * @throws {Problem} 'invalid-scenario' naming the key that is wrong, what it is and what is expected.
 */
export function defineScenario(scenario: Scenario): Scenario {
  return checkScenario(scenario);
}

/**
 * A kind of user whose tasks know the type of its state from `state`. Checked when its scenario is defined.
 */
export function defineUser<State>(userType: UserType<State>): UserType<State> {
  return userType;
}

/** As `defineScenario`, of what a file exports. */
export function checkScenario(value: unknown): Scenario {
  const scenario = checkKeys(value, { path: 'the scenario', known: scenarioKeys });
  checkName('name', scenario['name']);
  if (scenario['host'] !== undefined) checkHost(scenario['host']);
  if (scenario['headers'] !== undefined) checkHeaders('headers', scenario['headers']);
  if (scenario['load'] !== undefined) checkLoadPlan(scenario['load']);
  const userTypes = entriesOf('users', scenario['users']);
  if (userTypes.length === 0) {
    throw invalidScenario('users has no user type', 'Give at least one: users: { visitor: { tasks: {…} } }.');
  }
  for (const [name, userType] of userTypes) checkUserType(name, userType);
  // Every part of it was looked at above.
  return value as Scenario;
}

function checkHost(host: unknown): void {
  // Not shown: what stands there may be a password.
  if (typeof host === 'string' && /^[a-z]+:\/\/[^/?#]*@/i.test(host.trim())) {
    throw invalidScenario(
      'host holds a user name or a password',
      "Leave it out, and send it as a header: headers: { authorization: 'Basic …' }.",
    );
  }
  const url = typeof host === 'string' && URL.canParse(host) ? new URL(host) : null;
  const isHttp = url !== null && (url.protocol === 'http:' || url.protocol === 'https:');
  if (isHttp && url.search === '' && url.hash === '') return;
  throw invalidScenario(
    `host is ${shownValue(host)}`,
    'Write it with its scheme and without a query, such as "http://localhost:8000".',
  );
}
