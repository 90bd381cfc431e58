import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createKubectlApi } from '../../src/monitor/api/kubectl-api.ts';
import { heavy, soon } from '../demo/kubernetes-api/served-story.ts';
import { linesOf, OPTIONS, timelineOf, watchedStory } from './watched-story.ts';

const STAND_IN = fileURLToPath(new URL('./kubectl-stand-in.mjs', import.meta.url));

/** The way through a kubectl; it finds the server in its environment, as the real one does in its kubeconfig. */
function throughKubectl(url: string) {
  process.env['KUBECTL_STAND_IN'] = url;
  onTestFinished(() => {
    delete process.env['KUBECTL_STAND_IN'];
  });
  return createKubectlApi({ kubectl: STAND_IN, context: null, kubeconfig: null });
}

describe('a cluster that is watched through kubectl', () => {
  it('is recorded, change by change, also after the server was away', async () => {
    const { story, server, events, start } = await watchedStory({}, { api: throughKubectl });
    const monitor = await start();
    expect(linesOf(events, 'Pod')).toHaveLength(2);
    await soon(() => server.faults.openWatches()).toBe(6);
    await server.restart();
    heavy(story, 60_000);
    const desired = () =>
      timelineOf(events)
        ?.replicas.find(({ quantity }) => quantity === 'desired')
        ?.levels.at(-1)?.replicas;
    await soon(desired).toBe(story.replicas);
    await soon(() => events.some(({ type }) => type === 'cluster-clock')).toBe(true);
    await monitor.stop();
  });

  it('tells what kubectl says went wrong', async () => {
    const { server } = await watchedStory({}, { api: throughKubectl });
    const api = throughKubectl(server.url);
    const pods = '/api/v1/namespaces/default/pods';
    for (const [status, kind] of [
      [401, 'unauthorized'],
      [403, 'forbidden'],
      [404, 'not-found'],
      [410, 'expired'],
      [429, 'throttled'],
      [500, 'server-error'],
    ] as const) {
      const allow = server.faults.add({ resource: 'pods', status });
      await expect(api.get(pods, OPTIONS), String(status)).rejects.toMatchObject({ kind });
      allow();
    }
    await server.close();
    await expect(api.get(pods, OPTIONS)).rejects.toMatchObject({ kind: 'unreachable' });
  });
});
