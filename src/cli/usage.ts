import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command, CommanderError } from 'commander';
import { nearestName } from '../decode/near-name.ts';
import { Problem } from '../model/problem.ts';
import { exitCodes } from './exit-codes.ts';
import type { Io } from './io.ts';
import { formatProblem } from './print-problem.ts';

/**
 * Says what is wrong with a command line, in the form of every other problem.
 *
 * @returns the exit status. Printed help and version are nothing wrong.
 */
export function explainUsage(
  error: CommanderError,
  args: readonly string[],
  program: Command,
  io: Io,
): number {
  if (error.exitCode === 0) return exitCodes.done;
  // Without any command, commander has printed the help already.
  if (error.code !== 'commander.help') io.stderr.write(formatProblem(usageProblem(error, args, program, io)));
  return exitCodes.usage;
}

/** commander's "error: unknown option '--jsn'\n(Did you mean --json?)" in our form. */
function usageProblem(
  { code, message }: CommanderError,
  args: readonly string[],
  program: Command,
  { cwd }: Io,
): Problem {
  const [first = '', suggestion] = message.split('\n(');
  const what = first
    .replace(/^error: /, '')
    .replace(/'([^']*)'/g, '"$1"')
    .replace(/\. Expected (.*)\.$/, ', expected $1');
  const help = `See: plimsoll ${commandWords(args, program)}--help`;
  const [word] = args;
  const isPath = code === 'commander.unknownCommand' && word !== undefined && existsSync(resolve(cwd, word));
  const meant = isPath
    ? `To report on it: plimsoll report ${word}`
    : (quotedSuggestion(suggestion) ?? nearCommand(code, args, program));
  const fix = meant === undefined ? help : `${meant}\n${help}`;
  const kebab = code.replace(/^commander\./, '').replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
  return new Problem('usage', kebab, what, { fix });
}

/** Of a command that does something by itself and has others below it, a wrong word is an argument too many. */
function nearCommand(code: string, args: readonly string[], program: Command): string | undefined {
  if (code !== 'commander.excessArguments') return undefined;
  const [first, word = ''] = args;
  const command = program.commands.find((candidate) => candidate.name() === first);
  const names = command?.commands.map((candidate) => candidate.name()) ?? [];
  const near = nearestName(word, names);
  return near === null ? undefined : `Did you mean "${near}"?`;
}

/** 'Did you mean "--json"?' of commander's 'Did you mean --json?)' and 'Did you mean one of --a, --b?)'. */
function quotedSuggestion(suggestion: string | undefined): string | undefined {
  return suggestion
    ?.replace(/\)$/, '')
    .replace(/^(Did you mean (?:one of )?)(.*)\?$/, (_, start: string, names: string) => {
      const quoted = names.split(', ').map((name) => `"${name}"`);
      return `${start}${quoted.join(', ')}?`;
    });
}

/** The command that a command line begins with, with a space after it: 'runs show '; empty when there is none. */
function commandWords(args: readonly string[], program: Command): string {
  let words = '';
  let command: Command | undefined = program;
  for (const word of args) {
    command = command.commands.find((candidate) => candidate.name() === word);
    if (command === undefined) break;
    words += `${word} `;
  }
  return words;
}
