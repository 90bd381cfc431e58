import { beforeAll, expect, it } from 'vitest';
import { analyseRun } from '../../src/analysis/analyse-run.ts';
import * as frames from '../../src/frames/frames.ts';
import { importRuns } from '../../src/importers/import-runs.ts';
import type { Run } from '../../src/model/run.ts';
import { sampleFiles } from '../support/source-file.ts';

let run: Run;
beforeAll(async () => {
  const { runs } = await importRuns(sampleFiles('d01-baseline'));
  const [first] = runs;
  if (first === undefined) throw new Error('no run');
  run = first;
});

it('gives a run’s windows as a DataFrame, to be grouped and summed', () => {
  const windows = frames.windowsFrame(run);
  const sums = windows.groupby(['name']).agg({ requests: 'sum' });
  const byName = new Map(sums.values.map((row) => row as [string, number]));
  for (const { key, windows: columns } of run.endpoints) {
    if (columns === null) continue;
    expect(byName.get(key.name)).toBe(columns.requests.reduce((sum, count) => sum + count, 0));
  }
});

it('gives what was found of endpoints, a row for the whole run and for the steady state', () => {
  const endpoints = frames.endpointsFrame(analyseRun(run));
  expect(endpoints.columns).toEqual(expect.arrayContaining(['method', 'name', 'part', 'requests', 'p95_ms']));
  const whole = endpoints.column('part').values.filter((part) => part === 'whole-run');
  expect(whole.length).toBe(run.endpoints.length + 1);
});

it('gives a frame without rows where there is nothing', () => {
  expect(frames.replicasFrame(run).shape[0]).toBe(0);
  expect(frames.usersFrame({ ...run, users: null }).shape[0]).toBe(0);
});
