#!/usr/bin/env node
import { exitCodes } from './exit-codes.ts';
import type { Io, OutputStream } from './io.ts';
import { outputProblem } from './output-problem.ts';
import { formatProblem } from './print-problem.ts';
import { main } from './program.ts';

const interrupt = new AbortController();
process.once('SIGINT', () => interrupt.abort());
process.once('SIGTERM', () => interrupt.abort());
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
  signal: interrupt.signal,
};

function outputOf(stream: NodeJS.WriteStream): OutputStream {
  return {
    write: (text) => void stream.write(text),
    isTty: stream.isTTY === true,
    // A terminal whose size nobody has set says 0.
    columns: stream.isTTY && stream.columns > 0 ? stream.columns : null,
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
if (interrupt.signal.aborted) process.exit();
