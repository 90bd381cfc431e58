import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DemoTarget } from '../../src/demo/target.ts';
import { startDemoTarget } from '../../src/demo/target.ts';
import type { Result } from '../../src/model/result.ts';
import { type CliOptions, runCli, temporaryFolder } from '../support/cli.ts';
import { httpServer } from '../support/loopback.ts';

async function demoTarget(): Promise<DemoTarget> {
  const target = await startDemoTarget({ instant: true });
  onTestFinished(() => target.close());
  return target;
}

/** Runs a test of a second or two, with the clock that runs. */
async function run(args: readonly string[], options: CliOptions & { readonly cwd: string }) {
  return runCli(['run', 'custom', ...args], { now: Date.now, ...options });
}

/** The one run in the store of a folder. */
function storedId(cwd: string): string {
  const [id = '', ...others] = readdirSync(join(cwd, 'plimsoll-runs'));
  expect(others).toEqual([]);
  return id;
}

/** Many requests in a short time: users who hardly think. */
const busy = ['--users-of', 'stress=1', '--users-of', 'normal=0', '--users-of', 'high-volume=0'];

describe('a run', () => {
  it('is kept, reported and summed up, and its numbers are those of the target', async () => {
    const target = await demoTarget();
    const cwd = temporaryFolder();
    const { exitCode, stdout, stderr } = await run(
      [
        '--host',
        target.url,
        '--users',
        '5',
        '--spawn-rate',
        '10',
        '--run-time',
        '2s',
        '--label',
        'first',
        ...busy,
      ],
      { cwd },
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.any(String) });
    const id = storedId(cwd);
    expect(stderr).toBe(
      `chatbot on ${target.url}: up to 5 users for 2 s\n` +
        `Report: plimsoll-runs/${id}/report.html\n` +
        `Run ${id}, kept in plimsoll-runs/${id}\n`,
    );
    expect(stdout).toContain('POST /chat');
    expect(readdirSync(join(cwd, 'plimsoll-runs', id)).sort()).toEqual(
      expect.arrayContaining(['events.ndjson', 'report.html', 'result.json', 'run.json', 'windows.arrow']),
    );
    const result = JSON.parse(readFileSync(join(cwd, 'plimsoll-runs', id, 'result.json'), 'utf8')) as Result;
    const [analysis] = result.analyses;
    // One GET / of the target was the look whether it is there.
    expect(analysis?.total.whole.requests).toBe(target.truth().requests.count - 1);
    expect(analysis?.run).toMatchObject({ label: 'first', ended: 'finished', source: { kind: 'engine' } });
    const again = await runCli(['report', 'first', '--json'], { cwd });
    expect(JSON.parse(again.stdout).analyses).toEqual(result.analyses);
  });

  it('--json prints the result, --html puts the page elsewhere, --no-report leaves it out', async () => {
    const { url } = await demoTarget();
    const cwd = temporaryFolder();
    const brief = ['--host', url, '--rate', '20/s', '--run-time', '1s', '--seed', '5'];
    const json = await run([...brief, '--json', '--html', 'out/page.html', '--label', 'commit=4fc'], { cwd });
    expect(json.exitCode).toBe(0);
    const result = JSON.parse(json.stdout) as Result;
    expect(result.analyses[0]?.run).toMatchObject({
      labels: [{ key: 'commit', value: '4fc' }],
      load: { kind: 'open', arrivals: 'even' },
    });
    expect(json.stderr).toContain('Report: out/page.html\n');
    expect(readFileSync(join(cwd, 'out/page.html'), 'utf8')).toMatch(/^<!doctype html>/i);
    const without = await run([...brief, '--no-report', '--store', 'other'], { cwd });
    expect(without.stderr).not.toContain('Report:');
    const [id = ''] = readdirSync(join(cwd, 'other'));
    expect(existsSync(join(cwd, 'other', id, 'report.html'))).toBe(false);
  });

  it('--csv writes files as Locust does, with the same totals', async () => {
    const { url } = await demoTarget();
    const cwd = temporaryFolder();
    const flags = ['--users', '3', '--spawn-rate', '9', '--run-time', '2s', '--no-report', '--json', ...busy];
    const { stdout } = await run(['--host', url, '--csv', 'out/results', ...flags], { cwd });
    expect(readdirSync(join(cwd, 'out')).sort()).toEqual([
      'results_exceptions.csv',
      'results_failures.csv',
      'results_stats.csv',
      'results_stats_history.csv',
    ]);
    const own = (JSON.parse(stdout) as Result).analyses[0];
    const again = await runCli(['report', 'out/results', '--json'], { cwd });
    const locust = (JSON.parse(again.stdout) as Result).analyses[0];
    const counts = (analysis: typeof own) =>
      [analysis?.total, ...(analysis?.endpoints ?? [])].map((endpoint) => [
        endpoint?.key.name === '' ? 'Aggregated' : endpoint?.key.name,
        endpoint?.whole.requests,
        endpoint?.whole.failures,
      ]);
    expect(counts(locust).slice(1)).toEqual(counts(own).slice(1));
    expect(locust?.total.whole.requests).toBe(own?.total.whole.requests);
    expect(own?.total.whole.requests).toBeGreaterThan(5);
  });

  it('a target that fails is no reason to fail: the report says it', async () => {
    const host = await httpServer((_, response) => response.writeHead(503).end('busy'));
    const cwd = temporaryFolder();
    const { exitCode, stdout } = await run(
      ['--host', host, '--rate', '10', '--run-time', '1s', '--no-report'],
      {
        cwd,
      },
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain('503');
  });
});

