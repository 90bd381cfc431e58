import { readFileSync, writeFileSync } from 'node:fs';
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

it('serves the API of its cluster, and tells kubectl where', async () => {
  const cwd = temporaryFolder();
  const { stderr } = await whileItRuns(
    ['--port', '0', '--kubeconfig', 'demo.kubeconfig'],
    async () => {},
    cwd,
  );
  expect(stderr).toContain('Its cluster: kubectl --kubeconfig demo.kubeconfig get hpa -w\n');
  const kubeconfig = readFileSync(join(cwd, 'demo.kubeconfig'), 'utf8');
  expect(kubeconfig).toMatch(/server: "http:\/\/127\.0\.0\.1:\d+"/);
  // What it wrote itself it writes anew.
  await whileItRuns(
    ['--port', '0', '--kubeconfig', 'demo.kubeconfig'],
    async () => {
      const [, server] = /server: "(.*)"/.exec(readFileSync(join(cwd, 'demo.kubeconfig'), 'utf8')) ?? [];
      const hpas = await fetch(`${server}/apis/autoscaling/v2/horizontalpodautoscalers`);
      expect((await hpas.json()).items[0].metadata.name).toBe('llm-chatbot-hpa');
    },
    cwd,
  );
});

it('overwrites no kubeconfig but its own', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'config'), 'apiVersion: v1\nkind: Config\n');
  expect(await runCli(['demo', 'target', '--kubeconfig', 'config'], { cwd })).toEqual({
    exitCode: 64,
    stdout: '',
    stderr:
      '"config" is there already, and the demo target did not write it\n' +
      '  Name another file: --kubeconfig demo.kubeconfig\n',
  });
  expect(readFileSync(join(cwd, 'config'), 'utf8')).toBe('apiVersion: v1\nkind: Config\n');
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

it('says when the port of the API is in use', async () => {
  const other = await startDemoTarget({ instant: true });
  onTestFinished(() => other.close());
  const taken = String(other.port);
  const { exitCode, stderr } = await runCli(['demo', 'target', '--port', '0', '--kubernetes-port', taken]);
  expect(exitCode).toBe(69);
  expect(stderr).toBe(
    `port ${taken} of 127.0.0.1 is in use by another process\n` +
      `  End that process, or choose another port: plimsoll demo target --kubernetes-port ${other.port + 1}\n`,
  );
});

it.each([
  ['--port', '70000'],
  ['--kubernetes-port', '-1'],
  ['--compression', '0.5'],
  ['--chat-slowdown', '0'],
  ['--pods', '0'],
])('%s %s is refused', async (flag, value) => {
  const { exitCode, stderr } = await runCli(['demo', 'target', flag, value]);
  expect({ exitCode, stderr }).toEqual({
    exitCode: 64,
    stderr: expect.stringContaining(`${flag} holds "${value}"`),
  });
});
