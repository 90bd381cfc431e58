import type { Command } from 'commander';
import type { ExportOptions } from '../actions/export.ts';
import type { Io } from '../io.ts';
import { exportFormatOption, maxSizeOption, storeOption } from '../options.ts';

/** `plimsoll export`: a run in a format for other tools. */
export function addExport(program: Command, io: Io): void {
  program
    .command('export')
    .summary('write a run for other tools: JSON, CSV, Excel, HdrHistogram')
    .description(
      'Writes a run for other tools.\n\n' +
        'json is the whole result, as in "report --json". csv is files like those of Locust: ' +
        'PREFIX_stats.csv, PREFIX_stats_history.csv, PREFIX_failures.csv and PREFIX_exceptions.csv. Text that a spreadsheet ' +
        'would take for a formula gets an apostrophe in front. xlsx is an Excel workbook with a sheet each for endpoints, ' +
        'windows, users, failures, replicas and scale steps. hlog is a log of histograms, a line per endpoint and second, for ' +
        'the tools of HdrHistogram; it needs a run with all its response times, as "plimsoll run" records it.',
    )
    .argument('<run>', 'path to files, id, beginning of an id, label, or "latest"')
    .addOption(exportFormatOption())
    .option(
      '-o, --output <path>',
      'json, hlog: the file, "-" is standard output (default); csv: the prefix (default: plimsoll); ' +
        'xlsx: the file (default: plimsoll.xlsx)',
    )
    .addOption(storeOption())
    .addOption(maxSizeOption())
    .addHelpText(
      'after',
      `
Examples:
  $ plimsoll export results_stats.csv --to csv -o out/results
  $ plimsoll export latest --to xlsx`,
    )
    .action(async (run: string, options: ExportOptions) => {
      const { exportCommand } = await import('../actions/export.ts');
      await exportCommand(run, options, io);
    });
}
