import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHttpApi } from '../../src/monitor/api/http-api.ts';
import { inClusterApi } from '../../src/monitor/api/in-cluster.ts';
import { servedStory, soon } from '../demo/kubernetes-api/served-story.ts';
import { temporaryFolder } from '../support/cli.ts';
import { closedPort, httpServer, otherServer } from '../support/loopback.ts';

const PODS = '/api/v1/namespaces/default/pods';
const options = { timeoutMs: 5000, signal: new AbortController().signal };
const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/tls/localhost.${name}.pem`, import.meta.url), 'utf8');
const tls = { key: fixture('key'), cert: fixture('cert') };

function httpOn(url: string, ca: string | null = null) {
  const api = createHttpApi({ url, ca, token: null });
  onTestFinished(() => api.close());
  return api;
}

/** What the kubelet puts into every pod. */
function serviceAccount(token: string) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'token'), token);
  writeFileSync(join(folder, 'ca.crt'), tls.cert);
  writeFileSync(join(folder, 'namespace'), 'default\n');
  return folder;
}

describe('inside a cluster', () => {
  it('the API is read with the account of the pod, also after its token was replaced', async () => {
    const { api: server } = await servedStory({ tls, token: 'second' });
    const folder = serviceAccount('first\n');
    const env = { KUBERNETES_SERVICE_HOST: '127.0.0.1', KUBERNETES_SERVICE_PORT: String(server.port) };
    const found = inClusterApi(env, folder);
    onTestFinished(() => found?.api.close());
    expect(found?.namespace).toBe('default');
    await expect(found?.api.get(PODS, options)).rejects.toMatchObject({ kind: 'unauthorized' });
    writeFileSync(join(folder, 'token'), 'second\n');
    expect(JSON.parse((await found?.api.get(PODS, options))?.body ?? '')).toMatchObject({ kind: 'PodList' });
  });

  it('is nowhere without an account, or without a cluster', () => {
    expect(inClusterApi({}, serviceAccount('any'))).toBeNull();
    expect(inClusterApi({ KUBERNETES_SERVICE_HOST: '127.0.0.1' }, temporaryFolder())).toBeNull();
  });
});

describe('the API over HTTP', () => {
  it("tells the server's clock with each answer", async () => {
    const { story, api: server } = await servedStory({ clockOffsetMs: -37_000 });
    const servedMs = story.cluster.nowMs() - 37_000;
    const { time } = await httpOn(server.url).get(PODS, options);
    expect(time).toMatchObject({ dateMs: servedMs - (servedMs % 1000) });
  });

  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [410, 'expired'],
    [429, 'throttled'],
    [500, 'server-error'],
    [503, 'server-error'],
  ] as const)('knows an answer with status %i', async (status, kind) => {
    const { api: server } = await servedStory();
    server.faults.add({ resource: 'pods', status });
    await expect(httpOn(server.url).get(PODS, options)).rejects.toMatchObject({ name: 'ApiFailure', kind });
  });

  it('says that nobody answers, that no answer came, that the connection was cut', async () => {
    const { api: server } = await servedStory();
    const api = httpOn(server.url);
    server.faults.add({ resource: 'pods', delayMs: 60_000, times: 1 });
    await expect(api.get(PODS, { ...options, timeoutMs: 100 })).rejects.toMatchObject({ kind: 'silent' });
    server.faults.add({ resource: 'pods', cut: true });
    await expect(api.get(PODS, options)).rejects.toMatchObject({ kind: 'unreachable' });
    await expect(httpOn(`http://${await closedPort()}`).get(PODS, options)).rejects.toMatchObject({
      kind: 'unreachable',
      message: 'connection refused',
    });
  });

  it('waits no longer for the end of an answer than for its beginning', async () => {
    const url = await httpServer((_, response) => response.writeHead(200).write('{"items":['));
    const api = httpOn(url);
    await expect(api.get(PODS, { ...options, timeoutMs: 100 })).rejects.toMatchObject({ kind: 'silent' });
  });

  it('does not trust a server that nobody vouches for', async () => {
    const { api: server } = await servedStory({ tls });
    await expect(httpOn(server.url).get(PODS, options)).rejects.toMatchObject({ kind: 'untrusted' });
    await expect(httpOn(server.url, tls.cert).get(PODS, options)).resolves.toBeDefined();
  });

  it('says of what is no HTTP that it is unreachable, and never throws anything but failures', async () => {
    const api = httpOn(`http://${await otherServer('SSH-2.0-OpenSSH_9.2\r\n')}`);
    await expect(api.get(PODS, options)).rejects.toMatchObject({ name: 'ApiFailure' });
  });

  it('reads the lines of a watch wherever the pieces of the stream are cut, also within a character', async () => {
    const line = Buffer.from('{"type":"ADDED","object":{"message":"für"}}\n');
    const inside = line.indexOf(0xbc);
    const url = await httpServer((_, response) => {
      response.writeHead(200).write(line.subarray(0, inside));
      setTimeout(() => response.end(Buffer.concat([line.subarray(inside), line])), 20);
    });
    const told: string[] = [];
    const reader = { ...options, onOpen: () => told.push('open'), onLine: (text: string) => told.push(text) };
    await httpOn(url).watch(`${PODS}?watch=1`, reader);
    const text = line.toString().trim();
    expect(told).toEqual(['open', text, text]);
  });

  it('keeps what stands before the paths of the API in the URL', async () => {
    const asked: (string | undefined)[] = [];
    const url = await httpServer((request, response) => {
      asked.push(request.url);
      response.end('{}');
    });
    await httpOn(`${url}/k8s/clusters/c-1/`).get(PODS, options);
    await soon(() => asked).toEqual([`/k8s/clusters/c-1${PODS}`]);
  });
});
