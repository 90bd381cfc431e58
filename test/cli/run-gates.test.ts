import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startDemoTarget } from '../../src/demo/target.ts';
import type { Result } from '../../src/model/result.ts';
import { runCli, temporaryFolder } from '../support/cli.ts';

describe('a run with gates', () => {
  it('takes host, labels and gates of the settings file, and has their verdict as its exit status', async () => {
    const target = await startDemoTarget({ instant: true });
    onTestFinished(() => target.close());
    const cwd = temporaryFolder();
    const settings = [
      `host: ${target.url}`,
      'labels: { team: search }',
      'apdex: 250ms',
      'gates:',
      '  - requests > 1',
      '  - requests > 1000000',
      '  - p95{GET /never} < 1h',
    ];
    writeFileSync(join(cwd, 'plimsoll.config.yaml'), settings.join('\n'));
    const args = [
      'run',
      'custom',
      '--users',
      '2',
      '--run-time',
      '1s',
      '--label',
      'commit=4fc0e1a',
      '--no-report',
    ];
    const { exitCode, stdout, stderr } = await runCli(args, { cwd, now: Date.now });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringMatching(/^Settings: plimsoll\.config\.yaml\n/),
    });
    expect(stdout).toMatch(/^1 of 3 targets missed, 1 could not be judged\n/);
    expect(stdout).toContain('The run has no request of this name.');
    const [id = ''] = readdirSync(join(cwd, 'plimsoll-runs'));
    const kept = readFileSync(join(cwd, 'plimsoll-runs', id, 'result.json'), 'utf8');
    const { analyses, verdict } = JSON.parse(kept) as Result;
    expect(analyses[0]?.run.labels).toEqual(
      expect.arrayContaining([
        { key: 'team', value: 'search' },
        { key: 'commit', value: '4fc0e1a' },
      ]),
    );
    expect(analyses[0]?.settings.apdexToleratedMs).toBe(250);
    expect(verdict?.checks.map(({ outcome }) => outcome)).toEqual(['pass', 'fail', 'inconclusive']);
  });

  it('refuses a gate that it cannot read before the test begins', async () => {
    const cwd = temporaryFolder();
    const outcome = await runCli(['run', 'light', '--gate', 'p95 < fast'], { cwd });
    expect(outcome).toMatchObject({ exitCode: 64, stdout: '' });
    expect(readdirSync(cwd)).toEqual([]);
  });
});
