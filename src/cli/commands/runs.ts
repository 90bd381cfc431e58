import type { Command } from 'commander';
import type { RunsOptions, RunsRmOptions } from '../actions/runs.ts';
import type { Io } from '../io.ts';
import { jsonOption, storeOption } from '../options.ts';

/** `plimsoll runs list`, `show`, `label`, `rename` and `rm`: what is in the store. */
export function addRuns(program: Command, io: Io): void {
  const runs = program
    .command('runs')
    .summary('list, show, label or remove stored runs')
    .description('Lists, shows, labels, renames or removes the runs in the store.')
    .addHelpText('after', examples('runs list', 'runs show latest'));
  runs
    .command('list')
    .description('Lists the stored runs, the one stored last at the end.')
    .addOption(storeOption())
    .addOption(jsonOption())
    .addHelpText('after', examples('runs list', 'runs list --json'))
    .action(async (options: RunsOptions) => {
      const { runsList } = await import('../actions/runs.ts');
      await runsList(options, io);
    });
  runs
    .command('show')
    .description('Shows what is stored of a run: endpoints, files and notices.')
    .argument('<run>', 'id, beginning of an id, label, or "latest"')
    .addOption(storeOption())
    .addOption(jsonOption())
    .addHelpText('after', examples('runs show latest', 'runs show latest --json'))
    .action(async (run: string, options: RunsOptions) => {
      const { runsShow } = await import('../actions/runs.ts');
      await runsShow(run, options, io);
    });
  runs
    .command('label')
    .description('Remembers something of a stored run, to find it by; "key=" forgets it.')
    .argument('<run>', 'id, beginning of an id, label, or "latest"')
    .argument('<key=value...>', 'such as commit=4fc0e1a')
    .addOption(storeOption())
    .addOption(jsonOption())
    .addHelpText('after', examples('runs label latest release=1.4', 'runs label latest release='))
    .action(async (run: string, pairs: string[], options: RunsOptions) => {
      const { runsLabel } = await import('../actions/runs-describe.ts');
      await runsLabel(run, pairs, options, io);
    });
  runs
    .command('rename')
    .description('Calls a stored run otherwise. Its id stays.')
    .argument('<run>', 'id, beginning of an id, label, or "latest"')
    .argument('<name>', 'its new label')
    .addOption(storeOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples('runs rename latest before-upgrade', 'runs rename baseline nightly --json'),
    )
    .action(async (run: string, name: string, options: RunsOptions) => {
      const { runsRename } = await import('../actions/runs-describe.ts');
      await runsRename(run, name, options, io);
    });
  runs
    .command('rm')
    .description('Removes runs from the store, with the copies of their files. Asks first.')
    .argument('<run...>', 'ids, beginnings of ids, labels, or "latest"')
    .option('-y, --yes', 'do not ask')
    .addOption(storeOption())
    .addHelpText('after', examples('runs rm latest', 'runs rm baseline --yes'))
    .action(async (references: string[], options: RunsRmOptions) => {
      const { runsRm } = await import('../actions/runs.ts');
      await runsRm(references, options, io);
    });
}

function examples(...commands: readonly string[]): string {
  return `\nExamples:\n${commands.map((command) => `  $ plimsoll ${command}`).join('\n')}`;
}
