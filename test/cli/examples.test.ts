import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repository, runCli, temporaryFolder } from '../support/cli.ts';

/** Each example in the help, run in a folder that has the samples and a stored run. */
const helps = ['', 'report', 'import', 'runs', 'runs list', 'runs show', 'runs rm', 'export'];

it.each(helps)('the examples of plimsoll %s --help work', async (command) => {
  const { stdout } = await runCli([...command.split(' ').filter(Boolean), '--help']);
  const examples = [...stdout.matchAll(/^ {2}\$ plimsoll (.*)$/gm)].map(([, line = '']) => line);
  expect(examples).toHaveLength(2);
  for (const example of examples) {
    const cwd = temporaryFolder();
    symlinkSync(join(repository, 'samples'), join(cwd, 'samples'));
    await runCli(['import', 'samples/locust/d03-no-requests', '--label', 'baseline'], { cwd });
    const outcome = await runCli(example.split(' '), { cwd, isTTY: true, columns: 100, answers: ['y'] });
    expect({
      example,
      exitCode: outcome.exitCode,
      stderr: outcome.exitCode === 0 ? '' : outcome.stderr,
    }).toEqual({
      example,
      exitCode: 0,
      stderr: '',
    });
  }
});
