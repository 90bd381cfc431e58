import { type Command, Option } from 'commander';
import type { WebOptions } from '../actions/web.ts';
import type { Io } from '../io.ts';
import { parsed, storeOption } from '../options.ts';
import { parseWhole } from '../run-options/parse.ts';

/** `plimsoll web`: the store and running tests in a browser. */
export function addWeb(program: Command, io: Io): void {
  program
    .command('web')
    .summary('run, watch, browse and compare tests in a browser')
    .description(
      'Serves pages on http://localhost:8089 until Ctrl-C: starts tests and shows them while they run, the stored ' +
        'runs with their reports and downloads, comparisons of them, and the import of result files.\n\n' +
        'Only this machine reaches them. With --bind others do too, and have to bring the token that is printed.',
    )
    .addOption(
      parsed(
        '--port <number>',
        'where to listen; 0 for any that is free (default: 8089)',
        (text) => parseWhole(text, 0, 65_535),
        'a port from 0 to 65535',
        '8090',
      ),
    )
    .addOption(
      new Option('--bind <address>', 'an address of this machine that others reach (default: 127.0.0.1)'),
    )
    .addOption(
      parsed(
        '--token <text>',
        'what others have to bring (default with --bind: a new one is printed)',
        (text) => (text.length >= 8 && text.length <= 200 && /^[!-~]+$/.test(text) ? text : null),
        '8 to 200 characters without spaces',
        'b7c1f0e2d9a84c55',
      ),
    )
    .addOption(storeOption())
    .addHelpText(
      'after',
      `
Examples:
  $ plimsoll web
  $ plimsoll web --port 8090 --store nightly-runs`,
    )
    .action(async (options: WebOptions) => {
      const { webCommand } = await import('../actions/web.ts');
      await webCommand(options, io);
    });
}
