import { Command, CommanderError } from 'commander';
import { Problem } from '../model/problem.ts';
import { addBaseline } from './commands/baseline.ts';
import { addCheck } from './commands/check.ts';
import { addCompare } from './commands/compare.ts';
import { addDemo } from './commands/demo.ts';
import { addDoctor } from './commands/doctor.ts';
import { addExport } from './commands/export.ts';
import { addImport } from './commands/import.ts';
import { addInit } from './commands/init.ts';
import { addMonitor } from './commands/monitor.ts';
import { addReport } from './commands/report.ts';
import { addRun } from './commands/run.ts';
import { addRuns } from './commands/runs.ts';
import { addSelfcheck } from './commands/selfcheck.ts';
import { addWeb } from './commands/web.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { Interruption } from './interruption.ts';
import type { Io } from './io.ts';
import { formatProblem } from './print-problem.ts';
import { addSettingsOptions, applySettings } from './settings/apply-settings.ts';
import { explainUsage } from './usage.ts';
import { toolIdentity } from './version.ts';

/**
 * Runs one command line.
 *
 * @param args without the program's own name.
 * @returns the exit status; see `exitCodes`. Never throws.
 */
export async function main(args: readonly string[], io: Io): Promise<number> {
  const stop = new AbortController();
  let exitCode: number = exitCodes.done;
  const program = createProgram(io, (code) => {
    exitCode = code;
  });
  try {
    refuseEmpty(args);
    await Promise.race([program.parseAsync([...args], { from: 'user' }), interruption(io, stop.signal)]);
    return exitCode;
  } catch (error) {
    return explain(error, args, program, io);
  } finally {
    stop.abort();
  }
}

/** @param exitWith takes the exit status of a command that did its work, where that is not 0. */
function createProgram(io: Io, exitWith: (code: number) => void): Command {
  const { version } = toolIdentity();
  const program = new Command('plimsoll')
    .description(
      'Runs load tests and reads their results, says what they show and how sure it is, and writes reports.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    // The names of some commands leave less room on 80 columns than would be wrapped otherwise.
    .configureHelp({ minWidthToWrap: 30 })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      // Errors are printed by `explain`, in the same way as every other problem.
      outputError: () => {},
      getOutHelpWidth: () => io.stdout.columns ?? 100,
      getErrHelpWidth: () => io.stderr.columns ?? 100,
    })
    .addHelpText(
      'after',
      `
Examples:
  $ plimsoll demo
  $ plimsoll run light --host http://localhost:8000`,
    );
  addDemo(program, io);
  addRun(program, io, exitWith);
  addMonitor(program, io);
  addWeb(program, io);
  addInit(program, io);
  addDoctor(program, io);
  addReport(program, io, exitWith);
  addCompare(program, io, exitWith);
  addCheck(program, io, exitWith);
  addBaseline(program, io);
  addSelfcheck(program, io, exitWith);
  addImport(program, io);
  addRuns(program, io);
  addExport(program, io);
  addSettingsOptions(program);
  program.hook('preAction', (_, command) => applySettings(command, io));
  return program;
}

/** An empty argument is a variable that was not set: no name of anything, and as a path the current folder. */
function refuseEmpty(args: readonly string[]): void {
  const index = args.findIndex((argument) => argument === '' || /^--[a-z-]+=$/.test(argument));
  if (index === -1) return;
  const name = args[index] === '' ? `argument ${index + 1}` : `"${args[index]}"`;
  throw new Problem('usage', 'empty-argument', `${name} of the command line is empty`, {
    fix: 'Leave it out, or set the variable that it is made of.',
  });
}

/** Rejects when the user wants to stop. `done` takes the listener away again. */
function interruption({ signal }: Io, done: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(new Interruption());
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { signal: done });
  });
}

function explain(error: unknown, args: readonly string[], program: Command, io: Io): number {
  if (error instanceof Interruption) {
    io.stderr.write(`\n${error.message}\n`);
    return exitCodes.interrupted;
  }
  if (error instanceof CommanderError) return explainUsage(error, args, program, io);
  if (error instanceof Problem) {
    io.stderr.write(formatProblem(error));
    return exitCodeOf(error.kind);
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr.write(
    `${stack}\n\nThis is a mistake in plimsoll. Report it with the lines above, and with the files if you can.\n`,
  );
  return exitCodes.internal;
}
