import { type Command, Option } from 'commander';
import type { DemoOptions } from '../actions/demo.ts';
import type { DemoTargetCommandOptions } from '../actions/demo-target.ts';
import type { Io } from '../io.ts';
import { parsed, storeOption } from '../options.ts';
import { parseNumber, parseWhole } from '../run-options/parse.ts';

/** `plimsoll demo` and `plimsoll demo target`: a load test of something that scales, without a cluster. */
export function addDemo(program: Command, io: Io): void {
  const demo = program
    .command('demo')
    .summary('see a load test of a cluster that scales, in a minute')
    .description(
      'Starts a chatbot on a simulated autoscaling cluster, runs a heavy test against it, and reports on it and on how it compares with a run that comes with plimsoll.\n\n' +
        'Takes about 50 seconds, needs no network and no cluster. Twenty seconds of the cluster pass in each.',
    )
    .addOption(seedOption())
    .addOption(storeOption())
    .addHelpText('after', examples('demo', 'demo --seed 7 --store demo-runs'))
    .action(async (options: DemoOptions) => {
      const { demoCommand } = await import('../actions/demo.ts');
      await demoCommand(options, io);
    });
  const target = demo
    .command('target')
    .summary('only the chatbot and its cluster, until Ctrl-C')
    .description(
      "Runs the demo's chatbot on 127.0.0.1 until Ctrl-C: GET /health, POST /chat (with ?stream=1 token by token), " +
        'GET /stats, GET /metrics. Prints its URL when it is ready.\n\n' +
        'The Kubernetes API of its cluster can be read there as well, by kubectl for one.',
    );
  for (const option of targetOptions()) target.addOption(option);
  target
    .addHelpText(
      'after',
      examples(
        'demo target',
        'demo target --port 8001 --compression 20 --kubernetes-port 8002 --kubeconfig demo.kubeconfig',
      ),
    )
    // Options of the same name belong to the command that comes first: --seed is of `demo`.
    .action(async (_options: unknown, command: Command) => {
      const { demoTargetCommand } = await import('../actions/demo-target.ts');
      await demoTargetCommand(command.optsWithGlobals<DemoTargetCommandOptions>(), io);
    });
}

function seedOption(): Option {
  return parsed(
    '--seed <number>',
    'equal seeds make the same draws (default: 1)',
    (text) => parseWhole(text, 0, 2 ** 31),
    'a whole number of at least 0',
    '42',
  );
}

function targetOptions(): readonly Option[] {
  const factor = 'a number from 1 to 100';
  const port = (flag: string, description: string, example: string) =>
    parsed(flag, description, (text) => parseWhole(text, 0, 65_535), 'a port from 0 to 65535', example);
  return [
    port('--port <number>', 'where to listen; 0 for any that is free (default: 8000)', '8001'),
    port('--kubernetes-port <number>', 'of the API of the cluster (default: any that is free)', '8002'),
    new Option('--kubeconfig <file>', 'write here what kubectl has to know of the cluster'),
    seedOption(),
    parsed(
      '--compression <factor>',
      'seconds of the cluster in each second (default: 1)',
      (text) => parseNumber(text, 1, 100),
      factor,
      '20',
    ),
    parsed(
      '--chat-slowdown <factor>',
      'answers of POST /chat take so many times as long (default: 1)',
      (text) => parseNumber(text, 0.01, 100),
      'a number from 0.01 to 100',
      '1.25',
    ),
    parsed(
      '--pods <number>',
      'so many, and no autoscaling, so that runs are alike (default: 2 to 10, as the load needs)',
      (text) => parseWhole(text, 1, 1000),
      'a whole number from 1 to 1000',
      '80',
    ),
    new Option('--truth <file>', 'write at the end what really happened, as JSON'),
    new Option('--instant', 'answer at once, without a model of pods and queues'),
    new Option('--with-parent', 'end when standard input ends, and print the truth').hideHelp(),
  ];
}

function examples(...commands: readonly string[]): string {
  return `\nExamples:\n${commands.map((command) => `  $ plimsoll ${command}`).join('\n')}`;
}
