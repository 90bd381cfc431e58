import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { concludeSelfcheck } from '../../src/cli/selfcheck/conclude-selfcheck.ts';
import type { SameComparison } from '../../src/compare/same-against-same.ts';
import { startDemoTarget } from '../../src/demo/target.ts';
import { runCli, temporaryFolder } from '../support/cli.ts';

async function instantTarget(): Promise<string> {
  const target = await startDemoTarget({ instant: true });
  onTestFinished(() => target.close());
  return target.url;
}

const brief = ['selfcheck', '--run-time', '1s', '--runs', '4', '--rate', '40'];

describe('plimsoll selfcheck', () => {
  it('compares runs with each other; those that are too short can judge nothing', async () => {
    const cwd = temporaryFolder();
    const host = await instantTarget();
    const { exitCode, stdout, stderr } = await runCli([...brief, '--host', host], { cwd, now: Date.now });
    expect(exitCode).toBe(3);
    expect(stderr).toContain(`4 runs of 1 s of ${host}, one after the other`);
    expect(stderr).toContain('Run 4 of 4\n');
    expect(stdout).toContain('Nothing could be judged');
    expect(stdout).toContain('3 comparisons of 2 and 2 of 4 runs, 1 s each.');
    expect(stdout).toContain('not fit: ');
    expect(stdout).toMatch(/GET \/health +response time p95/);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('keeps the runs where it is asked to, and prints JSON', async () => {
    const cwd = temporaryFolder();
    const host = await instantTarget();
    const args = [...brief, '--host', host, '--keep', '--store', 'kept', '--json'];
    const { stdout } = await runCli(args, { cwd, now: Date.now });
    const check = JSON.parse(stdout);
    expect(check).toMatchObject({ schema: 'selfcheck/1', host, runTimeMs: 1000, conclusion: 'not-judged' });
    expect(check.runs).toHaveLength(4);
    const listed = await runCli(['runs', 'list', '--store', join(cwd, 'kept'), '--json'], { cwd });
    expect(JSON.parse(listed.stdout)).toHaveLength(4);
    expect(listed.stdout).toContain('"label": "selfcheck"');
  });

  it('takes the demo target when no host is named', async () => {
    let interrupt = () => {};
    const { exitCode, stderr } = await runCli(['selfcheck', '--runs', '5'], {
      cwd: temporaryFolder(),
      now: Date.now,
      interrupts: (listener) => {
        interrupt = listener;
      },
      onStderr: (text) => {
        if (text.includes('Run 1 of 5')) setImmediate(interrupt);
      },
    });
    expect(stderr).toContain('5 runs of 2 min 15 s of the demo target, one after the other: 11 min 15 s');
    expect(exitCode).toBe(130);
  });

  it('has two examples in its help, and they work', async () => {
    const { stdout } = await runCli(['selfcheck', '--help']);
    const examples = [...stdout.matchAll(/^ {2}\$ plimsoll (.*)$/gm)].map(([, line = '']) => line);
    expect(examples).toHaveLength(2);
    const short = ['--host', await instantTarget(), '--run-time', '500ms', '--runs', '4'];
    for (const example of examples) {
      const args = [...example.split(' '), ...short];
      const { exitCode } = await runCli(args, { cwd: temporaryFolder(), now: Date.now });
      expect({ example, exitCode }).toEqual({ example, exitCode: 3 });
    }
  });

  it('stops when the user wants to', async () => {
    const cwd = temporaryFolder();
    let interrupt = () => {};
    const args = [...brief, '--host', await instantTarget()];
    const { exitCode, stdout, stderr } = await runCli(args, {
      cwd,
      now: Date.now,
      interrupts: (listener) => {
        interrupt = listener;
      },
      onStderr: (text) => {
        if (text.includes('Run 2 of 4')) setImmediate(interrupt);
      },
    });
    expect(exitCode).toBe(130);
    expect(stdout).toBe('');
    expect(stderr).toContain('Interrupted. Nothing can be said of fewer runs than were asked for.');
  });

  it.each([
    ['--runs', '3', 'a whole number from 4 to 20'],
    ['--run-time', 'long', 'a duration'],
    ['--threshold', '0%', 'a change above 0'],
  ])('%s %s is refused', async (flag, value, expected) => {
    const { exitCode, stderr } = await runCli(['selfcheck', flag, value]);
    expect(exitCode).toBe(64);
    expect(stderr).toContain(`${flag} holds "${value}", expected ${expected}`);
  });

  it('says so when nothing listens', async () => {
    const { exitCode, stderr } = await runCli([...brief, '--host', 'http://127.0.0.1:1']);
    expect(exitCode).toBe(69);
    expect(stderr).toContain('127.0.0.1:1');
  });
});

const comparison = (changed: number, gated = 0): SameComparison => {
  const counts = { noChange: 4 - changed - gated, notEnoughEvidence: gated, gated, changed };
  return { baseline: [0, 1], candidate: [2, 3], primary: counts, all: counts, alarms: [], unfit: [] };
};
const comparisons = (alarms: number, of: number) =>
  Array.from({ length: of }, (_, i) => comparison(i < alarms ? 1 : 0));

describe('of comparisons of the same with the same', () => {
  it.each([
    [0, 3, 'sound'],
    [1, 3, 'sound'],
    [2, 3, 'too-many-alarms'],
    [2, 10, 'too-many-alarms'],
    [2, 40, 'sound'],
    [3, 40, 'too-many-alarms'],
  ])('%i of %i may raise an alarm: %s', (alarms, of, expected) => {
    expect(concludeSelfcheck(comparisons(alarms, of))).toBe(expected);
  });

  it('nothing follows where no row could be judged', () => {
    expect(concludeSelfcheck([comparison(0, 4)])).toBe('not-judged');
    expect(concludeSelfcheck([comparison(0, 4), comparison(0, 3)])).toBe('sound');
  });
});
