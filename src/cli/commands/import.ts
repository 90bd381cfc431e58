import type { Command } from 'commander';
import type { ImportOptions } from '../actions/import.ts';
import type { Io } from '../io.ts';
import { jsonOption, maxSizeOption, storeOption } from '../options.ts';
import { scalingOptions } from '../scaling/scaling-options.ts';

/** `plimsoll import`: reads files and keeps what they hold as runs in the store. */
export function addImport(program: Command, io: Io): void {
  const command = program
    .command('import')
    .summary('read result files and store them as runs')
    .description(
      'Reads result files of load tests and stores them as runs.\n\n' +
        'A path is a folder, a prefix (out/results for out/results_stats.csv and its sisters), or any ' +
        'one file of a run. What a file is, its content tells. Several runs in one folder are stored as ' +
        'several runs.',
    )
    .argument('<path...>', 'files, folders or prefixes')
    .option('--label <text>', 'what to call the run (default: the prefix of its files)');
  for (const option of scalingOptions()) command.addOption(option);
  command
    .addOption(storeOption())
    .addOption(maxSizeOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  $ plimsoll import results --label baseline
  $ plimsoll import results_stats.csv --scaling scaling.log --timezone +03:00`,
    )
    .action(async (paths: string[], options: ImportOptions) => {
      const { importCommand } = await import('../actions/import.ts');
      await importCommand(paths, options, io);
    });
}