describe('a scenario file', () => {
  function written(cwd: string, tasks: string, more = ''): string {
    writeFileSync(
      join(cwd, 'shop.ts'),
      `import { defineScenario } from 'plimsoll';
       console.log('loaded');
       export default defineScenario({ name: 'shop', users: { buyer: { tasks: { ${tasks} }, ${more} } } });`,
    );
    return 'shop.ts';
  }

  it.each([1, 2])('may print: it goes to standard error, with %i workers', async (workers) => {
    const { url } = await demoTarget();
    const cwd = temporaryFolder();
    const file = written(
      cwd,
      `look: async (user) => { console.info('looking'); await user.get('/health'); }`,
    );
    const flags = ['--rate', '4', '--run-time', '1s', '--workers', String(workers), '--json', '--no-report'];
    const { exitCode, stdout, stderr } = await runCli(['run', file, '--host', url, ...flags], {
      cwd,
      now: Date.now,
    });
    expect(exitCode).toBe(0);
    expect((JSON.parse(stdout) as Result).analyses).toHaveLength(1);
    expect(stderr).toContain('loaded\n');
    if (workers === 1) expect(stderr).toContain('looking\n');
  });

  it('whose users all stop for good ends the test: nobody would come any more', async () => {
    const { url } = await demoTarget();
    const cwd = temporaryFolder();
    const file = written(
      cwd,
      `look: async () => {}`,
      `onStart: async (user) => { await user.get('/health'); user.abort('no login'); }`,
    );
    const flags = ['--users', '2', '--spawn-rate', '9', '--run-time', '5m', '--json', '--no-report'];
    const { exitCode, stdout, stderr } = await runCli(['run', file, '--host', url, ...flags], {
      cwd,
      now: Date.now,
    });
    expect(exitCode).toBe(0);
    expect(stderr).toContain('All users have stopped for good (2): the test ends before its time.\n');
    expect((JSON.parse(stdout) as Result).analyses[0]?.run.ended).toBe('finished');
  });
});

it('a recording that is lost ends the test, and says why', async () => {
  const { url } = await demoTarget();
  const cwd = temporaryFolder();
  const { exitCode, stderr } = await run(['--host', url, '--users', '2', '--run-time', '5m', ...busy], {
    cwd,
    isTTY: true,
    columns: 100,
    rows: 30,
    answers: ['1'],
    onStderr: (text) => {
      if (/0:01 of 5:00/.test(text)) rmSync(join(cwd, 'plimsoll-runs'), { recursive: true, force: true });
    },
  });
  expect(exitCode).toBe(69);
  expect(stderr).toContain('the test ends with what it has');
  expect(stderr).toMatch(
    /events\.ndjson" was removed while the test was recorded\n {2}Leave the store alone/,
  );
});

describe('Ctrl-C', () => {
  /** Presses Ctrl-C so many times when the first second has been shown. */
  async function interrupted(times: number, host: string, cwd: string) {
    let press = () => {};
    let pressed = 0;
    return run(['--host', host, '--users', '2', '--spawn-rate', '9', '--run-time', '5m', ...busy], {
      cwd,
      isTTY: true,
      columns: 100,
      rows: 30,
      env: { NO_COLOR: '1' },
      interrupts: (listener) => {
        press = listener;
      },
      onStderr: (text) => {
        const isWanted = pressed === 0 ? /0:01 of 5:00/.test(text) : /Stopping/.test(text);
        if (!isWanted || pressed >= times) return;
        pressed += 1;
        setImmediate(press);
      },
    });
  }

  it('once: users finish, the run is kept and reported', async () => {
    const { url } = await demoTarget();
    const cwd = temporaryFolder();
    const { exitCode, stdout, stderr } = await interrupted(1, url, cwd);
    const id = storedId(cwd);
    expect(exitCode).toBe(130);
    expect(stderr).toContain('Stopping: users finish their tasks, 30 s at most. Ctrl-C again stops at once.');
    expect(stderr).toMatch(new RegExp(`\nInterrupted\\. What was measured is kept as run ${id}\\.\n$`));
    expect(stdout).toContain('The run was cut off');
    expect(existsSync(join(cwd, 'plimsoll-runs', id, 'report.html'))).toBe(true);
    const show = await runCli(['runs', 'show', 'latest'], { cwd });
    expect(show.stdout).toContain('interrupted');
  });

  it('twice: at once, though a request never ends', async () => {
    const host = await httpServer((request, response) => {
      if (request.url === '/health' || request.url === '/') response.end('{"status":"healthy"}');
    });
    const cwd = temporaryFolder();
    const { exitCode, stderr } = await interrupted(2, host, cwd);
    expect(exitCode).toBe(130);
    expect(stderr).toContain('Stopping at once.');
    expect(stderr).toContain(`kept as run ${storedId(cwd)}.`);
  });
});
