import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startKubernetesApi } from '../../../src/demo/kubernetes-api/kubernetes-api.ts';
import { startDemoTarget } from '../../../src/demo/target.ts';
import { importScaling } from '../../../src/importers/scaling/import-scaling.ts';
import { timeZone } from '../../../src/importers/scaling/time-zone.ts';
import { MONITOR_FOLDER } from '../../../src/store/layout.ts';
import { type CliOptions, runCli, temporaryFolder } from '../../support/cli.ts';
import { sourceFileFrom } from '../../support/source-file.ts';

async function served() {
  const target = await startDemoTarget({ seed: 1, compression: 20 });
  onTestFinished(() => target.close());
  const api = await startKubernetesApi(target.cluster);
  onTestFinished(() => api.close());
  return { target, api };
}

/** Runs it for two seconds, on what is served. */
async function monitor(args: readonly string[], options: CliOptions = {}) {
  const { target, api } = await served();
  const cwd = temporaryFolder();
  const all = ['monitor', ...args, '--api-server', api.url, '--duration', '2s'];
  const outcome = await runCli(all, { cwd, now: Date.now, ...options });
  return { ...outcome, cwd, target, api };
}

const read = async (text: string) =>
  importScaling([sourceFileFrom('monitor.ndjson', text)], { zone: timeZone('UTC', true) });

describe('plimsoll monitor', () => {
  it('keeps in the store what it saw, and says how to make a report of it', async () => {
    const { exitCode, stdout, stderr, cwd } = await monitor([]);
    const folder = join('plimsoll-runs', MONITOR_FOLDER);
    const [file = ''] = readdirSync(join(cwd, folder));
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: expect.stringContaining(
        `Recorded in ${folder}/${file}\nBeside the results of a load test: plimsoll import results_stats.csv --scaling ${folder}/${file}\n`,
      ),
    });
    expect(stdout).toMatch(/Z llm-chatbot-backend: 2 of 2 ready; cpu /);
    const { timelines, files } = await read(readFileSync(join(cwd, folder, file), 'utf8'));
    expect(files).toMatchObject([{ readAs: 'Plimsoll monitor recording', rowsSkipped: 0 }]);
    expect(timelines).toMatchObject([
      { workload: 'llm-chatbot-backend', kind: 'Deployment', autoscaler: { maxReplicas: 10 } },
    ]);
    expect((await runCli(['runs'], { cwd })).stdout).not.toContain(MONITOR_FOLDER);
  });

  it('records in a file, which it never overwrites', async () => {
    const { exitCode, cwd, api } = await monitor(['deployment/llm-chatbot-backend', '-o', 'scaling.ndjson']);
    expect(exitCode).toBe(0);
    expect(existsSync(join(cwd, 'plimsoll-runs'))).toBe(false);
    const again = await runCli(['monitor', '-o', 'scaling.ndjson', '--api-server', api.url], { cwd });
    expect(again).toMatchObject({ exitCode: 64, stderr: expect.stringContaining('is there already') });
  });

  it('ends softly when the user has seen enough', async () => {
    const { api } = await served();
    const cwd = temporaryFolder();
    const { exitCode, stderr } = await runCli(['monitor', '-o', 'a.ndjson', '--api-server', api.url], {
      cwd,
      interrupts: (stop) => setTimeout(stop, 500),
    });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: expect.stringContaining('Recorded in a.ndjson'),
    });
    const lines = readFileSync(join(cwd, 'a.ndjson'), 'utf8').trimEnd().split('\n');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ type: 'monitor-started', schema: 'events/1' });
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ type: 'stopped', reason: 'interrupted' });
  });

  it('what was recorded can be read when the process was killed in the middle of a line', async () => {
    const { cwd } = await monitor(['-o', 'a.ndjson']);
    const text = readFileSync(join(cwd, 'a.ndjson'), 'utf8');
    const killed = text.slice(0, text.lastIndexOf('{"type":"stopped"') - 40);
    const { timelines, notices } = await read(killed);
    expect(timelines).toHaveLength(1);
    expect(notices).toEqual([]);
  });

  it('asks whether the service answers', async () => {
    const { target, api } = await served();
    const cwd = temporaryFolder();
    const args = ['-o', 'a.ndjson', '--probe', `${target.url}/health`, '--duration', '1s'];
    await runCli(['monitor', '--api-server', api.url, ...args], { cwd, now: Date.now });
    const { timelines } = await read(readFileSync(join(cwd, 'a.ndjson'), 'utf8'));
    expect(timelines[0]?.reachability).toMatchObject([{ isReachable: true, message: 'HTTP 200' }]);
    const wrong = await runCli(['monitor', '--probe', 'x'], { cwd });
    expect(wrong.exitCode).toBe(64);
  });

  it('draws a picture on a terminal', async () => {
    const { stdout } = await monitor(['-o', 'a.ndjson'], { isTTY: true, columns: 80, rows: 24 });
    expect(stdout).toContain('Deployment llm-chatbot-backend');
    expect(stdout).toContain('replicas: 2 ready of 2 (between 2 and 10); 2 in the endpoints');
    expect(stdout).toContain('pods:     2 Running');
    expect(stdout).toContain('target:   cpu ');
    expect(stdout.endsWith('\u001b[?25h')).toBe(true);
  });

  it('prints the text of the older script, which is read as that', async () => {
    const { stdout, target } = await monitor(['-o', 'a.ndjson', '--legacy-text']);
    const text = stdout
      .slice(stdout.indexOf('\u001b[3J') + 4)
      .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, 'T');
    const pods = target.cluster.store
      .list('Pod')
      .map(({ metadata }) => metadata.name)
      .sort();
    expect(text.split('\n').slice(0, 9)).toEqual([
      '🔍 Kubernetes Auto-Scaling Monitor - T',
      '==================================================',
      '',
      'T - Deployment Status:',
      '  Ready: 2/2  Up-to-date: 2  Available: 2',
      '',
      'T - Pod Status:',
      expect.stringMatching(new RegExp(`^  Pod: ${pods[0]} Status: Running    Node: \\S+ Age: \\d+`)),
      expect.stringMatching(new RegExp(`^  Pod: ${pods[1]} Status: Running    Node: \\S+ Age: \\d+`)),
    ]);
    expect(text).toMatch(/ {2}Targets: \S+\/70%, +Min\/Max\/Current: memory:\/\S+\/80%\/2\n/);
    const { timelines, files } = await read(stdout);
    expect(files[0]?.readAs).toMatch(/legacy|script/i);
    expect(timelines[0]?.replicas.find(({ quantity }) => quantity === 'ready')?.levels[0]?.replicas).toBe(2);
  });
});
