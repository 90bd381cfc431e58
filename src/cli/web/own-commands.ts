import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Commands } from '../../web/commands.ts';
import type { Io } from '../io.ts';
import { ownProgram } from '../own-program.ts';

/** What a command prints as JSON may be long; what it says is not. */
const MOST_PRINTED = 64 * 1024 * 1024;
const MOST_SAID = 8000;

/** Starts commands of this very program, in the same folder, with the same settings and store. */
export function ownCommands(store: string, io: Io): Commands {
  return {
    start(args, runId) {
      const env: NodeJS.ProcessEnv = { ...io.env, NO_COLOR: '1' };
      if (runId !== undefined) env['PLIMSOLL_RUN_ID'] = runId;
      // Detached: Ctrl-C at the terminal is for the server, which ends them in order.
      const child = spawn(process.execPath, [...ownProgram(), ...inStore(args, store)], {
        cwd: io.cwd,
        env,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const stdout = collect(child.stdout, (text) => text.slice(0, MOST_PRINTED));
      const stderr = collect(child.stderr, (text) => text.slice(-MOST_SAID));
      return {
        ended: new Promise((resolve) => {
          child.once('error', (error) => resolve({ exitCode: null, stdout: '', stderr: error.message }));
          child.once('close', (exitCode) => resolve({ exitCode, stdout: stdout(), stderr: stderr() }));
        }),
        interrupt: () => void child.kill('SIGINT'),
      };
    },
  };
}

/** The store stands over that of the settings, and before what is no option. */
function inStore(args: readonly string[], store: string): readonly string[] {
  const options = args.includes('--') ? args.indexOf('--') : args.length;
  return [...args.slice(0, options), `--store=${store}`, ...args.slice(options)];
}

function collect(stream: Readable, bounded: (text: string) => string): () => string {
  let all = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    all = bounded(all + text);
  });
  return () => all;
}
