import type { Command } from 'commander';
import type { InitOptions } from '../actions/init.ts';
import type { Io } from '../io.ts';

/** `plimsoll init`: a scenario to begin with. */
export function addInit(program: Command, io: Io): void {
  program
    .command('init')
    .summary('write a commented scenario file, and settings')
    .description(
      'Writes a commented scenario to begin with (users, tasks, checks, and the load) and, where there is none yet, ' +
        'plimsoll.config.yaml: gates, the usual baseline, labels.',
    )
    .argument('[file]', 'where to write', 'scenario.ts')
    .option('--force', 'overwrite a scenario that is there')
    .option('--no-settings', 'write no settings file')
    .addHelpText(
      'after',
      `
Examples:
  $ plimsoll init
  $ plimsoll init load/checkout.ts`,
    )
    .action(async (file: string, options: InitOptions) => {
      const { initCommand } = await import('../actions/init.ts');
      await initCommand(file, options, io);
    });
}
