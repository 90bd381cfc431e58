#!/usr/bin/env node
import { exitCodes } from './exit-codes.ts';
import type { Io, OutputStream } from './io.ts';
import { outputProblem } from './output-problem.ts';
import { formatProblem } from './print-problem.ts';
import { main } from './program.ts';

const { signal, onInterrupt } = interruptions();
let isOutputLost = false;
process.stdout.on('error', (error) => {
  const problem = outputProblem(error);
  if (problem === null || isOutputLost) return;
  isOutputLost = true;
  process.exitCode = exitCodes.environment;
  process.stderr.write(formatProblem(problem));
});
// Where talk cannot be written there is nobody left to tell.
process.stderr.on('error', () => {});

const io: Io = {
  stdout: outputOf(process.stdout),
  stderr: outputOf(process.stderr),
  stdin: { isTty: process.stdin.isTTY === true, readLine },
  now: Date.now,
  env: process.env,
  cwd: process.cwd(),
  signal,
  onInterrupt,
};

function outputOf(stream: NodeJS.WriteStream): OutputStream {
  return {
    write: (text) => void stream.write(text),
    isTty: stream.isTTY === true,
    // A terminal whose size nobody has set says 0.
    get columns() {
      return stream.isTTY && stream.columns > 0 ? stream.columns : null;
    },
    get rows() {
      return stream.isTTY && stream.rows > 0 ? stream.rows : null;
    },
  };
}

/** Ctrl-C and SIGTERM, for whoever listens last; without a listener the command is given up. */
function interruptions(): Pick<Io, 'signal' | 'onInterrupt'> {
  const controller = new AbortController();
  const listeners: (() => void)[] = [];
  const interrupt = () => {
    const listener = listeners.at(-1);
    if (listener !== undefined) return listener();
    controller.abort();
    // From here on the signals do what they do to every process.
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  return {
    signal: controller.signal,
    onInterrupt(listener) {
      listeners.push(listener);
      return () => void listeners.splice(listeners.indexOf(listener), 1);
    },
  };
}

async function readLine(): Promise<string | null> {
  const { createInterface } = await import('node:readline');
  const lines = createInterface({ input: process.stdin });
  try {
    for await (const line of lines) return line;
    return null;
  } finally {
    lines.close();
  }
}

// Not process.exit: what was written to a pipe may still be on its way. An interruption does not wait for the rest.
const exitCode = await main(process.argv.slice(2), io);
if (!isOutputLost) process.exitCode = exitCode;
if (signal.aborted) process.exit();
