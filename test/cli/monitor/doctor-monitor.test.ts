import { expect, it, onTestFinished } from 'vitest';
import { startKubernetesApi } from '../../../src/demo/kubernetes-api/kubernetes-api.ts';
import { startDemoTarget } from '../../../src/demo/target.ts';
import { runCli, temporaryFolder } from '../../support/cli.ts';

it('plimsoll doctor --monitor says what of the cluster can be read, and what to do for the rest', async () => {
  const target = await startDemoTarget({ instant: true });
  onTestFinished(() => target.close());
  const api = await startKubernetesApi(target.cluster);
  onTestFinished(() => api.close());
  const args = ['doctor', '--host', target.url, '--monitor', '--api-server', api.url];
  const cwd = temporaryFolder();
  const fine = await runCli(args, { cwd, now: Date.now });
  expect(fine.stdout).toContain(
    '✓ cluster: Deployment llm-chatbot-backend in namespace default, 2 pods, autoscaler llm-chatbot-hpa, 2 in the endpoints',
  );
  api.faults.add({ resource: 'events', status: 403 });
  const refused = await runCli(args, { cwd, now: Date.now });
  expect(refused.exitCode).toBe(69);
  expect(refused.stdout).toMatch(
    /✗ cluster: events: HTTP 403, events is forbidden.*\n.*Role.*\n {4}apiVersion: rbac/,
  );
  await api.close();
  const away = await runCli(args, { cwd, now: Date.now });
  expect(away.stdout).toContain('✗ cluster: the cluster (http://127.0.0.1');
});
