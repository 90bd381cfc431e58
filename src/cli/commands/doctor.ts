import type { Command } from 'commander';
import type { DoctorOptions } from '../actions/doctor.ts';
import type { Io } from '../io.ts';
import { clusterOptions } from '../monitor/cluster-options.ts';
import { jsonOption, storeOption } from '../options.ts';
import { durationOption, targetOptions } from '../run-options/run-options.ts';

/** `plimsoll doctor`: whether a test can be run from here. */
export function addDoctor(program: Command, io: Io): void {
  const command = program
    .command('doctor')
    .summary('check the target, this machine and the store')
    .description(
      'Checks what a load test needs: the target and its four endpoints, this machine, the store; with --monitor ' +
        'whether the cluster can be watched. Makes no load.',
    );
  const wanted = ['--host', '--header', '--insecure', '--allow-public-host'];
  for (const option of targetOptions()) {
    if (wanted.includes(option.long ?? '')) command.addOption(option);
  }
  for (const option of clusterOptions()) command.addOption(option.helpGroup('Cluster, with --monitor:'));
  command
    .addOption(durationOption('--timeout <duration>', 'of a request (default: 5s)', '30s'))
    .option(
      '--monitor [workload]',
      'whether this workload can be watched (default: the one that is autoscaled)',
    )
    .addOption(storeOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  $ plimsoll doctor
  $ plimsoll doctor --host http://localhost:8000 --json`,
    )
    .action(async (options: DoctorOptions) => {
      const { doctorCommand } = await import('../actions/doctor.ts');
      await doctorCommand(options, io);
    });
}
