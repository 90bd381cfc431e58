import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readResultDocument } from '../../src/decode/result-document.ts';
import { repository, runCli, temporaryFolder } from '../support/cli.ts';

const sample = (name: string) => join(repository, 'samples/locust', name);
const baseline = sample('d01-baseline');

/** The outcomes of all rows of a comparison on the command line, and whether every format can say it. */
async function compared(before: string, after: string, ...args: readonly string[]) {
  const { exitCode, stdout } = await runCli(['compare', before, after, ...args, '--json']);
  const { comparison } = readResultDocument(stdout, 'comparison');
  if (comparison === null) throw new Error('There is a comparison.');
  for (const format of ['html', 'markdown', 'junit', 'github', 'text']) {
    const shown = await runCli(['compare', before, after, ...args, '--format', format, '-o', '-']);
    expect(shown.exitCode).toBe(exitCode);
    // The script of the page has such words.
    const said = /<article class="comparison".*?<\/article>/s.exec(shown.stdout)?.[0] ?? shown.stdout;
    expect(said).not.toMatch(/\b(NaN|undefined|Infinity)\b/);
  }
  return { exitCode, comparison, outcomes: new Set(comparison.rows.map(({ outcome }) => outcome)) };
}

describe('comparing odd runs', () => {
  it.each([
    ['one run with itself', baseline, baseline, []],
    ['one run with itself, the noise assumed', baseline, baseline, ['--assume-noise']],
    [
      'two runs with themselves',
      `${baseline},${sample('d02-candidate')}`,
      `${baseline},${sample('d02-candidate')}`,
      [],
    ],
  ])('%s: nothing regressed, nothing improved', async (_, before, after, args) => {
    const { exitCode, comparison, outcomes } = await compared(
      before,
      after,
      '--steady',
      '22s..2m23s',
      ...args,
    );
    expect([...outcomes].filter((outcome) => outcome === 'regressed' || outcome === 'improved')).toEqual([]);
    expect(comparison.differences.map(({ aspect }) => aspect)).toContain('same-run');
    expect([0, 3]).toContain(exitCode);
  });

  it.each([
    ['the candidate', baseline, sample('d03-no-requests')],
    ['the baseline', sample('d03-no-requests'), baseline],
    ['both', sample('d03-no-requests'), sample('d03-no-requests')],
  ])('without a request in %s: nothing to judge', async (_, before, after) => {
    const { exitCode, comparison, outcomes } = await compared(before, after, '--assume-noise');
    expect(exitCode).toBe(3);
    expect(comparison.outcome).toBe('not-enough-evidence');
    expect(outcomes).not.toContain('regressed');
  });

  it('with endpoints on one side only: they are named, and the others compared', async () => {
    const { comparison } = await compared(baseline, sample('d04-names'), '--assume-noise');
    expect(comparison.onlyInBaseline.length + comparison.onlyInCandidate.length).toBeGreaterThan(3);
    expect(comparison.differences.map(({ aspect }) => aspect)).toContain('endpoints');
    expect(comparison.rows.every(({ endpoint }) => endpoint === 'total' || endpoint.name !== '')).toBe(true);
  });

  it('with totals only, and with a history of a second: no verdict, and the reason', async () => {
    const folder = temporaryFolder();
    const totals = join(folder, 'totals');
    const short = join(folder, 'short');
    for (const to of [totals, short]) {
      mkdirSync(to);
      copyFileSync(join(baseline, 'run_stats.csv'), join(to, 'run_stats.csv'));
    }
    const lines = readFileSync(join(baseline, 'run_stats_history.csv'), 'utf8').split('\r\n');
    writeFileSync(join(short, 'run_stats_history.csv'), `${lines.slice(0, 8).join('\r\n')}\r\n`);
    for (const after of [totals, short]) {
      const { exitCode, outcomes } = await compared(baseline, after);
      expect(exitCode).toBe(3);
      expect([...outcomes].sort()).toEqual(['not-enough-evidence', 'not-judged']);
    }
  });

  it('of failures only on both sides: not worse than before', async () => {
    const folder = temporaryFolder();
    const failing = ['one', 'two'].map((name) => {
      const to = join(folder, name);
      mkdirSync(to);
      const rows = readFileSync(join(baseline, 'run_stats.csv'), 'utf8').split('\r\n');
      const failed = rows.map((row, i) => {
        const cells = row.split(',');
        if (i === 0 || cells.length < 4) return row;
        cells[3] = cells[2] ?? '';
        return cells.join(',');
      });
      writeFileSync(join(to, 'run_stats.csv'), `${failed.join('\r\n')}${name === 'two' ? '\r\n' : ''}`);
      return to;
    });
    const { comparison, outcomes } = await compared(failing[0] ?? '', failing[1] ?? '', '--assume-noise');
    expect(outcomes).not.toContain('regressed');
    const ratios = comparison.rows.filter(({ metric }) => metric === 'error-ratio');
    expect(ratios.every(({ candidate }) => candidate.value === 1)).toBe(true);
  });
});
