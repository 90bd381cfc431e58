import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startDemoTarget } from '../../src/demo/target.ts';
import { runCli, temporaryFolder } from '../support/cli.ts';

/** What any file of this process may hold from now on: two seconds of a recording. Node ignores the signal. */
function limitFiles(bytes: number | 'unlimited'): void {
  execFileSync('/usr/bin/prlimit', ['--pid', `${process.pid}`, `--fsize=${bytes}:`]);
}

it.runIf(process.platform === 'linux')(
  'when no more can be recorded, the test ends with what it has, says why, and what was recorded can be imported',
  async () => {
    const target = await startDemoTarget({ instant: true });
    onTestFinished(() => target.close());
    const cwd = temporaryFolder();
    onTestFinished(() => limitFiles('unlimited'));
    limitFiles(20_000);
    const { exitCode, stderr } = await runCli(
      ['run', 'custom', '--host', target.url, '--rate', '50/s', '--run-time', '5m', '--stop-timeout', '1s'],
      { cwd, now: Date.now },
    );
    limitFiles('unlimited');
    expect(stderr).toContain('The recording cannot go on: the test ends with what it has.');
    expect(stderr).toMatch(/events\.ndjson": the file would be larger than the system allows\n/);
    expect(exitCode).toBe(69);

    const [id = ''] = readdirSync(join(cwd, 'plimsoll-runs'));
    expect(stderr).toMatch(
      new RegExp(`\n  Recover what was recorded: plimsoll import plimsoll-runs/${id}\n$`),
    );
    const recorded = readFileSync(join(cwd, 'plimsoll-runs', id, 'events.ndjson'), 'utf8');
    // No half line: all of a second or nothing of it.
    expect(recorded.trimEnd().split('\n').at(-1)).toMatch(/^\{"type":"generator".*\}$/);
    expect(recorded).toMatch(/\n$/);
    const imported = await runCli(['import', `plimsoll-runs/${id}`, '--json'], { cwd });
    expect(imported.exitCode).toBe(0);
    const [run] = JSON.parse(imported.stdout).runs;
    expect(run).toMatchObject({ id, ended: 'interrupted' });
    expect(run.requests).toBeGreaterThan(20);
    expect(run.requests).toBeLessThanOrEqual(target.truth().requests.count);
  },
);
