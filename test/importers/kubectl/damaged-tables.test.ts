import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourceFile } from '../../../src/importers/importer.ts';
import { importScaling } from '../../../src/importers/scaling/import-scaling.ts';
import { timeZone } from '../../../src/importers/scaling/time-zone.ts';
import { Problem } from '../../../src/model/problem.ts';
import type { ScalingTimeline } from '../../../src/model/scaling.ts';
import { ms, scalingTruth } from '../../support/scaling-truth.ts';
import { sourceFileFrom } from '../../support/source-file.ts';

const zone = timeZone('Europe/Istanbul', true);
const FILES = ['scaling-monitor.log', 'hpa-w.txt', 'deploy-w.txt', 'pods-w.txt', 'top-pods.log'];
const texts = new Map(
  FILES.map((file) => [
    file,
    readFileSync(new URL(`../../fixtures/scaling/sim-heavy/${file}`, import.meta.url)),
  ]),
);
const truth = scalingTruth('sim-heavy');

/** What was read, or null where the file was refused; anything but a Problem fails. */
async function readOrRefused(content: Uint8Array): Promise<readonly ScalingTimeline[] | null> {
  try {
    const { timelines } = await importScaling([sourceFileFrom('log.txt', content)], { zone });
    return timelines;
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    return null;
  }
}

describe('damaged logs', () => {
  it('cut anywhere tell the truth of what is before the cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('scaling-monitor.log', 'hpa-w.txt', 'deploy-w.txt'),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (file, share) => {
          const bytes = texts.get(file) ?? new Uint8Array();
          const timelines = await readOrRefused(bytes.subarray(0, Math.floor(bytes.length * share)));
          const desired = timelines?.[0]?.replicas.find(({ quantity }) => quantity === 'desired');
          const steps = desired?.levels.filter(({ began }) => began !== null) ?? [];
          expect(steps.length).toBeLessThanOrEqual(truth.decisions.length);
          steps.forEach(({ replicas, began }, i) => {
            expect(replicas).toBe(truth.decisions[i]?.to);
            expect(began?.earliestMs).toBeLessThanOrEqual(ms(truth.decisions[i]?.t ?? ''));
            expect(began?.latestMs).toBeGreaterThanOrEqual(ms(truth.decisions[i]?.t ?? ''));
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  it('with garbage anywhere are read around it, or refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...FILES),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.uint8Array({ minLength: 1, maxLength: 400 }),
        async (file, share, garbage) => {
          const bytes = texts.get(file) ?? new Uint8Array();
          const at = Math.floor(bytes.length * share);
          await readOrRefused(Buffer.concat([bytes.subarray(0, at), garbage, bytes.subarray(at)]));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of nothing but garbage below a header are refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (garbage) => {
        const header = Buffer.from('2025-05-23 15:29:04 NAME   READY   UP-TO-DATE   AVAILABLE   AGE\n');
        await readOrRefused(Buffer.concat([header, garbage]));
      }),
      { numRuns: 60 },
    );
  });

  it('with two deployments are two workloads, each with its own counts', async () => {
    const text = [
      '2025-05-23T12:29:04Z NAME     READY   UP-TO-DATE   AVAILABLE   AGE',
      '2025-05-23T12:29:04Z chat     2/2     2            2           5d',
      '2025-05-23T12:29:04Z search   5/5     5            5           5d',
      '2025-05-23T12:30:16Z search   5/6     5            5           5d',
      '2025-05-23T12:30:20Z chat     2/4     2            2           5d',
    ].join('\n');
    const timelines = await readOrRefused(Buffer.from(text));
    const desired = timelines?.map(({ workload, replicas }) => [
      workload,
      replicas[0]?.levels.map((level) => level.replicas),
    ]);
    expect(desired).toEqual([
      ['chat', [2, 4]],
      ['search', [5, 6]],
    ]);
  });

  it('that count more ready than there are are read as they count', async () => {
    const text = [
      '2025-05-23T12:29:04Z NAME   READY   UP-TO-DATE   AVAILABLE   AGE',
      '2025-05-23T12:29:04Z chat   4/4     4            4           5d',
      '2025-05-23T12:30:16Z chat   4/2     2            4           5d',
    ].join('\n');
    const [timeline] = (await readOrRefused(Buffer.from(text))) ?? [];
    const levels = (quantity: string) =>
      timeline?.replicas
        .find((series) => series.quantity === quantity)
        ?.levels.map(({ replicas }) => replicas);
    expect([levels('desired'), levels('ready')]).toEqual([[4, 2], [4]]);
  });
});

/** A watch of pods that come and go, `lines` long, never in memory as a whole. */
function endlessPods(lines: number): SourceFile {
  const header = '2025-05-23T12:00:00Z NAME   READY   STATUS   RESTARTS   AGE\n';
  return {
    name: 'pods.txt',
    sizeBytes: lines * 70,
    sha256: '0'.repeat(64),
    head: Buffer.from(header),
    encoding: 'utf-8',
    async *chunks() {
      yield Buffer.from(header);
      for (let from = 0; from < lines; from += 5000) {
        let text = '';
        for (let line = from; line < Math.min(lines, from + 5000); line += 1) {
          const pod = `web-5c4f9b7d8-${Math.floor(line / 4)
            .toString(36)
            .padStart(5, 'x')
            .slice(-5)}`;
          const state = ['0/1   Pending', '0/1   Running', '1/1   Running', '1/1   Terminating'][line % 4];
          const at = new Date(Date.parse('2025-05-23T12:00:10Z') + line * 100).toISOString().slice(0, 19);
          text += `${at}Z ${pod}   ${state}   0   ${line % 4}s\n`;
        }
        yield Buffer.from(text);
      }
    },
  };
}

describe('a log without end', () => {
  it('is read without keeping more than so many pods and changes', async () => {
    const { timelines, files, notices } = await importScaling([endlessPods(400_000)], { zone });
    expect(files[0]).toMatchObject({ rowsRead: 400_000, rowsSkipped: 0 });
    const [timeline] = timelines;
    expect(timeline?.pods).toHaveLength(1000);
    for (const { levels } of timeline?.replicas ?? []) expect(levels.length).toBeLessThanOrEqual(20_000);
    expect(notices.map(({ code }) => code)).toContain('scaling-pods-left-out');
  }, 30_000);
});
