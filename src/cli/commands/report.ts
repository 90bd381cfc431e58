import type { Command } from 'commander';
import { baselineOptions } from '../compare-options.ts';
import { gateOptions } from '../gates/gate-options.ts';
import type { Io } from '../io.ts';
import {
  analysisOptions,
  formatOption,
  maxSizeOption,
  storeOption,
  summaryOption,
  trendOption,
} from '../options.ts';
import type { ReportOptions } from '../report-options.ts';
import { scalingOptions } from '../scaling/scaling-options.ts';

/** `plimsoll report`: writes the report of one or several runs. */
export function addReport(program: Command, io: Io, exitWith: (code: number) => void): void {
  const command = program
    .command('report')
    .summary('write the report of one or several runs')
    .description(
      'Writes the report of one or several runs.\n\n' +
        'A run is a path to its files (a folder, a prefix, or any one file), the id of a stored run or ' +
        'the beginning of it, a label, key=value, a baseline, or "latest". A result.json or an HTML report of ours is opened ' +
        'again.\n\n' +
        'With --gate or --baseline the report begins with a verdict, and that is the exit status: 0 met and nothing ' +
        'regressed, or there is no such baseline yet; 1 missed or regressed; 3 not enough evidence.\n\n' +
        'With --trend it is about the stored runs in order of time: how every metric went, and where its ' +
        'level changed.',
    )
    .argument('[run...]', 'what to report on')
    .addOption(formatOption())
    .option('-o, --output <file>', 'where to write; "-" is standard output (default: plimsoll-report.html)')
    .option('--json', 'short for --format json -o -')
    .addOption(summaryOption())
    .option('--label <text>', 'what to call the run')
    .addOption(trendOption());
  for (const option of [...gateOptions(), ...baselineOptions()]) command.addOption(option);
  for (const option of [...analysisOptions(), ...scalingOptions()]) command.addOption(option);
  command
    .addOption(storeOption())
    .addOption(maxSizeOption())
    .addHelpText(
      'after',
      `
Examples:
  $ plimsoll report results_stats.csv --steady 30s..2m --format text
  $ plimsoll report --trend -o trend.html`,
    )
    .action(async (runs: string[], options: ReportOptions) => {
      const { reportCommand } = await import('../actions/report.ts');
      exitWith(await reportCommand(runs, options, io));
    });
}
