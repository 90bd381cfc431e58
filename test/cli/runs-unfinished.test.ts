import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRecording } from '../../src/store/recording.ts';
import { eventsOf, RUN_ID, startedEvent } from '../importers/recording/recorded.ts';
import { NOW_MS, runCli, temporaryFolder } from '../support/cli.ts';
import { endpointTick, tickOf } from '../support/tick-example.ts';

const ticks = [0, 1, 2].map((second) => tickOf(second, 3, [endpointTick('GET', '/', [5, 10, 15])]));

/** A folder whose store holds a recording without an end, last written to so long before now. */
async function folderWithRecording(agoMs: number, id = RUN_ID): Promise<string> {
  const cwd = temporaryFolder();
  await record(cwd, agoMs, id);
  return cwd;
}

async function record(cwd: string, agoMs: number, id: string): Promise<void> {
  const recording = await openRecording(join(cwd, 'plimsoll-runs'), startedEvent({ id }));
  recording.append(eventsOf(ticks, { stopped: null }).slice(1));
  recording.close();
  const atS = (NOW_MS - agoMs) / 1000;
  utimesSync(join(recording.folder, 'events.ndjson'), atS, atS);
}

const pathIn = (cwd: string, name = '') => join(cwd, 'plimsoll-runs', RUN_ID, name);

describe('runs list', () => {
  it('a test that was recorded a moment ago is running', async () => {
    const cwd = await folderWithRecording(4000);
    expect(await runCli(['runs', 'list'], { cwd })).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: `${RUN_ID} "heavy": running since 23 Nov 2026, 12:00:00 UTC\n`,
    });
  });

  it('one that was not is told how to recover', async () => {
    const cwd = await folderWithRecording(6000);
    expect(await runCli(['runs', 'list'], { cwd })).toEqual({
      exitCode: 0,
      stdout: '',
      stderr:
        `${RUN_ID} "heavy": not finished, begun 23 Nov 2026, 12:00:00 UTC. ` +
        `Recover it with: plimsoll import plimsoll-runs/${RUN_ID}\n`,
    });
    expect(JSON.parse((await runCli(['runs', 'list', '--json'], { cwd })).stdout)).toEqual([]);
  });

  it('the recovery that it names makes it a run, once', async () => {
    const cwd = await folderWithRecording(6000);
    const hash = readFileSync(pathIn(cwd, 'events.ndjson'));
    const first = await runCli(['import', `plimsoll-runs/${RUN_ID}`], { cwd });
    expect(first.exitCode).toBe(0);
    expect(first.stdout).toMatch(
      new RegExp(`^Stored ${RUN_ID} "heavy": Plimsoll 0\\.2\\.0, .*3 s, interrupted\n {2}9 requests`),
    );
    expect(first.stderr).toContain('Everything until 12:00:03 UTC was recovered.');
    for (const what of [RUN_ID, `${RUN_ID}/events.ndjson`]) {
      const again = await runCli(['import', `plimsoll-runs/${what}`], { cwd });
      expect(again.stdout).toMatch(/^Already stored /);
      expect(again.stderr).not.toContain('Left out');
    }
    expect(readFileSync(pathIn(cwd, 'events.ndjson'))).toEqual(hash);
    expect((await runCli(['runs', 'list'], { cwd })).stderr).toBe('');
  });

  it('with its report beside it, it can be imported again without a word of other files', async () => {
    const cwd = await folderWithRecording(6000);
    await runCli(['import', `plimsoll-runs/${RUN_ID}`], { cwd });
    await runCli(['report', RUN_ID, '-o', 'r.html'], { cwd });
    expect(readdirSync(pathIn(cwd))).toEqual(expect.arrayContaining(['report.html', 'result.json']));
    const again = await runCli(['import', `plimsoll-runs/${RUN_ID}`], { cwd });
    expect(again.stdout).toMatch(/^Already stored /);
    expect(again.stderr).not.toContain('Left out');
  });
});

describe('an unfinished run', () => {
  it.each([
    ['its id', RUN_ID],
    ['the beginning of its id', RUN_ID.slice(0, 3)],
    ['the path of its folder', `plimsoll-runs/${RUN_ID}`],
    ['the path of its recording', `plimsoll-runs/${RUN_ID}/events.ndjson`],
  ])('is reported as far as it is recorded, named by %s; nothing is written to it', async (_, reference) => {
    const cwd = await folderWithRecording(1000);
    const before = statSync(pathIn(cwd, 'events.ndjson'));
    const { exitCode, stdout } = await runCli(['report', reference, '--json'], { cwd });
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).analyses).toMatchObject([
      { run: { id: RUN_ID, ended: 'interrupted' }, total: { whole: { requests: 9 } } },
    ]);
    expect(readdirSync(pathIn(cwd))).toEqual(['events.ndjson']);
    expect(statSync(pathIn(cwd, 'events.ndjson')).mtimeMs).toBe(before.mtimeMs);
  });

  it('is shown and exported', async () => {
    const cwd = await folderWithRecording(1000);
    const show = await runCli(['runs', 'show', '0123'], { cwd });
    expect(show.stdout).toContain('  9 requests to 1 endpoint, none failed\n');
    const csv = await runCli(['export', RUN_ID, '--to', 'csv', '-o', 'x'], { cwd });
    expect(csv.stdout).toBe('x_stats.csv\nx_stats_history.csv\nx_failures.csv\nx_exceptions.csv\n');
    expect(readdirSync(pathIn(cwd))).toEqual(['events.ndjson']);
  });

  it('is never the latest', async () => {
    const cwd = await folderWithRecording(6000);
    expect(await runCli(['report', 'latest', '--json'], { cwd })).toMatchObject({ exitCode: 65 });
  });

  it('is removed by its id once nobody records it any more', async () => {
    const cwd = await folderWithRecording(6000);
    expect(await runCli(['runs', 'rm', RUN_ID, '--yes'], { cwd })).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: `Removed ${RUN_ID} "heavy" (not finished)\n`,
    });
    expect(existsSync(pathIn(cwd))).toBe(false);
  });

  it('that is being recorded is not removed', async () => {
    const cwd = await folderWithRecording(1000);
    expect(await runCli(['runs', 'rm', RUN_ID, '--yes'], { cwd })).toEqual({
      exitCode: 64,
      stdout: '',
      stderr:
        `"${RUN_ID}" was still being recorded a moment ago\n` +
        '  Stop the test first, with Ctrl-C where it runs.\n',
    });
    expect(existsSync(pathIn(cwd, 'events.ndjson'))).toBe(true);
  });

  it('must be named clearly', async () => {
    const cwd = await folderWithRecording(6000);
    await record(cwd, 6000, '0123ffffffff');
    expect(await runCli(['report', '0123', '--json'], { cwd })).toMatchObject({
      exitCode: 64,
      stderr: expect.stringContaining('2 unfinished runs have an id that begins with "0123"'),
    });
  });
});
