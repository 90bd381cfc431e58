import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importScaling } from '../../../src/importers/scaling/import-scaling.ts';
import { timeZone } from '../../../src/importers/scaling/time-zone.ts';
import { Problem } from '../../../src/model/problem.ts';
import type { ReplicaLevel, ScalingTimeline } from '../../../src/model/scaling.ts';
import { sourceFileFrom } from '../../support/source-file.ts';

const FOLDER = new URL('../../fixtures/scaling/', import.meta.url);
const zone = timeZone('UTC', true);

function pathOf(name: string): string {
  return fileURLToPath(new URL(name, FOLDER));
}

async function timelineOf(...names: readonly string[]): Promise<ScalingTimeline> {
  const { timelines } = await importScaling(
    names.map((name) => sourceFileFrom(pathOf(name))),
    { zone },
  );
  const [timeline, ...others] = timelines;
  if (timeline === undefined || others.length > 0) throw new Error('expected one workload');
  return timeline;
}

interface Truth {
  readonly decisions: readonly { readonly t: string; readonly to: number }[];
}

function decisionsOf(sample: string): Truth['decisions'] {
  return (JSON.parse(readFileSync(pathOf(`${sample}/truth.json`), 'utf8')) as Truth).decisions;
}

/** What was asked for by this source, without what was there from the start. */
function changes(timeline: ScalingTimeline, source: string): readonly ReplicaLevel[] {
  const series = timeline.replicas.find((one) => one.quantity === 'desired' && one.source.startsWith(source));
  return (series?.levels ?? []).filter(({ began }) => began !== null);
}

function expectDecisions(levels: readonly ReplicaLevel[], truth: Truth['decisions'], widestMs: number): void {
  expect(levels.map(({ replicas }) => replicas)).toEqual(truth.map(({ to }) => to));
  levels.forEach(({ began }, i) => {
    const trueMs = Date.parse(truth[i]?.t ?? '');
    expect(began?.earliestMs).toBeLessThanOrEqual(trueMs);
    expect(began?.latestMs).toBeGreaterThanOrEqual(trueMs);
    expect((began?.latestMs ?? 0) - (began?.earliestMs ?? 0)).toBeLessThanOrEqual(widestMs);
  });
}

describe('events as JSON', () => {
  it('tell every decision to the second, and who created which pod when', async () => {
    const timeline = await timelineOf('sim-heavy/events.json');
    const truth = decisionsOf('sim-heavy');
    expect(timeline).toMatchObject({ workload: 'llm-chatbot-backend', kind: 'Deployment' });
    expectDecisions(changes(timeline, 'HorizontalPodAutoscaler events'), truth, 1000);
    expectDecisions(changes(timeline, 'Deployment events'), truth, 1000);
    expect(timeline.pods).toHaveLength(7);
    expect(timeline.pods.every(({ created, scheduled, started }) => created && scheduled && started)).toBe(
      true,
    );
  });
});

describe('snapshots of an autoscaler, taken every 10 s', () => {
  it('bound every decision by two looks', async () => {
    const timeline = await timelineOf('sim-heavy/hpa-snapshots.ndjson');
    expectDecisions(changes(timeline, 'HorizontalPodAutoscaler'), decisionsOf('sim-heavy'), 20_600);
    expect(timeline.signals.map(({ metric, values }) => [metric, values.length])).toEqual([
      ['cpu', 140],
      ['memory', 140],
    ]);
  });

  it('are read in version 1 too, where all but CPU is in annotations', async () => {
    const timeline = await timelineOf('real-heavy/hpa-v1.snapshots.ndjson');
    // The watch that the truth is from was some ms behind the snapshot of a decision.
    const truth = decisionsOf('real-heavy');
    expect(changes(timeline, 'HorizontalPodAutoscaler').map(({ replicas }) => replicas)).toEqual(
      truth.map(({ to }) => to),
    );
    expect(timeline.autoscaler).toMatchObject({
      maxReplicas: 10,
      behavior: { scaleDown: { stabilizationWindowMs: 300_000 } },
    });
    expect(timeline.autoscaler?.targets.map(({ metric, target }) => [metric, target])).toEqual([
      ['cpu', 70],
      ['memory', 80],
    ]);
  });
});

