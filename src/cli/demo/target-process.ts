import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { DemoTruth } from '../../demo/truth/demo-truth.ts';
import { Problem } from '../../model/problem.ts';
import { ownProgram } from '../own-program.ts';
import { packageFile } from '../version.ts';

/** A demo target in a process of its own, so that it and the load generator do not wait for each other. */
export interface TargetProcess {
  readonly url: string;
  /** Of the Kubernetes API of its cluster. */
  readonly kubernetesUrl: string;
  readonly pid: number;
  /** Ends it, and tells what really happened. More than once does no harm. Null when it did not tell. */
  close(): Promise<DemoTruth | null>;
}

/** It only has to close its connections and write a file. */
const END_WITHIN_MS = 5000;

/**
 * Starts `plimsoll demo target`. It ends when this process does, even when that is killed: then its standard input ends.
 *
 * @throws {Problem} 'demo-target-failed', with what it said.
 */
export async function startTargetProcess(options: {
  readonly seed: number;
  readonly compression: number;
  /** A fixed number; as the load needs when not given. */
  readonly pods?: number;
}): Promise<TargetProcess> {
  const { seed, compression, pods } = options;
  const flags = [
    ...['--port', 0, '--seed', seed, '--compression', compression],
    ...(pods === undefined ? [] : ['--pods', pods]),
  ];
  const args = [...ownProgram(), 'demo', 'target', '--with-parent', ...flags.map(String)];
  // Detached: Ctrl-C at the terminal is for the test, which must end before its target does.
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    cwd: fileURLToPath(packageFile('.')),
  });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const said = collect(child.stderr);
  const { value: url } = await lines.next();
  const { value: kubernetesUrl, done } = await lines.next();
  if (done) {
    await endProcess(child, exited);
    throw new Problem(
      'environment',
      'demo-target-failed',
      `the demo target did not start: ${said().trim()}`,
      {
        fix: 'Start it by itself to see more: plimsoll demo target',
      },
    );
  }
  const end = async () => {
    await endProcess(child, exited);
    const { value: truth, done: toldNothing } = await lines.next();
    return toldNothing ? null : (JSON.parse(truth) as DemoTruth);
  };
  let closing: Promise<DemoTruth | null> | null = null;
  return {
    url,
    kubernetesUrl,
    pid: child.pid ?? 0,
    close: () => {
      closing ??= end();
      return closing;
    },
  };
}

/** The beginning of what a stream says. */
function collect(stream: Readable): () => string {
  let said = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(0, 2000);
  });
  return () => said;
}

async function endProcess(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  child.stdin?.on('error', () => {});
  child.stdin?.end();
  const timer = setTimeout(() => child.kill('SIGKILL'), END_WITHIN_MS);
  await exited;
  clearTimeout(timer);
}
