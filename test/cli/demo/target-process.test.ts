import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { startTargetProcess } from '../../../src/cli/demo/target-process.ts';
import { repository } from '../../support/cli.ts';

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/health`).then(
    (response) => response.ok,
    () => false,
  );
}

describe('the demo target in a process of its own', () => {
  it('answers, tells what happened when it ends', async () => {
    const target = await startTargetProcess({ seed: 3, compression: 20 });
    expect(target.pid).not.toBe(process.pid);
    expect(await answers(target.url)).toBe(true);
    const api = await fetch(`${target.kubernetesUrl}/version`);
    expect(await api.json()).toMatchObject({ major: '1' });
    expect(await target.close()).toMatchObject({
      schema: 'demo-truth/1',
      seed: 3,
      compression: 20,
      requests: { count: 1, endpointNames: ['GET /health'] },
    });
    expect(await answers(target.url)).toBe(false);
  });

  it('has as many pods as asked for, and no autoscaling', async () => {
    const target = await startTargetProcess({ seed: 3, compression: 20, pods: 3 });
    expect(await answers(target.url)).toBe(true);
    const truth = await target.close();
    expect(truth?.scaling).toMatchObject({ decisions: [], replicas: [{ desired: 3, ready: 3 }] });
  });

  it('ends when the process that started it is killed', async () => {
    const module = JSON.stringify(`${repository}/src/cli/demo/target-process.ts`);
    const script =
      `import('jiti').then(({ createJiti }) => createJiti(${module}).import(${module}))` +
      '.then(({ startTargetProcess }) => startTargetProcess({ seed: 1, compression: 1 }))' +
      '.then(({ url }) => console.log(url))';
    const parent = spawn(process.execPath, ['-e', script], {
      cwd: repository,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [chunk] = await once(parent.stdout, 'data');
    const url = String(chunk).trim();
    expect(await answers(url)).toBe(true);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    await expect.poll(() => answers(url), { timeout: 5000 }).toBe(false);
  });
});
