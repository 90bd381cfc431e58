import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

/** A server in a process of its own: its clock and its event loop are not those of the engine. */
export interface ServerProcess<Truth> {
  readonly host: string;
  /** Ends it; what happened at it. */
  truth(): Promise<Truth>;
}

// Tests run beside each other, so what they started ends when the last of the file has ended.
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

const register = import.meta.resolve('jiti').replace(/jiti\.mjs$/, 'jiti-register.mjs');

/**
 * Starts a file of `servers/`, which calls `serveParent`. It ends with the tests of the file at the latest.
 *
 * @param options handed to it as JSON.
 */
export async function startServer<Truth>(file: URL, options: unknown = {}): Promise<ServerProcess<Truth>> {
  const child = fork(fileURLToPath(file), [JSON.stringify(options)], { execArgv: ['--import', register] });
  children.push(child);
  const [host] = await Promise.race([once(child, 'message'), once(child, 'exit').then(refuse)]);
  return {
    host,
    truth: async () => {
      child.send('end');
      const [truth] = await Promise.race([once(child, 'message'), once(child, 'exit').then(refuse)]);
      child.disconnect();
      return truth;
    },
  };
}

function refuse([code]: readonly unknown[]): never {
  throw new Error(`The server ended with ${String(code)} before it had told what it should.`);
}
