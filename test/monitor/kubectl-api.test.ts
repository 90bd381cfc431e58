import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { kubeconfigText } from '../../src/demo/kubernetes-api/kubeconfig.ts';
import type { KubernetesApiOptions } from '../../src/demo/kubernetes-api/kubernetes-api.ts';
import type { ApiFailure } from '../../src/monitor/api/api-failure.ts';
import { createKubectlApi } from '../../src/monitor/api/kubectl-api.ts';
import { failureOfKubectl } from '../../src/monitor/api/kubectl-failure.ts';
import { servedStory, soon } from '../demo/kubernetes-api/served-story.ts';
import { temporaryFolder } from '../support/cli.ts';
import { closedPort } from '../support/loopback.ts';

const STAND_IN = fileURLToPath(new URL('../support/kubectl-stand-in.mjs', import.meta.url));
/** `PLIMSOLL_KUBECTL=/path/to/kubectl` tests another one. */
const REAL = process.env['PLIMSOLL_KUBECTL'] ?? 'kubectl';
const hasReal = spawnSync(REAL, ['version', '--client']).status === 0;

const PODS = '/api/v1/namespaces/default/pods';
const WATCH = `${PODS}?watch=1&timeoutSeconds=60&resourceVersion=`;
const never = new AbortController().signal;
const options = { timeoutMs: 5000, signal: never };

/** A simulated cluster, and kubectl that reads it. */
async function clusterOf(kubectl: string, served: KubernetesApiOptions = {}) {
  const { story, api: server } = await servedStory(served);
  return { story, server, api: kubectlOn(kubectl, server.url) };
}

function kubectlOn(kubectl: string, url: string, context: string | null = null) {
  const kubeconfig = join(temporaryFolder(), 'kubeconfig');
  writeFileSync(kubeconfig, kubeconfigText({ url, namespace: 'default' }));
  const api = createKubectlApi({ kubectl, context, kubeconfig, startMs: 200 });
  onTestFinished(() => api.close());
  return api;
}

const kubectls: readonly (readonly [name: string, path: string])[] = [
  ['a stand-in', STAND_IN],
  ...(hasReal ? [['kubectl', REAL] as const] : []),
];

describe.each(kubectls)('the API through %s', (_, kubectl) => {
  it('gives objects', async () => {
    const { api } = await clusterOf(kubectl);
    expect(JSON.parse((await api.get(PODS, options)).body)).toMatchObject({ kind: 'PodList' });
  });

  it("tells the server's clock", async () => {
    const { story, api } = await clusterOf(kubectl, { clockOffsetMs: 37_000 });
    const servedMs = story.cluster.nowMs() + 37_000;
    expect(await api.serverTime(options)).toMatchObject({ dateMs: servedMs - (servedMs % 1000) });
  });

  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [410, 'expired'],
    [500, 'server-error'],
    [503, 'server-error'],
  ] as const)('knows an answer with status %i', async (status, kind) => {
    const { server, api } = await clusterOf(kubectl);
    server.faults.add({ resource: 'pods', status });
    await expect(api.get(PODS, options)).rejects.toMatchObject({ name: 'ApiFailure', kind });
  });

  it('waits no longer than it may for a kubectl that tries again by itself, as newer ones do after 429', async () => {
    const { server, api } = await clusterOf(kubectl);
    server.faults.add({ resource: 'pods', status: 429 });
    const failure = await api.get(PODS, { timeoutMs: 1000, signal: never }).catch((error: unknown) => error);
    expect(['throttled', 'silent']).toContain((failure as ApiFailure).kind);
  });

  it('names in one sentence who may not do what', async () => {
    const { server, api } = await clusterOf(kubectl);
    server.faults.add({ resource: 'pods', status: 403 });
    const reader = { ...options, onOpen() {}, onLine() {} };
    await expect(api.watch(`${WATCH}1`, reader)).rejects.toThrow(
      /^pods is forbidden: User "[^"]+" cannot watch resource "pods" in API group "" in the namespace "default"$/,
    );
  });

  it('says that nobody answers', async () => {
    const api = kubectlOn(kubectl, `http://${await closedPort()}`);
    await expect(api.get(PODS, options)).rejects.toMatchObject({ kind: 'unreachable' });
  });

  it('names a context that is not there', async () => {
    const api = kubectlOn(kubectl, 'http://127.0.0.1:9', 'production');
    await expect(api.get(PODS, options)).rejects.toMatchObject({
      kind: 'unusable',
      message: 'context "production" does not exist',
    });
  });

  it('tells of a watch that it is taken on before anything changes, then each change, then that it broke', async () => {
    const { story, server, api } = await clusterOf(kubectl);
    const { metadata } = JSON.parse((await api.get(PODS, options)).body);
    const told: string[] = [];
    const watching = api.watch(`${WATCH}${metadata.resourceVersion}`, {
      ...options,
      onOpen: () => told.push('open'),
      onLine: (line) => told.push(JSON.parse(line).type),
    });
    const ended = watching.catch((error: unknown) => error);
    await soon(() => told).toEqual(['open']);
    story.load(100, 10, 60_000);
    story.clock.advance(60_000);
    await soon(() => told.slice(0, 2)).toEqual(['open', 'ADDED']);
    server.faults.cutWatches();
    expect(await ended).toMatchObject({ kind: 'unreachable' });
  });

  it('does not take a watch for open that the server never took on', async () => {
    const { server, api } = await clusterOf(kubectl);
    server.faults.add({ resource: 'pods', verb: 'watch', delayMs: 60_000 });
    let isOpen = false;
    const reader = {
      timeoutMs: 500,
      signal: never,
      onLine() {},
      onOpen: () => {
        isOpen = true;
      },
    };
    await expect(api.watch(`${WATCH}1`, reader)).rejects.toMatchObject({ kind: 'silent' });
    expect(isOpen).toBe(false);
  });

  it('ends a watch that is given up', async () => {
    const { api } = await clusterOf(kubectl);
    const giving = new AbortController();
    const reader = { timeoutMs: 5000, signal: giving.signal, onLine() {}, onOpen: () => giving.abort() };
    await expect(api.watch(`${WATCH}0`, reader)).rejects.toMatchObject({ kind: 'aborted' });
  });
});

it('says that there is no kubectl', async () => {
  const api = createKubectlApi({ kubectl: '/nowhere/kubectl', context: null, kubeconfig: null });
  await expect(api.get(PODS, options)).rejects.toMatchObject({
    kind: 'no-client',
    message: 'cannot run "/nowhere/kubectl": not found',
  });
});

// scaling.md, kubectl-matrix/errors/kubectl-1.32-errors.json: log lines repeat what the last line says once.
it('takes from what kubectl 1.32 says only its last word', () => {
  const logged = `E1123 11:15:49.448075    2126 memcache.go:265] "Unhandled Error" err="couldn't get current server API group list"\n`;
  const last =
    'error: You must be logged in to the server (the server has asked for the client to provide credentials)\n';
  expect(failureOfKubectl(logged.repeat(5) + last, 1)).toMatchObject({
    kind: 'unauthorized',
    message:
      'You must be logged in to the server (the server has asked for the client to provide credentials)',
  });
});
