import { describe, expect, it } from 'vitest';
import { parseGate } from '../../src/decode/gate/parse-gate.ts';
import type { ScalingAnalysis, Surge } from '../../src/model/scaling-analysis.ts';
import { decideVerdict } from '../../src/verdict/decide.ts';
import { analysisExample } from '../support/analysis-example.ts';

const surge: Surge = {
  number: 1,
  loadChange: null,
  load: null,
  fromReplicas: 2,
  toReplicas: 7,
  steps: 2,
  outcome: 'ready',
  timeToScale: { leastMs: 85_000, mostMs: 105_000 },
  loadToFirstDecision: null,
  firstDecisionToReady: { leastMs: 60_000, mostMs: 60_000 },
  firstNewPodReady: null,
  allReady: null,
  slow: null,
};

/** Of an analysis of scaling, what gates read. */
function judged(gate: string, ...surges: readonly Surge[]) {
  const record = { workload: 'chatbot', summary: 'Nothing was asked for.', surges };
  const analysis = analysisExample({ scaling: [record as unknown as ScalingAnalysis] });
  return decideVerdict([analysis], null, [parseGate(gate)])?.checks ?? [];
}

describe('time to scale', () => {
  it.each([
    ['time_to_scale < 2m', 'pass'],
    ['time_to_scale < 100s', 'inconclusive'],
    ['time_to_scale < 80s', 'fail'],
    ['time_to_scale{chatbot} < 2m', 'pass'],
    ['time_to_scale{other} < 2m', 'inconclusive'],
  ])('of 85 to 105 s, %s: %s', (gate, outcome) => {
    expect(judged(gate, surge)).toMatchObject([{ kind: 'scaling', outcome }]);
  });

  it('is of the slowest rise of the load', () => {
    const fast = { ...surge, timeToScale: { leastMs: 10_000, mostMs: 10_000 } };
    expect(judged('time_to_scale < 2m', fast, surge)).toMatchObject([
      {
        subject: 'chatbot, time to scale',
        actual: '85 s to 105 s',
        explanation: 'The slowest of 2 rises of the load: from 2 to 7 replicas.',
      },
    ]);
  });

  it('is from the decision where the rise of the load is not known, and says so', () => {
    expect(judged('time_to_scale < 61s', { ...surge, timeToScale: null })).toMatchObject([
      { outcome: 'pass', actual: '60 s', explanation: expect.stringContaining('since the decision') },
    ]);
  });

  it('that was not over is missed once it took longer than allowed, and else open', () => {
    const cut = { ...surge, timeToScale: { leastMs: 90_000, mostMs: null } };
    expect(judged('time_to_scale < 80s', cut)).toMatchObject([{ outcome: 'fail', actual: '90 s and more' }]);
    expect(judged('time_to_scale < 2m', cut)).toMatchObject([{ outcome: 'inconclusive' }]);
  });

  it('is met by what never had to scale', () => {
    const record = {
      workload: 'chatbot',
      summary: 'Stayed at 2 replicas.',
      outcome: 'not-needed',
      surges: [],
    };
    const analysis = analysisExample({ scaling: [record as unknown as ScalingAnalysis] });
    expect(decideVerdict([analysis], null, [parseGate('time_to_scale < 2m')])?.checks).toMatchObject([
      { outcome: 'pass', actual: 'not needed', explanation: 'Stayed at 2 replicas.' },
    ]);
  });

  it('of a record without any is not judged, with what the record says', () => {
    expect(judged('time_to_scale < 2m')).toMatchObject([
      { outcome: 'inconclusive', explanation: 'Nothing was asked for.' },
    ]);
  });
});
