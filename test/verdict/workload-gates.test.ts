import { expect, it } from 'vitest';
import { parseGate } from '../../src/decode/gate/parse-gate.ts';
import type { Recovery, ScalingAnalysis } from '../../src/model/scaling-analysis.ts';
import { decideVerdict } from '../../src/verdict/decide.ts';
import { analysisExample } from '../support/analysis-example.ts';

/** Of an analysis of scaling, what these gates read. */
function judged(gate: string, recovery: Recovery, peakReady: number | null, isCut = false) {
  const record = {
    workload: 'chatbot',
    summary: 'Scaled 2 → 7 in two steps',
    surges: [],
    recovery,
    replicas: { atStart: 2, peakDesired: 7, peakReady, atEnd: 2 },
  };
  const { run } = analysisExample({});
  const observed = { fromMs: run.startMs, toMs: (run.endMs ?? 0) - (isCut ? 60_000 : 0) };
  const analysis = analysisExample({ scaling: [{ ...record, observed } as unknown as ScalingAnalysis] });
  return decideVerdict([analysis], null, [parseGate(gate)])?.checks ?? [];
}

const back: Recovery = {
  outcome: 'recovered',
  loadEndToFirstDown: null,
  loadEndToStart: { leastMs: 310_000, mostMs: 330_000 },
};

it.each([
  ['recovery < 10m', back, 'pass', '5 min 10 s to 5 min 30 s'],
  ['recovery < 320s', back, 'inconclusive', '5 min 10 s to 5 min 30 s'],
  ['recovery < 5m', back, 'fail', '5 min 10 s to 5 min 30 s'],
  ['recovery < 5m', { ...back, outcome: 'none-needed', loadEndToStart: null }, 'pass', 'not needed'],
  ['recovery < 5m', { ...back, outcome: 'unknown', loadEndToStart: null }, 'inconclusive', 'no value'],
  [
    'recovery < 10m',
    { ...back, outcome: 'not-seen', loadEndToStart: { leastMs: 60_000, mostMs: null } },
    'inconclusive',
    '60 s and more',
  ],
  [
    'recovery < 30s',
    { ...back, outcome: 'not-seen', loadEndToStart: { leastMs: 60_000, mostMs: null } },
    'fail',
    '60 s and more',
  ],
] as const)('%s, %o: %s', (gate, recovery, outcome, actual) => {
  expect(judged(gate, recovery, 7)).toMatchObject([
    { kind: 'scaling', subject: 'chatbot, recovery', outcome, actual },
  ]);
});

it.each([
  ['peak_replicas <= 8', 7, 'pass'],
  ['peak_replicas >= 8', 7, 'fail'],
  ['peak_pods >= 5', 7, 'pass'],
  ['peak_pods >= 5', null, 'inconclusive'],
  ['peak_pods{other} >= 5', 7, 'inconclusive'],
] as const)('%s of %s: %s', (gate, peak, outcome) => {
  expect(judged(gate, back, peak)).toMatchObject([{ kind: 'scaling', outcome }]);
});

it.each([
  ['peak_replicas >= 5', 'pass'],
  ['peak_replicas >= 8', 'inconclusive'],
  ['peak_replicas <= 8', 'inconclusive'],
  ['peak_replicas <= 5', 'fail'],
] as const)('of a record that ends before the load, with 7 seen, %s: %s', (gate, outcome) => {
  expect(judged(gate, back, 7, true)).toMatchObject([{ outcome }]);
});