describe('a range query of Prometheus', () => {
  it('bounds every decision by two steps', async () => {
    const timeline = await timelineOf('sim-heavy/prometheus-range.json');
    expectDecisions(changes(timeline, 'Deployment'), decisionsOf('sim-heavy'), 30_000);
    expect(timeline.autoscaler).toMatchObject({
      name: 'llm-chatbot-hpa',
      minReplicas: 2,
      maxReplicas: 10,
    });
    expect(timeline.replicas.map(({ quantity }) => quantity).sort()).toEqual([
      'available',
      'desired',
      'desired',
      'ready',
    ]);
  });
});

describe('scaling activities of AWS', () => {
  it('tell the decisions of a group from the causes, and its instances', async () => {
    const timeline = await timelineOf('aws/aws-asg-describe-scaling-activities.json');
    expect(timeline).toMatchObject({ workload: 'web-asg', kind: 'auto-scaling group' });
    expect(changes(timeline, 'EC2').map(({ replicas, began }) => [replicas, began?.earliestMs])).toEqual([
      [4, Date.parse('2025-05-23T15:31:25Z')],
      [3, Date.parse('2025-05-23T15:50:02Z')],
    ]);
    const [launched, ended] = timeline.pods;
    expect(ended).toMatchObject({ name: 'i-0aaaaaaaaaaaaaaa1', isReady: true, phase: 'InService' });
    expect(launched).toMatchObject({ name: 'i-0aaaaaaaaaaaaaaa9', isReady: false, phase: 'Terminating' });
  });

  it('tell of a service when it was asked for more and when that was there', async () => {
    const timeline = await timelineOf('aws/aws-application-autoscaling-ecs.json');
    expect(timeline).toMatchObject({ workload: 'web-app', kind: 'service', namespace: 'default' });
    expect(timeline.replicas.map(({ quantity, levels }) => [quantity, levels[0]?.began?.earliestMs])).toEqual(
      [
        ['desired', 1_748_014_285_171],
        ['ready', 1_748_014_319_111],
      ],
    );
  });
});

describe('several files of one workload', () => {
  it('are joined, each source’s counts kept', async () => {
    const timeline = await timelineOf(
      'sim-heavy/events.json',
      'sim-heavy/hpa-snapshots.ndjson',
      'sim-heavy/prometheus-range.json',
    );
    expect(timeline.pods).toHaveLength(7);
    expect(new Set(timeline.replicas.map(({ source }) => source)).size).toBeGreaterThanOrEqual(5);
  });
});

describe('damaged files', () => {
  it('cut anywhere give what is whole before the cut, or say what is wrong', async () => {
    const samples = [
      'sim-heavy/events.json',
      'sim-heavy/prometheus-range.json',
      'real-heavy/hpa-v1.snapshots.ndjson',
    ];
    const texts = samples.map((name) => readFileSync(pathOf(name), 'utf8'));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...texts),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        async (text, share) => {
          const cut = sourceFileFrom('cut.json', text.slice(0, Math.floor(text.length * share)));
          try {
            const { timelines, files } = await importScaling([cut], { zone });
            expect(timelines.length).toBeLessThanOrEqual(1);
            expect(files.length).toBeLessThanOrEqual(1);
          } catch (error) {
            expect(error).toBeInstanceOf(Problem);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keep the events that are whole in a list that is not, and count what was left out', async () => {
    const text = readFileSync(pathOf('sim-heavy/events.json'), 'utf8');
    const cut = sourceFileFrom('events.json', text.slice(0, Math.floor(text.length * 0.6)));
    const { timelines, files } = await importScaling([cut], { zone });
    expect(timelines[0]?.events.length).toBeGreaterThan(20);
    expect(files[0]).toMatchObject({ rowsSkipped: 1 });
  });
});
