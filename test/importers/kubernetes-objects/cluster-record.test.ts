import { expect, it } from 'vitest';
import { ClusterRecord } from '../../../src/importers/kubernetes-objects/cluster-record.ts';
import { importScaling } from '../../../src/importers/scaling/import-scaling.ts';
import { timeZone } from '../../../src/importers/scaling/time-zone.ts';
import { sourceFileFrom } from '../../support/source-file.ts';

const DEPLOYMENT = {
  kind: 'Deployment',
  metadata: { name: 'api', namespace: 'shop' },
  spec: { replicas: 2 },
};

function recordOf(...looks: readonly { readonly offsetMs: number; readonly uncertaintyMs: number }[]) {
  const record = new ClusterRecord();
  record.add({ type: 'cluster-object', receivedMs: 1000, change: 'listed', object: DEPLOYMENT });
  for (const look of looks) record.add({ type: 'cluster-clock', atMs: 1000, ...look });
  return record;
}

it('takes from several looks at the cluster’s clock what all of them allow', () => {
  const looks = [
    { offsetMs: 5000, uncertaintyMs: 600 },
    { offsetMs: 5400, uncertaintyMs: 600 },
  ];
  const [timeline] = recordOf(...looks).finish();
  expect(timeline?.clock).toMatchObject({ shiftMs: -5200, uncertaintyMs: 400, basis: 'date-header' });
  expect(timeline?.clock.explanation).toContain('5.2 s ahead of');
});

it('believes the last look when the clock was set meanwhile', () => {
  const looks = [
    { offsetMs: 5000, uncertaintyMs: 100 },
    { offsetMs: 0, uncertaintyMs: 300 },
  ];
  const [timeline] = recordOf(...looks).finish();
  expect(timeline?.clock).toMatchObject({ shiftMs: -0, uncertaintyMs: 300 });
});

it('says when the clocks were never compared', () => {
  expect(recordOf().finish()[0]?.clock).toMatchObject({ basis: 'same-clock', uncertaintyMs: null });
});

it('keeps gaps in order and of reachability only the changes', () => {
  const record = recordOf();
  const gap = { type: 'cluster-gap', resource: 'pods', reason: 'the connection was cut' } as const;
  record.add({ ...gap, fromMs: 5000, toMs: 6000 });
  record.add({ ...gap, fromMs: 2000, toMs: 3000 });
  for (const [atMs, isReachable] of [
    [1000, true],
    [2000, true],
    [3000, false],
    [4000, true],
  ] as const) {
    record.add({ type: 'reachability', atMs, isReachable, message: isReachable ? 'HTTP 200' : 'refused' });
  }
  const [timeline] = record.finish();
  expect(timeline?.gaps).toEqual([
    { fromMs: 2000, toMs: 3000, reason: 'pods: the connection was cut' },
    { fromMs: 5000, toMs: 6000, reason: 'pods: the connection was cut' },
  ]);
  expect(timeline?.reachability.map(({ at, isReachable }) => [at.latestMs, isReachable])).toEqual([
    [1000, true],
    [3000, false],
    [4000, true],
  ]);
});

it('keeps what the monitor measured of the clocks when its file is attached', async () => {
  const lines = [
    {
      type: 'monitor-started',
      schema: 'events/1',
      id: 'abcdef012345',
      atMs: 1000,
      label: 'api',
      version: '0.1.0',
      workload: { kind: 'Deployment', name: 'api', namespace: 'shop' },
      cluster: 'test',
    },
    { type: 'cluster-clock', atMs: 1000, offsetMs: 2000, uncertaintyMs: 100 },
    { type: 'cluster-object', receivedMs: 1500, change: 'listed', object: DEPLOYMENT },
  ];
  const file = sourceFileFrom('api.ndjson', `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
  const { timelines } = await importScaling([file], { zone: timeZone('UTC', true) });
  expect(timelines[0]?.clock).toMatchObject({ basis: 'date-header', uncertaintyMs: 100, shiftMs: 0 });
  expect(timelines[0]?.clock.explanation).toContain('2.0 s ahead of');
});
