import { Problem } from '../model/problem.ts';
import { type Scenario, type Task, taskOf, type UserType } from '../scenario/scenario.ts';
import type { LoadTest } from './load-test.ts';
import { WeightedChoice } from './shares.ts';

/** A type of user with what is left for it to do. */
export interface PlannedType {
  readonly name: string;
  readonly type: UserType;
  /** Above 0. */
  readonly share: number;
  /** At least one, each with a weight above 0. */
  readonly tasks: readonly Task[];
  readonly choice: WeightedChoice;
}

/**
 * The types of user that take part, in the scenario's order. A type without a task left is left out, and its share goes to
 * the others.
 *
 * @throws {Problem} 'no-task-left' when tags leave nothing, 'unknown-user-type' and 'no-user-left' for wrong shares.
 */
export function planTypes(
  scenario: Scenario,
  test: Pick<LoadTest, 'tags' | 'exclude' | 'usersOf'>,
): readonly PlannedType[] {
  const shares = new Map(Object.entries(test.usersOf));
  checkNames(scenario, [...shares.keys()]);
  const wanted = Object.entries(scenario.users).filter(
    ([name, type]) => (shares.get(name) ?? type.share ?? 1) > 0,
  );
  if (wanted.length === 0) throw noUser(scenario);
  const planned = wanted.flatMap(([name, type]) => {
    const tasks = Object.values(type.tasks)
      .map(taskOf)
      .filter((task) => weightOf(task) > 0 && isLeft(task, test));
    const share = shares.get(name) ?? type.share ?? 1;
    return tasks.length === 0
      ? []
      : [{ name, type, share, tasks, choice: new WeightedChoice(tasks.map(weightOf)) }];
  });
  if (planned.length === 0) throw noTask(scenario);
  return planned;
}

function weightOf(task: Task): number {
  return task.weight ?? 1;
}

function isLeft({ tags = [] }: Task, test: Pick<LoadTest, 'tags' | 'exclude'>): boolean {
  const isWanted = test.tags.length === 0 || tags.some((tag) => test.tags.includes(tag));
  return isWanted && !tags.some((tag) => test.exclude.includes(tag));
}

function checkNames(scenario: Scenario, names: readonly string[]): void {
  const known = Object.keys(scenario.users);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new Problem(
    'usage',
    'unknown-user-type',
    `the scenario '${scenario.name}' has no user type '${unknown}'`,
    { fix: `Name one of: ${known.join(', ')}.` },
  );
}

function noUser(scenario: Scenario): Problem {
  const known = Object.keys(scenario.users).join(', ');
  return new Problem('usage', 'no-user-left', `every user type of '${scenario.name}' has the share 0`, {
    fix: `Give one of them a share above 0: ${known}.`,
  });
}

function noTask(scenario: Scenario): Problem {
  const tags = new Set(
    Object.values(scenario.users).flatMap((type) =>
      Object.values(type.tasks).flatMap((task) => taskOf(task).tags ?? []),
    ),
  );
  const known = [...tags].sort();
  return new Problem('usage', 'no-task-left', `no task of '${scenario.name}' is left by the tags`, {
    fix:
      known.length === 0
        ? 'Its tasks have no tags: leave the tags out.'
        : `Its tags are: ${known.join(', ')}.`,
  });
}
