import type { Command } from 'commander';
import type { BaselineOptions, BaselineSetOptions } from '../actions/baseline.ts';
import type { Io } from '../io.ts';
import { jsonOption, maxSizeOption, parsed, storeOption } from '../options.ts';
import { parseWhole } from '../run-options/parse.ts';

const MOST_KEPT = 1000;

/** `plimsoll baseline set`, `list`, `show` and `unset`: runs to compare with, under a name. */
export function addBaseline(program: Command, io: Io): void {
  const baseline = program
    .command('baseline')
    .summary('name runs to compare with')
    .description(
      'Names sets of runs to compare with. Several runs of the same test make a better baseline than one: how much ' +
        'they differ is what a change has to stand out from.',
    )
    .addHelpText('after', examples('baseline set main latest', 'baseline show main'));
  baseline
    .command('set')
    .description(
      'Makes runs a baseline, or adds runs to one. Files are imported into the store first.\n\n' +
        'With --keep it is a rolling baseline: of the runs added to it the newest stay.',
    )
    .argument('<name>', 'what to call it: main, release-1.4, nightly')
    .argument('<run...>', 'ids, labels, "latest", key=value, or paths to files')
    .option('--add', 'keep the runs that it has')
    .addOption(
      parsed(
        '--keep <number>',
        'keep so many of the newest runs (default: all, or as it was)',
        (text) => parseWhole(text, 1, MOST_KEPT),
        `a whole number from 1 to ${MOST_KEPT}`,
        '10',
      ),
    )
    .addOption(storeOption())
    .addOption(maxSizeOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples('baseline set main results_stats.csv', 'baseline set nightly latest --add --keep 10'),
    )
    .action(async (name: string, runs: string[], options: BaselineSetOptions) => {
      const { baselineSet } = await import('../actions/baseline.ts');
      await baselineSet(name, runs, options, io);
    });
  baseline
    .command('list')
    .description('Lists the baselines of the store.')
    .addOption(storeOption())
    .addOption(jsonOption())
    .addHelpText('after', examples('baseline list', 'baseline list --json'))
    .action(async (options: BaselineOptions) => {
      const { baselineList } = await import('../actions/baseline.ts');
      await baselineList(options, io);
    });
  baseline
    .command('show')
    .description(
      'Shows the runs of a baseline, and how much they differ: its noise floor by endpoint and metric.',
    )
    .argument('<name>', 'of a baseline')
    .addOption(storeOption())
    .addOption(jsonOption())
    .addHelpText('after', examples('baseline show main', 'baseline show main --json'))
    .action(async (name: string, options: BaselineOptions) => {
      const { baselineShow } = await import('../actions/baseline-show.ts');
      await baselineShow(name, options, io);
    });
  baseline
    .command('unset')
    .description('Removes a baseline. Its runs stay in the store.')
    .argument('<name>', 'of a baseline')
    .addOption(storeOption())
    .addOption(jsonOption())
    .addHelpText('after', examples('baseline unset main', 'baseline unset main --json'))
    .action(async (name: string, options: BaselineOptions) => {
      const { baselineUnset } = await import('../actions/baseline.ts');
      await baselineUnset(name, options, io);
    });
}

function examples(...commands: readonly string[]): string {
  return `\nExamples:\n${commands.map((command) => `  $ plimsoll ${command}`).join('\n')}`;
}
