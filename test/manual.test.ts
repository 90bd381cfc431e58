import { copyFileSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository, runCli, temporaryFolder } from './support/cli.ts';

/** A command of the manual, and what the manual says it prints; null where it shows nothing. */
interface Example {
  readonly command: string;
  readonly shown: readonly string[] | null;
}

const pages = [
  'README.md',
  ...readdirSync(join(repository, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** Commands in blocks marked `sh` (they must work) and `console` (they must also print what follows them). */
function examplesOf(page: string): readonly Example[] {
  const text = readFileSync(join(repository, page), 'utf8');
  return [...text.matchAll(/^```(sh|console)\n(.*?)^```/gms)].flatMap(([, kind, block = '']) => {
    const lines = block.split('\n').slice(0, -1);
    return kind === 'sh' ? commandsOf(lines) : sessionsOf(lines);
  });
}

function commandsOf(lines: readonly string[]): readonly Example[] {
  return lines.flatMap((line) => {
    const command = /^(?:npx )?(plimsoll .*?)(?:\s+#.*)?$/.exec(line)?.[1];
    return command === undefined ? [] : [{ command, shown: null }];
  });
}

function sessionsOf(lines: readonly string[]): readonly Example[] {
  const starts = lines.flatMap((line, i) => (line.startsWith('$ ') ? [i] : []));
  return starts.map((start, n) => ({
    command: (lines[start] ?? '').slice(2).replace(/^npx /, ''),
    shown: lines.slice(start + 1, starts[n + 1] ?? lines.length),
  }));
}

/** The words of a command line; what stands in double quotes is one. */
function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/"([^"]*)"|[^\s"]+/g)].map(([word, quoted]) => quoted ?? word);
}

/** A stranger's folder: the samples, and results of their own under the prefix `results`. */
function strangersFolder(): string {
  const folder = temporaryFolder();
  symlinkSync(join(repository, 'samples'), join(folder, 'samples'));
  const run = join(repository, 'samples/locust/d01-baseline');
  for (const name of readdirSync(run).filter((file) => file.endsWith('.csv'))) {
    copyFileSync(join(run, name), join(folder, name.replace(/^run_/, 'results_')));
  }
  return folder;
}

/** Lines may be left out where the manual writes '…'. */
function expectShown(printed: string, shown: readonly string[]): void {
  const trimmed = (text: string) =>
    text
      .split('\n')
      .map((line) => line.trimEnd())
      .join('\n')
      .trim();
  const parts = shown.join('\n').split(/^…$/m).map(trimmed);
  let at = 0;
  for (const part of parts) {
    const found = trimmed(printed).indexOf(part, at);
    expect(found, `"${part}" in what was printed:\n${printed}`).toBeGreaterThanOrEqual(0);
    at = found + part.length;
  }
}

describe.each(pages)('the examples of %s', (page) => {
  const examples = examplesOf(page);
  if (examples.length === 0) {
    it('are none', () => expect(examples).toEqual([]));
    return;
  }
  it('work in the order in which they stand', async () => {
    const cwd = strangersFolder();
    for (const { command, shown } of examples) {
      const outcome = await runCli(wordsOf(command).slice(1), { cwd, columns: 100 });
      expect({
        command,
        exitCode: outcome.exitCode,
        stderr: outcome.exitCode === 0 ? '' : outcome.stderr,
      }).toEqual({
        command,
        exitCode: 0,
        stderr: '',
      });
      if (shown !== null) expectShown(outcome.stdout + outcome.stderr, shown);
    }
  });
});
