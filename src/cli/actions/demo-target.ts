import { resolve } from 'node:path';
import { startDemoTarget } from '../../demo/target.ts';
import { checkWritable, writeFileAtomically } from '../../files/write-file.ts';
import { Problem } from '../../model/problem.ts';
import type { Io } from '../io.ts';

/** The options of `plimsoll demo target`. */
export interface DemoTargetCommandOptions {
  readonly port?: number;
  readonly seed?: number;
  readonly compression?: number;
  readonly chatSlowdown?: number;
  readonly truth?: string;
  readonly instant?: boolean;
  readonly withParent?: boolean;
}

const USUAL_PORT = 8000;

/**
 * Runs the demo target until the user, or the process that started it, wants it to end.
 *
 * @throws {Problem} 'cannot-listen', 'cannot-write'.
 */
export async function demoTargetCommand(options: DemoTargetCommandOptions, io: Io): Promise<void> {
  const { port = USUAL_PORT, truth, withParent, ...model } = options;
  const truthFile = truth === undefined ? null : resolve(io.cwd, truth);
  if (truthFile !== null) await checkWritable(truthFile);
  let end: () => void = () => {};
  const ended = new Promise<void>((resolveEnd) => {
    end = resolveEnd;
  });
  const release = io.onInterrupt(end);
  try {
    const target = await startDemoTarget({
      ...model,
      port,
    }).catch((error: unknown) => {
      throw isPortTaken(error) ? portTaken(port, error) : error;
    });
    io.stdout.write(`${target.url}\n`);
    // A parent that is killed takes its end of the pipe with it.
    if (withParent) void io.stdin.readLine().then(end);
    else io.stderr.write(`Try it: plimsoll run light --host ${target.url}\nCtrl-C ends it.\n`);
    await ended;
    await target.close();
    if (truthFile !== null) await writeFileAtomically(truthFile, `${JSON.stringify(target.truth())}\n`);
    if (withParent) io.stdout.write(`${JSON.stringify(target.truth())}\n`);
  } finally {
    release();
  }
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Problem && error.code === 'cannot-listen' && error.message.includes('EADDRINUSE');
}

function portTaken(port: number, cause: unknown): Problem {
  const what = `port ${port} of 127.0.0.1 is in use by another process`;
  return new Problem('environment', 'cannot-listen', what, {
    cause,
    fix: `End that process, or choose another port: plimsoll demo target --port ${port === 65_535 ? 8000 : port + 1}`,
  });
}
