import type { Command } from 'commander';
import type { CompareCommandOptions } from '../actions/compare.ts';
import { assumeNoiseOption, renameOption, thresholdOption } from '../compare-options.ts';
import { gateOptions } from '../gates/gate-options.ts';
import type { Io } from '../io.ts';
import { analysisOptions, formatOption, maxSizeOption, storeOption, summaryOption } from '../options.ts';

/** `plimsoll compare`: is the candidate worse than the baseline? */
export function addCompare(program: Command, io: Io, exitWith: (code: number) => void): void {
  const command = program
    .command('compare')
    .summary('say whether runs became worse')
    .description(
      'Compares a candidate with a baseline: what differs between the runs themselves, then every metric of every ' +
        'endpoint with a verdict and its evidence.\n\n' +
        'Each side is a run, or several runs of the same test separated by commas: paths, ids, labels, "latest". With ' +
        'one run on each side how much runs differ is not known; 3 on each side are enough for most. Exit status: 0 ' +
        'nothing regressed, 1 regressed, 3 not enough evidence.',
    )
    .argument('<baseline>', 'the run or runs to compare with')
    .argument('<candidate...>', 'the run or runs to judge; of several candidates each is judged by itself')
    .addOption(thresholdOption())
    .addOption(renameOption())
    .addOption(assumeNoiseOption())
    .addOption(formatOption('text'))
    .option(
      '-o, --output <file>',
      'where to write; "-" is standard output (default: standard output for text)',
    )
    .option('--json', 'short for --format json -o -')
    .addOption(summaryOption());
  for (const option of [...gateOptions(), ...analysisOptions()]) command.addOption(option);
  command
    .addOption(storeOption())
    .addOption(maxSizeOption())
    .addHelpText(
      'after',
      `
Examples:
  $ plimsoll compare samples/locust/d01-baseline samples/locust/d02-candidate
  $ plimsoll compare main-1,main-2,main-3 new-1,new-2,new-3 -o compared.html`,
    )
    .action(async (baseline: string, candidates: string[], options: CompareCommandOptions) => {
      const { compareCommand } = await import('../actions/compare.ts');
      exitWith(await compareCommand(baseline, candidates, options, io));
    });
}
