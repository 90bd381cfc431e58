import type { Command } from 'commander';
import type { CheckOptions } from '../actions/check.ts';
import { baselineOptions } from '../compare-options.ts';
import { gateOptions } from '../gates/gate-options.ts';
import type { Io } from '../io.ts';
import { analysisOptions, formatOption, maxSizeOption, storeOption, summaryOption } from '../options.ts';
import { scalingOptions } from '../scaling/scaling-options.ts';

/** `plimsoll check`: were the targets met? */
export function addCheck(program: Command, io: Io, exitWith: (code: number) => void): void {
  const command = program
    .command('check')
    .summary('judge a run by gates')
    .description(
      'Judges a run by gates, those of the settings file and those of --gate, and prints only the verdict.\n\n' +
        'A gate is a requirement: "p95 < 2s", "p99{POST /chat} <= 1500ms", "error_ratio < 1%", "throughput > 20/s", ' +
        '"p95 <= baseline * 1.10", "no regression > 5%", "time_to_scale < 120s"; docs/gates.md has them all. Exit ' +
        'status: 0 all met, 1 one was missed, 3 one could not be decided. What needs a baseline, where there is none ' +
        'yet, does not count.',
    )
    .argument('<run...>', 'what to judge')
    .addOption(formatOption('text'))
    .option('-o, --output <file>', 'where to write; "-" is standard output (the default for text)')
    .option('--json', 'short for --format json -o -')
    .addOption(summaryOption());
  for (const option of [...gateOptions(), ...baselineOptions(), ...analysisOptions(), ...scalingOptions()])
    command.addOption(option);
  command
    .addOption(storeOption())
    .addOption(maxSizeOption())
    .addHelpText(
      'after',
      `
Examples:
  $ plimsoll check samples/locust/d02-candidate --gate "error_ratio < 20%" --gate "p50{GET /health} < 200ms"
  $ plimsoll check latest --baseline main --gate "no regression > 5%" --inconclusive fail`,
    )
    .action(async (runs: string[], options: CheckOptions) => {
      const { checkCommand } = await import('../actions/check.ts');
      exitWith(await checkCommand(runs, options, io));
    });
}
