import { expect, it } from 'vitest';
import type { Io, OutputStream } from '../../src/cli/io.ts';
import { type Progress, withProgress } from '../../src/cli/progress.ts';

/** What is written to standard error while `work` runs and the clock shows `clock`, one time at each look. */
async function shown(isTty: boolean, clock: number[], work: (progress: Progress) => void): Promise<string[]> {
  const written: string[] = [];
  const stream: OutputStream = {
    write: (text) => void written.push(text),
    isTty,
    columns: isTty ? 30 : null,
    rows: null,
  };
  const io: Io = {
    stdout: stream,
    stderr: stream,
    stdin: { isTty: false, readLine: async () => null },
    now: () => clock.shift() ?? 0,
    env: {},
    cwd: '/',
    signal: new AbortController().signal,
    onInterrupt: () => () => {},
  };
  await withProgress(io, async (progress) => work(progress));
  return written;
}

it('work that takes less than a second is silent', async () => {
  expect(
    await shown(true, [0, 500, 999], (progress) => {
      progress.step('Reading');
      progress.step('Writing');
    }),
  ).toEqual([]);
});

it('on a terminal one line is rewritten, and gone at the end', async () => {
  const lines = await shown(true, [0, 1000, 1050, 1200], (progress) => {
    progress.read({ file: 'a.csv', bytesRead: 50, sizeBytes: 200 });
    progress.read({ file: 'a.csv', bytesRead: 60, sizeBytes: 200 });
    progress.read({ file: 'a-very-long-file-name-indeed.csv', bytesRead: 70, sizeBytes: 200 });
  });
  expect(lines).toEqual([
    '\r\u001b[2KReading a.csv: 25 %',
    '\r\u001b[2KReading a-very-long-file-nam…',
    '\r\u001b[2K',
  ]);
});

it('elsewhere there is a line every ten seconds at most', async () => {
  const lines = await shown(false, [0, 1000, 5000, 10_999, 11_000], (progress) => {
    for (const step of ['One', 'Two', 'Three', 'Four']) progress.step(step);
  });
  expect(lines).toEqual(['One…\n', 'Four…\n']);
});
