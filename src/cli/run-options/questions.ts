import { parseDurationMs } from '../../decode/duration.ts';
import { Problem } from '../../model/problem.ts';
import type { Io } from '../io.ts';
import type { Amounts } from './choose-load.ts';
import { parseRate, parseWhole } from './parse.ts';
import type { LoadOptions } from './run-options.ts';

/** How often a wrong answer is asked for again. */
const MOST_ATTEMPTS = 3;
const CUSTOM_FLAGS = '--users 50 --spawn-rate 5 --run-time 10m';

/**
 * What `plimsoll run custom` is not told by flags, asked at the terminal; an empty answer takes the value in brackets.
 *
 * @throws {Problem} 'cannot-ask' when there is no terminal, or no usable answer; it says what to type instead.
 */
export async function askAmounts(options: LoadOptions, io: Io): Promise<Partial<Amounts>> {
  const { users, spawnRate, runTime, rate, stages } = options;
  if (stages !== undefined) return {};
  const asksUsers = rate === undefined;
  const missing = [
    ...(asksUsers && users === undefined ? ['--users'] : []),
    ...(runTime === undefined ? ['--run-time'] : []),
  ];
  if (!io.stdin.isTty) {
    // The spawn rate has a default that needs no asking.
    if (missing.length === 0) return {};
    throw cannotAsk(`a custom load needs ${missing.join(' and ')} as well`, CUSTOM_FLAGS);
  }
  return {
    ...(asksUsers && users === undefined ? { users: await ask(questions.users, io) } : {}),
    ...(asksUsers && spawnRate === undefined ? { spawnPerS: await ask(questions.spawnPerS, io) } : {}),
    ...(runTime === undefined ? { runTimeMs: await ask(questions.runTimeMs, io) } : {}),
  };
}

interface Question {
  readonly text: string;
  /** What an empty answer means. */
  readonly usual: string;
  readonly parse: (answer: string) => number | null;
  readonly expected: string;
  readonly example: string;
}

const questions = {
  users: {
    text: 'Users',
    usual: '10',
    parse: (answer) => parseWhole(answer, 1, Number.MAX_SAFE_INTEGER),
    expected: 'a whole number of at least 1',
    example: '50',
  },
  spawnPerS: {
    text: 'Users started per second',
    usual: '1',
    parse: parseRate,
    expected: 'a number above zero',
    example: '5',
  },
  runTimeMs: {
    text: 'Run time (90s, 5m, 1h30m)',
    usual: '5m',
    parse: (answer) => parseDurationMs(answer) || null,
    expected: 'a duration with its unit, above zero',
    example: '10m',
  },
} as const satisfies Record<keyof Amounts, Question>;

/**
 * Asks whether a heavy load is really meant.
 *
 * @param what '200 users for 20 min against http://…'
 * @throws {Problem} 'cannot-ask' when there is no terminal to ask at.
 */
export async function confirmLoad(what: string, io: Io): Promise<boolean> {
  if (!io.stdin.isTty) throw cannotAsk(`${what}, which needs a yes`, '--yes');
  io.stderr.write(`${what}. Start? [y/N] `);
  return /^\s*y(es)?\s*$/i.test((await io.stdin.readLine()) ?? '');
}

async function ask(
  { text, usual, parse, expected, example }: Question,
  { stdin, stderr }: Io,
): Promise<number> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    stderr.write(`${text} [${usual}]: `);
    const answer = await stdin.readLine();
    if (answer === null) break;
    const value = parse(answer.trim() === '' ? usual : answer);
    if (value !== null) return value;
    stderr.write(`Expected is ${expected}, for example ${example}.\n`);
  }
  throw new Problem('usage', 'cannot-ask', `"${text}" got no answer that can be used`, {
    fix: `Say it beforehand: ${CUSTOM_FLAGS}`,
  });
}

function cannotAsk(what: string, flags: string): Problem {
  return new Problem('usage', 'cannot-ask', `${what}, and there is no terminal to ask at`, {
    fix: `Say it beforehand: ${flags}`,
  });
}
