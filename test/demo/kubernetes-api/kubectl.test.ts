import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { kubeconfigText } from '../../../src/demo/kubernetes-api/kubeconfig.ts';
import { heavy, servedStory, soon } from './served-story.ts';

// A real kubectl, where one is found; PLIMSOLL_KUBECTL names another one.
const KUBECTL = process.env['PLIMSOLL_KUBECTL'] ?? 'kubectl';

function found(): boolean {
  try {
    execFileSync(KUBECTL, ['version', '--client'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/tls/localhost.${name}.pem`, import.meta.url), 'utf8');

/** kubectl on a cluster that has scaled, over HTTPS with a token. */
async function kubectlOnStory(minorVersion = 32) {
  const tls = { key: fixture('key'), cert: fixture('cert') };
  const { story, api } = await servedStory({ token: 'secret', tls, minorVersion });
  heavy(story, 60_000);
  const folder = mkdtempSync(join(tmpdir(), 'kubectl-'));
  const kubeconfig = join(folder, 'config');
  const content = { url: api.url, namespace: 'default', token: 'secret', certificateAuthority: tls.cert };
  writeFileSync(kubeconfig, kubeconfigText(content));
  const start = (args: readonly string[]) =>
    spawn(KUBECTL, ['--kubeconfig', kubeconfig, '--cache-dir', folder, ...args]);
  const kubectl = async (...args: readonly string[]) => {
    const { said, exitCode } = collect(start(args));
    return { exitCode: await exitCode, lines: said().trimEnd().split('\n') };
  };
  return { story, api, kubectl, start };
}

function collect(child: ChildProcess) {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  const exitCode = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { said: () => text, exitCode };
}

const words = (line = '') => line.split(/ {2,}/);

describe.skipIf(!found())('a real kubectl', () => {
  it('gets everything', async () => {
    const { story, kubectl } = await kubectlOnStory();
    const pods = story.cluster.store.list('Pod').length;
    const hpa = await kubectl('get', 'hpa');
    expect(words(hpa.lines[0])).toEqual([
      'NAME',
      'REFERENCE',
      'TARGETS',
      'MINPODS',
      'MAXPODS',
      'REPLICAS',
      'AGE',
    ]);
    expect(hpa.lines[1]).toMatch(
      /^llm-chatbot-hpa +Deployment\/llm-chatbot-backend +cpu: \d+%\/70%, memory: \d+%\/80% +2 +10 +\d +61m$/,
    );
    const wide = await kubectl('get', 'pods', '-o', 'wide');
    expect(words(wide.lines[0]).slice(0, 7)).toEqual([
      'NAME',
      'READY',
      'STATUS',
      'RESTARTS',
      'AGE',
      'IP',
      'NODE',
    ]);
    expect(wide.lines).toHaveLength(1 + pods);
    const top = await kubectl('top', 'pods');
    expect(words(top.lines[0]?.trimEnd())).toEqual(['NAME', 'CPU(cores)', 'MEMORY(bytes)']);
    expect(top.lines[1]).toMatch(/^llm-chatbot-backend-\S+ +\d+m +\d+Mi/);
    const described = await kubectl('describe', 'hpa', 'llm-chatbot-hpa');
    expect(described.lines.join('\n')).toMatch(/SuccessfulRescale .* New size: 4; reason: cpu/);
    const events = await kubectl('events', '--for', 'hpa/llm-chatbot-hpa');
    expect(events.lines[1]).toContain('HorizontalPodAutoscaler/llm-chatbot-hpa');
    expect((await kubectl('get', 'all', '-o', 'name')).lines).toHaveLength(pods + 4);
    const all = await kubectl('get', 'deploy,rs,ep,endpointslices,svc,ns,events', '-o', 'name');
    expect(all).toMatchObject({ exitCode: 0, lines: expect.arrayContaining(['namespace/default']) });
    const raw = await kubectl('get', '--raw', '/apis/autoscaling/v2/horizontalpodautoscalers');
    expect(JSON.parse(raw.lines.join('')).kind).toBe('HorizontalPodAutoscalerList');
  });

  it('watches, and prints what the demo does', async () => {
    const { story, start } = await kubectlOnStory(29);
    const child = start(['get', 'pods', '-w', '--output-watch-events']);
    onTestFinished(() => void child.kill());
    const { said } = collect(child);
    await soon(said).toContain('ADDED');
    story.clock.advance(600_000);
    await soon(said).toMatch(/DELETED .* Terminating/);
  });

  it('says what is refused', async () => {
    const { api, kubectl } = await kubectlOnStory();
    api.faults.add({ resource: 'pods', status: 403 });
    expect(await kubectl('get', 'pods')).toMatchObject({
      exitCode: 1,
      lines: [
        'Error from server (Forbidden): pods is forbidden: User "system:serviceaccount:default:plimsoll" cannot list ' +
          'resource "pods" in API group "" in the namespace "default"',
      ],
    });
    const { lines } = await kubectl('delete', 'hpa', 'llm-chatbot-hpa');
    expect(lines.join('\n')).toContain('the server does not allow this method on the requested resource');
  });
});
