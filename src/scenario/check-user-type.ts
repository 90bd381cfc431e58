import { invalidScenario, shownValue } from './invalid-scenario.ts';
import type { Task, UserType } from './scenario.ts';
import { checkKeys, checkNumber, entriesOf, pathTo } from './scenario-shape.ts';

const userTypeKeys = [
  'share',
  'thinkTime',
  'state',
  'onStart',
  'onStop',
  'tasks',
] as const satisfies readonly (keyof UserType)[];
const taskKeys = ['weight', 'tags', 'run'] as const satisfies readonly (keyof Task)[];

/** @throws {Problem} 'invalid-scenario' naming the key that is wrong. */
export function checkUserType(name: string, value: unknown): void {
  const path = pathTo('users', name);
  const userType = checkKeys(value, { path, known: userTypeKeys });
  checkNumber(`${path}.share`, userType['share'], {
    isRight: (share) => share >= 0,
    expected: 'a number, 0 or more: its part of all users beside the shares of the others',
  });
  if (userType['thinkTime'] !== undefined) checkThinkTime(`${path}.thinkTime`, userType['thinkTime']);
  for (const key of ['state', 'onStart', 'onStop']) checkFunction(`${path}.${key}`, userType[key]);
  const tasks = entriesOf(`${path}.tasks`, userType['tasks']);
  if (tasks.length === 0) {
    throw invalidScenario(
      `${path}.tasks has no task`,
      'Give at least one: tasks: { home: { run: async (user) => {…} } }.',
    );
  }
  for (const [taskName, task] of tasks) checkTask(pathTo(`${path}.tasks`, taskName), task);
}

function checkTask(path: string, value: unknown): void {
  if (typeof value === 'function') return;
  const task = checkKeys(value, { path, known: taskKeys });
  checkNumber(`${path}.weight`, task['weight'], {
    isRight: (weight) => weight > 0,
    expected: 'a number more than 0: how often it is done beside the others',
  });
  if (task['run'] === undefined) {
    throw invalidScenario(`${path} has no run`, 'Say what it does: run: async (user) => {…}.');
  }
  checkFunction(`${path}.run`, task['run']);
  if (task['tags'] !== undefined) checkTags(`${path}.tags`, task['tags']);
}

/** They are told apart by a comma or a blank on the command line. */
function checkTags(path: string, value: unknown): void {
  if (!Array.isArray(value)) {
    throw invalidScenario(`${path} is ${shownValue(value)}`, 'Give a list of names: tags: ["search"].');
  }
  for (const tag of value) {
    if (typeof tag === 'string' && /^[\p{L}\p{N}_.:/-]{1,100}$/u.test(tag)) continue;
    throw invalidScenario(
      `${path} has a tag ${shownValue(tag)}`,
      'Tags have letters, digits and any of - _ . : / in them, and no blanks.',
    );
  }
}

/** By its shape: a scenario may have been made with another copy of this module. */
function checkThinkTime(path: string, value: unknown): void {
  if (typeof value === 'object' && value !== null && 'draw' in value && typeof value.draw === 'function')
    return;
  throw invalidScenario(
    `${path} is ${shownValue(value)}`,
    'Make it with constant("2s"), between("1s", "3s") or exponential("2s").',
  );
}

function checkFunction(path: string, value: unknown): void {
  if (value === undefined || typeof value === 'function') return;
  throw invalidScenario(`${path} is ${shownValue(value)}`, 'Give a function: async (user) => {…}.');
}
