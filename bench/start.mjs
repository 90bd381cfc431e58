import { cli, inTurn, row } from './process.mjs';

/** How long `plimsoll --help` takes, against Node itself. */
export async function measureStart() {
  console.log('start-up');
  const node = process.execPath;
  const outcome = await inTurn(
    { node: [node, '-e', '0'], help: [node, cli, '--help'], version: [node, cli, '--version'] },
    11,
  );
  row('node -e 0', `${outcome.node.ms.toFixed(0)} ms`);
  row(
    'plimsoll --version',
    `${outcome.version.ms.toFixed(0)} ms`,
    `${(outcome.version.ms / outcome.node.ms).toFixed(2)} x node`,
  );
  row(
    'plimsoll --help',
    `${outcome.help.ms.toFixed(0)} ms`,
    `${(outcome.help.ms / outcome.node.ms).toFixed(2)} x node; limit 120 ms`,
  );
}
