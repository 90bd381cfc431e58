import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importScaling } from '../../../src/importers/scaling/import-scaling.ts';
import { timeZone } from '../../../src/importers/scaling/time-zone.ts';
import { Problem } from '../../../src/model/problem.ts';
import { sourceFileFrom } from '../../support/source-file.ts';

const zone = timeZone('UTC', true);
const hpa = readFileSync(
  new URL('../../fixtures/scaling/matrix/server-new/kubectl-1.33/get-hpa.yaml', import.meta.url),
  'utf8',
);
const read = (text: string) => importScaling([sourceFileFrom('objects.yaml', text)], { zone });

/** An object as `kubectl get --output yaml` writes it at some time. */
function deployment(replicas: number, ready: number): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: llm-chatbot-backend
  namespace: default
spec:
  replicas: ${replicas}
status:
  readyReplicas: ${ready}
  replicas: ${replicas}
`;
}

describe('objects as YAML', () => {
  it('tell the same as the same objects as JSON', async () => {
    const { timelines, files } = await read(`# 2026-11-23T11:05:00Z\n${hpa}`);
    expect(files[0]).toMatchObject({ readAs: 'Kubernetes objects (YAML)', rowsRead: 1, rowsSkipped: 0 });
    expect(timelines[0]).toMatchObject({
      workload: 'llm-chatbot-backend',
      autoscaler: { name: 'llm-chatbot-hpa', minReplicas: 2, maxReplicas: 10 },
    });
    expect(timelines[0]?.autoscaler?.targets.map(({ metric, target }) => [metric, target])).toEqual([
      ['cpu', 70],
      ['memory', 80],
    ]);
  });

  it('are read one after the other, each below the time of its look', async () => {
    const looks = [2, 2, 4].map((replicas, i) => `2026-11-23T11:05:${i}0Z\n${deployment(replicas, 2)}`);
    for (const between of ['', '---\n']) {
      const { timelines, files } = await read(looks.join(between));
      expect(files[0]).toMatchObject({ rowsRead: 3, rowsSkipped: 0 });
      const desired = timelines[0]?.replicas.find(({ quantity }) => quantity === 'desired');
      expect(desired?.levels.map(({ replicas }) => replicas)).toEqual([2, 4]);
      // Whole seconds: the change is after the second look and before the end of the second of the third.
      expect(desired?.levels[1]?.began?.latestMs).toBe(Date.parse('2026-11-23T11:05:21Z'));
    }
  });

  it('with aliases, of which a few lines become billions, are refused', async () => {
    const levels = Array.from(
      { length: 30 },
      (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`,
    );
    const bomb = `apiVersion: apps/v1\nkind: Deployment\na0: &a0 [x]\n${levels.join('\n')}\n`;
    await expect(read(bomb)).rejects.toBeInstanceOf(Problem);
    const { files } = await read(`${bomb}---\n# 2026-11-23T11:05:00Z\n${deployment(2, 2)}`);
    expect(files[0]).toMatchObject({ rowsRead: 1, rowsSkipped: 1 });
  });

  it('cut anywhere give what is whole, or say what is wrong', async () => {
    const text = `# 2026-11-23T11:05:00Z\n${deployment(2, 2)}---\n${hpa}`;
    for (let length = 1; length < text.length; length += 37) {
      const outcome = await read(text.slice(0, length)).catch((error: unknown) => error);
      expect(outcome instanceof Problem || typeof outcome === 'object').toBe(true);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(Problem);
    }
  });
});
