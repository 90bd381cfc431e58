import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startDemoTarget } from '../../../src/demo/target.ts';
import { type CliOutcome, runCli, temporaryFolder } from '../../support/cli.ts';

/** Runs `plimsoll demo target` while `work` is done with its URL, then presses Ctrl-C. */
async function whileItRuns(
  args: readonly string[],
  work: (url: string) => Promise<void>,
  cwd = temporaryFolder(),
): Promise<CliOutcome> {
  let interrupt = () => {};
  let running: Promise<CliOutcome> | null = null;
  const url = await new Promise<string>((resolve, reject) => {
    running = runCli(['demo', 'target', ...args], {
      cwd,
      interrupts: (listener) => {
        interrupt = listener;
      },
      onStderr: (text) => {
        const [found] = /http:\S+/.exec(text) ?? [];
        if (found !== undefined) resolve(found);
      },
    });
    void running.then(({ stderr }) => reject(new Error(stderr)));
  });
  await work(url);
  interrupt();
  return (await running) ?? { exitCode: -1, stdout: '', stderr: '' };
}

it('runs until Ctrl-C and prints its URL', async () => {
  const outcome = await whileItRuns(['--port', '0', '--instant'], async (url) => {
    const response = await fetch(`${url}/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message: 'What is a pod?', conversation_id: 'a' }),
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ response: expect.any(String) });
  });
  expect(outcome.exitCode).toBe(0);
  expect(outcome.stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/);
});

it('its options reach it, and the truth is written at the end', async () => {
  const cwd = temporaryFolder();
  const flags = ['--port', '0', '--seed', '9', '--compression', '20', '--chat-slowdown', '1.25'];
  await whileItRuns(
    [...flags, '--truth', 'out/truth.json'],
    async (url) => {
      await (await fetch(`${url}/health`)).text();
    },
    cwd,
  );
  expect(JSON.parse(readFileSync(join(cwd, 'out/truth.json'), 'utf8'))).toMatchObject({
    seed: 9,
    compression: 20,
    requests: { count: 1 },
  });
});

it('says when the port is in use', async () => {
  const other = await startDemoTarget({ instant: true });
  onTestFinished(() => other.close());
  expect(await runCli(['demo', 'target', '--port', String(other.port)], { cwd: temporaryFolder() })).toEqual({
    exitCode: 69,
    stdout: '',
    stderr:
      `port ${other.port} of 127.0.0.1 is in use by another process\n` +
      `  End that process, or choose another port: plimsoll demo target --port ${other.port + 1}\n`,
  });
});

it.each([
  ['--port', '70000'],
  ['--compression', '0.5'],
  ['--chat-slowdown', '0'],
])('%s %s is refused', async (flag, value) => {
  const { exitCode, stderr } = await runCli(['demo', 'target', flag, value]);
  expect({ exitCode, stderr }).toEqual({
    exitCode: 64,
    stderr: expect.stringContaining(`${flag} holds "${value}"`),
  });
});
