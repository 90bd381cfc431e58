import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startKubernetesApi } from '../../../src/demo/kubernetes-api/kubernetes-api.ts';
import { type DemoTarget, startDemoTarget } from '../../../src/demo/target.ts';
import type { Run } from '../../../src/model/run.ts';
import type { Occurrence, ScalingTimeline } from '../../../src/model/scaling.ts';
import { runCli, temporaryFolder } from '../../support/cli.ts';

/** A target whose cluster goes through a minute in a second, and its Kubernetes API. */
async function served() {
  const target = await startDemoTarget({ seed: 1, compression: 60, chatSlowdown: 1 });
  onTestFinished(() => target.close());
  const api = await startKubernetesApi(target.cluster);
  onTestFinished(() => api.close());
  return { target, api };
}

/** Runs users for some seconds with these options; the run that was kept. */
async function run(target: DemoTarget, args: readonly string[], seconds = 3) {
  const cwd = temporaryFolder();
  const load = ['--users', '80', '--spawn-rate', '80', '--run-time', `${seconds}s`, '--stop-timeout', '1s'];
  const outcome = await runCli(
    ['run', 'custom', '--host', target.url, ...load, '--no-report', '--seed', '1', ...args],
    { cwd, now: Date.now },
  );
  const stored = () => {
    const store = join(cwd, 'plimsoll-runs');
    const [id = ''] = readdirSync(store);
    return JSON.parse(readFileSync(join(store, id, 'run.json'), 'utf8')) as Run;
  };
  return { ...outcome, stored };
}

/** Whether a true time lies in what is recorded; the record has whole ms, cut off. */
const within = (at: Occurrence | null | undefined, trueMs: number | null) =>
  at !== null &&
  at !== undefined &&
  trueMs !== null &&
  at.earliestMs <= trueMs &&
  Math.floor(trueMs) <= at.latestMs;

const desiredOf = (timeline: ScalingTimeline | undefined) =>
  timeline?.replicas.find(({ quantity, source }) => quantity === 'desired' && source === 'Deployment')
    ?.levels ?? [];

describe('a test whose cluster is watched', () => {
  it('has what the cluster did, and every true time lies in what is recorded of it', async () => {
    const { target, api } = await served();
    const { exitCode, stderr, stored } = await run(target, ['--monitor', '--api-server', api.url]);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(stderr).toContain(
      'Watching Deployment llm-chatbot-backend in namespace default (http://127.0.0.1',
    );
    const { scaling, endMs } = stored();
    expect(scaling).toHaveLength(1);
    const [timeline] = scaling ?? [];
    expect(timeline?.gaps).toEqual([]);
    expect(timeline?.clock).toMatchObject({ basis: 'date-header' });
    const truth = target.truth().scaling;
    // What happened in the last moments may have been too late for the record.
    const decisions = truth.decisions.filter(({ atMs }) => atMs < (endMs ?? 0) - 500);
    expect(decisions.length).toBeGreaterThan(0);
    const levels = desiredOf(timeline);
    expect(levels.slice(1, 1 + decisions.length).map(({ replicas }) => replicas)).toEqual(
      decisions.map(({ to }) => to),
    );
    decisions.forEach(({ atMs }, index) => {
      expect(within(levels[index + 1]?.began, atMs)).toBe(true);
    });
    const ready = truth.pods.filter(({ readyMs }) => readyMs !== null && readyMs < (endMs ?? 0) - 500);
    expect(ready.length).toBeGreaterThan(2);
    for (const pod of ready) {
      const seen = timeline?.pods.find(({ name }) => name === pod.name);
      expect(within(seen?.created, pod.createdMs)).toBe(true);
      expect(within(seen?.scheduled, pod.scheduledMs)).toBe(true);
      expect(within(seen?.ready, pod.readyMs)).toBe(true);
      if (seen?.wasThere === false) expect(within(seen.inEndpoints, pod.routedMs)).toBe(true);
    }
    expect(timeline?.usage.length).toBeGreaterThan(0);
  });

  it('goes on when the cluster can no longer be read, and says so', async () => {
    const { target, api } = await served();
    setTimeout(() => void api.close(), 800);
    const { exitCode, stderr, stored } = await run(
      target,
      ['--monitor', 'deployment/llm-chatbot-backend', '--api-server', api.url],
      2,
    );
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/The monitor cannot read .*connection refused/);
    expect(stderr).toMatch(/The monitor could not read .* at its end\./);
    expect(stored().total?.requests).toBeGreaterThan(0);
    expect(stored().scaling).toHaveLength(1);
  });

  it('names the role that is missing', async () => {
    const { target, api } = await served();
    api.faults.add({ resource: 'events', status: 403 });
    const { exitCode, stderr } = await run(target, ['--monitor', '--api-server', api.url], 1);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('The monitor cannot read events (HTTP 403, events is forbidden');
    expect(stderr).toContain('kind: Role\n');
  });

  it('goes on watching after the load for as long as is wanted', async () => {
    const { target, api } = await served();
    const args = ['--monitor', '--monitor-after', '2s', '--api-server', api.url];
    const { stderr, stored } = await run(target, args, 1);
    expect(stderr).toContain(
      'The load has ended; the cluster is watched for 2 s more.'.replaceAll(' s ', ' s '),
    );
    const { scaling, endMs } = stored();
    expect(scaling?.[0]?.observed.toMs).toBeGreaterThan((endMs ?? 0) + 500);
  });
});

describe('before anything is run', () => {
  it.each([
    [
      ['--monitor', 'other'],
      'namespace "default" has no workload "other"',
      'There is: deployment/llm-chatbot-backend.',
    ],
    [
      ['--monitor', '-n', 'shop'],
      'namespace "shop" has no workload that could be followed',
      'There is none.',
    ],
    [['--monitor', 'Web!'], '"Web!" cannot be the name of a workload', 'deployment/web'],
  ])('%j is refused when it is not there', async (args, what, fix) => {
    const { target, api } = await served();
    const { exitCode, stderr } = await run(target, [...args, '--api-server', api.url]);
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain(what);
    expect(stderr).toContain(fix);
    expect(target.truth().requests.count).toBeLessThan(5);
  });

  it('a cluster that is not there, or a kubectl, is told', async () => {
    const { target } = await served();
    const noApi = await run(target, ['--monitor', '--api-server', 'http://127.0.0.1:1']);
    expect(noApi.stderr).toContain(
      'the cluster (http://127.0.0.1:1) gives no answer that can be used: connection refused',
    );
    const noKubectl = await run(target, ['--monitor', '--kubectl', '/no/such/kubectl']);
    expect(noKubectl.stderr).toContain('cannot run "/no/such/kubectl": not found');
  });
});
