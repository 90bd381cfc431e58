import { expect, it, onTestFinished } from 'vitest';
import { startDemoTarget } from '../../src/demo/target.ts';
import { runCli, temporaryFolder } from '../support/cli.ts';

/** What makes an example short, and lead to a target that is there. The last of equal flags stands. */
const shortened = {
  run: (host: string) => ['--host', host, '--run-time', '1s'],
  doctor: (host: string) => ['--host', host],
  init: () => [],
  'demo target': () => ['--port', '0', '--instant'],
  web: () => ['--port', '0'],
} as const;

it.each(Object.entries(shortened))('the examples of plimsoll %s --help work', async (command, more) => {
  const target = await startDemoTarget({ instant: true });
  onTestFinished(() => target.close());
  const { stdout } = await runCli([...command.split(' '), '--help']);
  const examples = [...stdout.matchAll(/^ {2}\$ plimsoll (.*)$/gm)].map(([, line = '']) => line);
  expect(examples).toHaveLength(2);
  for (const example of examples) {
    let interrupt = () => {};
    const { exitCode, stderr } = await runCli([...example.split(' '), ...more(target.url)], {
      cwd: temporaryFolder(),
      now: Date.now,
      interrupts: (listener) => {
        interrupt = listener;
      },
      onStderr: (text) => {
        if (text.includes('Ctrl-C ends it')) setImmediate(interrupt);
      },
    });
    expect({ example, exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({
      example,
      exitCode: 0,
      stderr: '',
    });
  }
});

it('plimsoll demo --help has two examples too', async () => {
  const { exitCode, stdout } = await runCli(['demo', '--help']);
  expect(exitCode).toBe(0);
  expect(stdout.match(/^ {2}\$ plimsoll demo.*$/gm)).toHaveLength(2);
});

it('plimsoll run --help names the presets with their loads', async () => {
  const { stdout } = await runCli(['run', '--help'], { columns: 100 });
  expect(stdout).toContain('  heavy     auto-scaling trigger, 100 users (10 more each second) for 15m\n');
});

it('plimsoll --help begins with what needs nothing at hand, and with a first run', async () => {
  const { stdout } = await runCli(['--help']);
  const examples = [...stdout.matchAll(/^ {2}\$ plimsoll (.*)$/gm)].map(([, line]) => line);
  // Both are among the examples of their own commands.
  expect(examples).toEqual(['demo', 'run light --host http://localhost:8000']);
});
