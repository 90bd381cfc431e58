import { expect, it } from 'vitest';
import { presetGates } from '../../../src/cli/gates/preset-gates.ts';
import type { RunOptions } from '../../../src/cli/run-options/run-options.ts';
import { parseGate } from '../../../src/decode/gate/parse-gate.ts';

function textsOf(what: string, options: Partial<RunOptions>): readonly string[] {
  return presetGates(what, options as RunOptions).map(({ text }) => text);
}

it('a preset expects its pods of the cluster that is watched', () => {
  expect(textsOf('heavy', { monitor: true })).toEqual(['peak_replicas >= 5', 'peak_replicas <= 8']);
  expect(textsOf('light', { monitor: 'chatbot' })).toEqual(['peak_replicas >= 2', 'peak_replicas <= 2']);
});

it('and that they are gone again, where the monitor goes on after the load', () => {
  expect(textsOf('heavy', { monitor: true, monitorAfter: 360_000 })).toContain('recovery <= 30m');
});

it.each([
  ['without a monitor', 'heavy', {}],
  ['of a load of one’s own', 'heavy', { monitor: true, users: 5 }],
  ['of a scenario file', 'shop.ts', { monitor: true }],
  ['of a preset without a load', 'custom', { monitor: true }],
  ['where the user expects pods', 'heavy', { monitor: true, gate: [parseGate('peak_pods <= 20')] }],
] as const)('nothing is expected %s', (_, what, options) => {
  expect(textsOf(what, options)).toEqual([]);
});
