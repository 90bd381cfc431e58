import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importScaling } from '../../../src/importers/scaling/import-scaling.ts';
import { timeZone } from '../../../src/importers/scaling/time-zone.ts';
import { ms, scalingTruth } from '../../support/scaling-truth.ts';
import { sourceFileFrom } from '../../support/source-file.ts';

const zone = timeZone('UTC', true);
const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/scaling/${name}`, import.meta.url), 'utf8');
const read = (text: string, timezone = zone) =>
  importScaling([sourceFileFrom('kubectl.txt', text)], { zone: timezone });

interface EventList {
  readonly items: readonly {
    readonly lastTimestamp: string;
    readonly count: number;
    readonly reason: string;
    readonly type: string;
    readonly message: string;
    readonly involvedObject: { readonly kind: string; readonly name: string };
  }[];
}

/** What a watch through `ts` would have printed of the cluster's events, half a second after each. */
function eventLines(sample: string): string {
  const { items } = JSON.parse(fixture(`${sample}/events.json`)) as EventList;
  const sorted = items
    .filter(({ count }) => count === 1)
    .sort((a, b) => (a.lastTimestamp < b.lastTimestamp ? -1 : 1));
  const lines = sorted.map(({ lastTimestamp, type, reason, involvedObject, message }) => {
    const printed = new Date(Date.parse(lastTimestamp) + 500).toISOString();
    const object = `${involvedObject.kind.toLowerCase()}/${involvedObject.name}`;
    return `${printed} 0s          ${type}    ${reason}   ${object}   ${message}`;
  });
  const [first] = lines;
  return [`${first?.slice(0, 24)} LAST SEEN   TYPE   REASON   OBJECT   MESSAGE`, ...lines].join('\n');
}

describe('kubectl get events --watch', () => {
  it('with times tells every decision, and of every pod what happened to it', async () => {
    const { timelines, files } = await read(eventLines('sim-heavy'));
    const truth = scalingTruth('sim-heavy');
    expect(files[0]?.rowsSkipped).toBe(0);
    const [timeline] = timelines;
    expect(timeline?.workload).toBe('llm-chatbot-backend');
    const told = timeline?.replicas.find(({ source }) => source === 'HorizontalPodAutoscaler events');
    expect(told?.levels.map(({ replicas }) => replicas)).toEqual(truth.decisions.map(({ to }) => to));
    told?.levels.forEach(({ began, lastSeenMs }, i) => {
      const trueMs = ms(truth.decisions[i]?.t ?? '');
      expect((began?.earliestMs ?? lastSeenMs - 3000) - 1000).toBeLessThanOrEqual(trueMs);
      expect(lastSeenMs).toBeGreaterThanOrEqual(trueMs);
    });
    expect(timeline?.pods.filter(({ created }) => created !== null).length).toBeGreaterThanOrEqual(5);
  });

  it('without times is refused: its ages are of when it was printed', async () => {
    await expect(read(fixture('real-heavy/events-w.txt'))).rejects.toMatchObject({
      code: 'scaling-without-times',
    });
  });
});

describe('kubectl get events in rounds', () => {
  const list = (stamp: string, rows: readonly string[]) =>
    [`--- ${stamp}`, 'LAST SEEN   TYPE   REASON   OBJECT   MESSAGE', ...rows].join('\n');
  const rescaled = (seen: string) =>
    `${seen}   Normal   SuccessfulRescale   horizontalpodautoscaler/web   New size: 4; reason: cpu above target`;

  it('tells an event that is shown again once, and its repetitions', async () => {
    const text = [
      list('2025-05-23 12:30:20', [rescaled('4s')]),
      list('2025-05-23 12:30:50', [rescaled('34s')]),
      list('2025-05-23 12:31:20', [rescaled('2s (x2 over 64s)')]),
    ].join('\n');
    const { timelines } = await read(text);
    expect(timelines[0]?.events.map(({ count }) => count)).toEqual([1, 1]);
    const [first, second] = timelines[0]?.events ?? [];
    expect(first?.at.earliestMs).toBeLessThanOrEqual(Date.parse('2025-05-23T12:30:16Z'));
    expect(first?.at.latestMs).toBeGreaterThanOrEqual(Date.parse('2025-05-23T12:30:16Z'));
    expect(second?.at.latestMs).toBeGreaterThanOrEqual(Date.parse('2025-05-23T12:31:18Z'));
  });

  it('leaves out what is so old that kubectl tells no seconds, and says so', async () => {
    const { timelines, notices } = await read(list('2025-05-23 12:30:20', [rescaled('4s'), rescaled('47m')]));
    expect(timelines[0]?.events).toHaveLength(1);
    expect(notices.map(({ code }) => code)).toContain('scaling-events-vague');
  });
});

describe('kubectl top pods in rounds', () => {
  it('is read with the time above each round; what kubectl could not tell is counted', async () => {
    const { timelines, notices } = await read(
      fixture('sim-heavy/top-pods.log'),
      timeZone('Europe/Istanbul', true),
    );
    const [timeline] = timelines;
    expect(timeline?.usage).toHaveLength(7);
    expect(timeline?.usage.every(({ cpuCores }) => cpuCores.every((cores) => cores !== null))).toBe(true);
    expect(timeline?.observed.fromMs).toBe(Date.parse('2025-05-23T12:29:21Z'));
    expect(notices.map(({ code }) => code)).toContain('scaling-command-failed');
  });

  it('adds the containers of a pod up', async () => {
    const text = [
      '2025-05-23T12:29:21Z',
      'POD                NAME      CPU(cores)   MEMORY(bytes)   ',
      'web-5c4f9b7d8-abcde   app       250m         200Mi           ',
      'web-5c4f9b7d8-abcde   sidecar   50m          56Mi            ',
    ].join('\n');
    const { timelines } = await read(text);
    const [usage] = timelines[0]?.usage ?? [];
    expect(usage?.pod).toBe('web-5c4f9b7d8-abcde');
    expect(usage?.cpuCores[0]).toBeCloseTo(0.3, 9);
    expect(usage?.memoryBytes).toEqual([256 * 2 ** 20]);
  });
});

describe('kubectl get hpa --watch', () => {
  it('of an autoscaler that is deleted midway keeps what it did before', async () => {
    const text = [
      '2025-05-23T12:29:04Z EVENT      NAME   REFERENCE        TARGETS        MINPODS   MAXPODS   REPLICAS   AGE',
      '2025-05-23T12:29:04Z ADDED      web    Deployment/web   cpu: 5%/70%    2         10        2          5d',
      '2025-05-23T12:30:04Z MODIFIED   web    Deployment/web   cpu: 97%/70%   2         10        2          5d',
      '2025-05-23T12:30:19Z MODIFIED   web    Deployment/web   cpu: 97%/70%   2         10        3          5d',
      '2025-05-23T12:31:04Z DELETED    web    Deployment/web   cpu: 97%/70%   2         10        3          5d',
    ].join('\n');
    const { timelines } = await read(text);
    expect(timelines[0]?.replicas[0]?.levels.map(({ replicas }) => replicas)).toEqual([2, 3]);
    expect(timelines[0]?.observed.toMs).toBe(Date.parse('2025-05-23T12:30:20Z'));
  });
});
