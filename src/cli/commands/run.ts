import type { Command } from 'commander';
import { type Preset, presets } from '../../scenario/presets.ts';
import { baselineOptions } from '../compare-options.ts';
import { gateOptions } from '../gates/gate-options.ts';
import type { Io } from '../io.ts';
import {
  choiceOptions,
  loadOptions,
  monitorOptions,
  outputOptions,
  type RunOptions,
  targetOptions,
} from '../run-options/run-options.ts';

/** `plimsoll run`: runs a load test, and reports on it. */
export function addRun(program: Command, io: Io, exitWith: (code: number) => void): void {
  const command = program
    .command('run')
    .summary('run a load test')
    .description(
      'Runs a load test, keeps it in the store and reports on it.\n\n' +
        'What to run is a preset (light, moderate, heavy, stress, custom) or a scenario file. A preset runs the ' +
        'built-in chatbot scenario, or the one of --scenario; flags stand over its numbers. Ctrl-C stops softly, ' +
        'a second Ctrl-C at once; what was measured is kept in both cases. With --gate or ' +
        '--baseline the exit status is the verdict: 0 met, 1 missed or regressed, 3 not enough evidence.',
    )
    .argument('<preset-or-file>', 'light, moderate, heavy, stress, custom, or a scenario file')
    .option('-y, --yes', 'do not ask before a stress test');
  const groups = [
    ['Load:', loadOptions()],
    ['Target:', targetOptions()],
    ['Scenario:', choiceOptions()],
    ['Cluster:', monitorOptions()],
    ['Results:', outputOptions()],
    ['Verdict:', [...gateOptions(), ...baselineOptions()]],
  ] as const;
  for (const [heading, options] of groups) {
    for (const option of options) command.addOption(option.helpGroup(heading));
  }
  command
    .addHelpText(
      'after',
      `
Presets:
${presets.map(presetLine).join('\n')}

Examples:
  $ plimsoll run light --host http://localhost:8000
  $ plimsoll run custom --host http://localhost:8000 --rate 50/s --run-time 3m --label commit=4fc0e1a`,
    )
    .action(async (what: string, options: RunOptions) => {
      const { runCommand } = await import('../actions/run.ts');
      exitWith(await runCommand(what, options, io));
    });
}

function presetLine({ id, purpose, load }: Preset): string {
  const words =
    load === null ? '' : `, ${load.users} users (${load.spawnRate} more each second) for ${load.duration}`;
  return `  ${id.padEnd(10)}${purpose}${words}`;
}
