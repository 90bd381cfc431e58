import type { Command } from 'commander';
import type { MonitorCommandOptions } from '../actions/monitor.ts';
import type { Io } from '../io.ts';
import { clusterOptions } from '../monitor/cluster-options.ts';
import { storeOption } from '../options.ts';
import { durationOption } from '../run-options/run-options.ts';

/** `plimsoll monitor`: records how a workload scales. */
export function addMonitor(program: Command, io: Io): void {
  const command = program
    .command('monitor')
    .summary('record how a workload scales')
    .description(
      'Watches a Deployment, StatefulSet or ReplicaSet, its autoscaler, pods, endpoints, events and metrics, and records ' +
        'every change with the time of the cluster and of this machine. It only reads. For a load test of plimsoll itself, ' +
        '`plimsoll run --monitor` keeps it in the run.',
    )
    .argument('[workload]', 'web, deployment/web, statefulset/db (default: the one that is autoscaled)')
    .option('-o, --output <file>', 'record here (default: in monitor_recordings in the store)')
    .addOption(durationOption('--duration <duration>', 'how long (default: until Ctrl-C)', '15m'))
    .option('--probe <url>', 'ask this URL every 10 s whether it answers')
    .option('--legacy-text', "print the text of the chatbot's scaling-monitor script instead");
  for (const option of clusterOptions()) command.addOption(option.helpGroup('Cluster:'));
  command
    .addOption(storeOption())
    .addHelpText(
      'after',
      `
Examples:
  $ plimsoll monitor deployment/web --namespace shop
  $ plimsoll monitor web --duration 15m --probe http://web.shop.example/health -o scaling.ndjson`,
    )
    .action(async (workload: string | undefined, options: MonitorCommandOptions) => {
      const { monitorCommand } = await import('../actions/monitor.ts');
      await monitorCommand(workload ?? null, options, io);
    });
}
