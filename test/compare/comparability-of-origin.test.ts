import { describe, expect, it } from 'vitest';
import { compareRuns } from '../../src/compare/compare-runs.ts';
import type { RunWithAnalysis } from '../../src/compare/options.ts';
import type { GeneratorMachine } from '../../src/model/origin.ts';
import { simulatedRun } from './simulated-run.ts';

const run = simulatedRun(1, [{ name: '/chat', medianMs: 300 }]);
const machine: GeneratorMachine = { cpu: 'AMD EPYC', cores: 2, system: 'linux x64', node: '20.20.2' };

const madeBy = (made: GeneratorMachine | null): RunWithAnalysis => ({
  ...run,
  run: { ...run.run, origin: { git: null, ci: null, machine: made } },
});
const goingTo = (host: string | null): RunWithAnalysis => ({
  ...run,
  run: { ...run.run, source: { ...run.run.source, host } },
});

/** 'warning machine: a, b': what is said of one aspect. */
function said(aspect: string, before: RunWithAnalysis, after: RunWithAnalysis): readonly string[] {
  return compareRuns([before], [after])
    .differences.filter((finding) => finding.aspect === aspect)
    .map(({ severity, baseline, candidate }) => `${severity}: ${baseline} | ${candidate}`);
}

describe('the machine that made the load', () => {
  it.each([
    [machine, []],
    [null, []],
    [{ ...machine, cores: 8 }, ['warning: AMD EPYC, 2 cores, linux x64 | AMD EPYC, 8 cores, linux x64']],
    [{ ...machine, cpu: null }, ['warning: AMD EPYC, 2 cores, linux x64 | unknown CPU, 2 cores, linux x64']],
    [{ ...machine, node: '24.1.0' }, ['info: Node.js 20.20.2 | Node.js 24.1.0']],
  ])('against %j', (other, expected) => {
    expect(said('machine', madeBy(machine), madeBy(other))).toEqual(expected);
  });
});

describe('where the load went', () => {
  it.each([
    ['http://127.0.0.1:8000', 'http://127.0.0.1:8000', []],
    [
      'http://127.0.0.1:8000',
      'http://127.0.0.1:39223',
      ['info: http://127.0.0.1:8000 | http://127.0.0.1:39223'],
    ],
    ['http://[::1]:1/a', 'http://[::1]:2/a', ['info: http://[::1]:1/a | http://[::1]:2/a']],
    ['http://[::1]:1/a', 'http://[::1]:2/b', ['warning: http://[::1]:1/a | http://[::1]:2/b']],
    ['http://10.0.0.1:1', 'http://10.0.0.1:2', ['warning: http://10.0.0.1:1 | http://10.0.0.1:2']],
    ['http://localhost:1.evil.example', 'http://localhost', [expect.stringContaining('warning: ')]],
  ])('%s against %s', (before, after, expected) => {
    expect(said('host', goingTo(before), goingTo(after))).toEqual(expected);
  });
});
