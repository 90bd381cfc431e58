import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import type { LoadTest } from '../../../src/engine/load-test.ts';

// What a scenario does to its process can only be seen from outside.
const program = fileURLToPath(new URL('./load-test-program.ts', import.meta.url));
const register = import.meta.resolve('jiti').replace(/jiti\.mjs$/, 'jiti-register.mjs');

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** How a process ended, and what it said. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a test in a process of its own, to its end; `during` gets it when the test has begun. */
export async function runInProcess(
  test: LoadTest,
  during: (child: ChildProcess) => void = () => {},
): Promise<ProcessEnd> {
  const child = spawn(process.execPath, ['--import', register, program, JSON.stringify(test)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (stdout === '') during(child);
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [code, signal] = await once(child, 'close');
  return { code, signal, stdout, stderr };
}
