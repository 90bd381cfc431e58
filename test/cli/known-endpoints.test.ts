import { expect, it } from 'vitest';
import { refuseUnknownEndpoints } from '../../src/cli/gates/known-endpoints.ts';
import { parseGate } from '../../src/decode/gate/parse-gate.ts';
import { analysisExample, emptyAnalysis } from '../support/analysis-example.ts';

const refuse =
  (gate: string, analysis = analysisExample()) =>
  () =>
    refuseUnknownEndpoints([parseGate(gate)], [analysis]);

it('takes the label of an endpoint, and its bare name where one endpoint has it', () => {
  expect(refuse('p95{POST /chat} < 1s')).not.toThrow();
  expect(refuse('p95{/chat} < 1s')).not.toThrow();
  const [chat] = analysisExample().endpoints;
  if (chat === undefined) throw new Error('no endpoint');
  const endpoints = [chat, { ...chat, key: { method: 'GET', name: '/chat' } }];
  expect(refuse('p95{POST /chat} < 1s', analysisExample({ endpoints }))).not.toThrow();
  expect(refuse('p95{/chat} < 1s', analysisExample({ endpoints }))).toThrow(
    expect.objectContaining({ code: 'no-such-endpoint', fix: 'Name one of POST /chat, GET /chat.' }),
  );
});

it('refuses what no run has, unless the run has nothing', () => {
  expect(refuse('no regression{POST /chatt}')).toThrow(
    expect.objectContaining({ code: 'no-such-endpoint', fix: 'Did you mean "POST /chat"?' }),
  );
  expect(refuse('p95{POST /chatt} < 1s', emptyAnalysis())).not.toThrow();
  expect(refuse('time_to_scale{chatbot} < 1m')).not.toThrow();
});
