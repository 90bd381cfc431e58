import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repository, runCli, temporaryFolder } from '../support/cli.ts';

/** Each example in the help, run in a folder that has the four files of `locust --csv results`, a stored run, and a baseline. */
const helps = [
  ...['report', 'import', 'runs', 'runs list', 'runs show', 'runs label', 'runs rename', 'runs rm', 'export'],
  ...['baseline', 'baseline set', 'baseline list', 'baseline show', 'baseline unset'],
];

it.each(helps)('the examples of plimsoll %s --help work', async (command) => {
  const { stdout } = await runCli([...command.split(' ').filter(Boolean), '--help']);
  const examples = [...stdout.matchAll(/^ {2}\$ plimsoll (.*)$/gm)].map(([, line = '']) => line);
  expect(examples).toHaveLength(2);
  for (const example of examples) {
    const cwd = temporaryFolder();
    for (const table of ['stats', 'stats_history', 'failures', 'exceptions']) {
      const sample = join(repository, `samples/locust/d01-baseline/run_${table}.csv`);
      cpSync(sample, join(cwd, `results_${table}.csv`));
    }
    writeFileSync(join(cwd, 'scaling.log'), scalingLog(cwd));
    await runCli(['import', 'results', '--label', 'baseline'], { cwd });
    await runCli(['baseline', 'set', 'main', 'latest'], { cwd });
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

/** What the legacy monitor wrote during the run, three hours east of UTC: from 2 to 3 replicas. */
function scalingLog(folder: string): string {
  const [, second = ''] = readFileSync(join(folder, 'results_stats_history.csv'), 'utf8').split('\n');
  const startMs = Number(second.split(',')[0]?.replaceAll('"', '')) * 1000 + 3 * 3_600_000;
  return [2, 2, 3, 3]
    .map((replicas, i) => {
      const stamp = new Date(startMs + i * 12_000).toISOString().slice(0, 19).replace('T', ' ');
      return `${stamp} - Deployment Status:\n  Ready: ${replicas}/${replicas}  Up-to-date: ${replicas}  Available: ${replicas}\n\n`;
    })
    .join('');
}
