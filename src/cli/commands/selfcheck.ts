import { type Command, Option } from 'commander';
import type { SelfcheckOptions } from '../actions/selfcheck.ts';
import { thresholdOption } from '../compare-options.ts';
import type { Io } from '../io.ts';
import { jsonOption, parsed, storeOption } from '../options.ts';
import { parseRate } from '../run-options/parse.ts';
import { durationOption, hostOption, wholeOption } from '../run-options/run-options.ts';

/** `plimsoll selfcheck`: how far comparisons can be trusted on this machine. */
export function addSelfcheck(program: Command, io: Io, exitWith: (code: number) => void): void {
  const command = program
    .command('selfcheck')
    .summary('measure false alarms and the noise floor on this machine')
    .description(
      'Runs the same test several times, compares the runs with each other, and says how often a comparison called ' +
        'something changed although nothing was, how much runs differ, and how many a change of the threshold takes.\n\n' +
        'Without --host it is the demo target in a process of its own, with a fixed number of pods. 4 runs of 2 ' +
        'minutes take about 9 minutes; nothing is kept, unless --keep is given. Exit status: 0 no more false alarms ' +
        'than promised, 1 more, 3 the runs are not fit for any verdict.',
    );
  for (const option of options()) command.addOption(option);
  command
    .addHelpText(
      'after',
      `
Examples:
  $ plimsoll selfcheck
  $ plimsoll selfcheck --host http://localhost:8000 --users 20 --runs 6`,
    )
    .action(async (given: SelfcheckOptions) => {
      const { selfcheckCommand } = await import('../actions/selfcheck.ts');
      exitWith(await selfcheckCommand(given, io));
    });
}

function options(): readonly Option[] {
  return [
    hostOption(),
    new Option('--scenario <file>', 'run this scenario (default: the built-in chatbot)'),
    wholeOption('-u, --users <number>', 'users (default with --host: 10)', 1, '20').conflicts('rate'),
    parsed(
      '--rate <rate>',
      'tasks begun per second (default for the demo target: 40/s)',
      parseRate,
      'a number above zero, of tasks per second',
      '40/s',
    ),
    wholeOption('--runs <number>', 'how many; 6 tell clearly more than 4 (default: 4)', 4, '6', 20),
    durationOption('-t, --run-time <duration>', 'of each, after its warm-up (default: 2m)', '5m'),
    thresholdOption(),
    new Option('--allow-public-host', 'allow a target that is neither loopback nor private'),
    new Option('--keep', 'keep the runs, labelled selfcheck'),
    storeOption(),
    jsonOption(),
  ];
}
