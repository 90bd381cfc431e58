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
export async function askAmounts(
  { users, spawnRate, runTime, rate, stages }: LoadOptions,
  io: Io,
): Promise<Partial<Amounts>> {
  if (stages !== undefined) return {};
  const asksUsers = rate === undefined;
  const isComplete =
    runTime !== undefined && (!asksUsers || (users !== undefined && spawnRate !== undefined));
  if (isComplete) return {};
  if (!io.stdin.isTty) {
    // The spawn rate has a default that needs no asking.
    if (runTime !== undefined && (!asksUsers || users !== undefined)) return {};
    throw cannotAsk('a custom load needs numbers', CUSTOM_FLAGS);
  }
  return {
    ...(asksUsers && users === undefined
      ? { users: await ask('Users', '10', (text) => parseWhole(text, 1, Number.MAX_SAFE_INTEGER), io) }
      : {}),
    ...(asksUsers && spawnRate === undefined
      ? { spawnPerS: await ask('Users started per second', '1', parseRate, io) }
      : {}),
    ...(runTime === undefined
      ? {
          runTimeMs: await ask(
            'Run time (90s, 5m, 1h30m)',
            '5m',
            (text) => parseDurationMs(text) || null,
            io,
          ),
        }
      : {}),
  };
}

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

async function ask<T>(
  question: string,
  usual: string,
  parse: (text: string) => T | null,
  { stdin, stderr }: Io,
): Promise<T> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    stderr.write(`${question} [${usual}]: `);
    const answer = await stdin.readLine();
    if (answer === null) break;
    const value = parse(answer.trim() === '' ? usual : answer);
    if (value !== null) return value;
    stderr.write('That is no such value.\n');
  }
  throw new Problem('usage', 'cannot-ask', `"${question}" got no answer that can be used`, {
    fix: `Say it beforehand: ${CUSTOM_FLAGS}`,
  });
}

function cannotAsk(what: string, flags: string): Problem {
  return new Problem('usage', 'cannot-ask', `${what}, and there is no terminal to ask at`, {
    fix: `Say it beforehand: ${flags}`,
  });
}
