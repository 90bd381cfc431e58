#!/usr/bin/env node
import type { Io, OutputStream } from './io.ts';
import { main } from './program.ts';

const interrupt = new AbortController();
process.once('SIGINT', () => interrupt.abort());
process.once('SIGTERM', () => interrupt.abort());
for (const stream of [process.stdout, process.stderr]) {
  // The reader has what it wanted (`plimsoll runs list | head -1`): no reason for a message.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

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
process.exitCode = await main(process.argv.slice(2), io);
if (interrupt.signal.aborted) process.exit();
