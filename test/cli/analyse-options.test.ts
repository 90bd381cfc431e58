import { expect, it } from 'vitest';
import { analysisOptionsFor } from '../../src/cli/analyse-options.ts';
import { parseGate } from '../../src/decode/gate/parse-gate.ts';
import { runOf, windowsOf } from '../support/run-example.ts';

const run = runOf(windowsOf([1, 1]), null);

it.each([
  ['p95 < 2s', 2000],
  ['p95 <= 1500ms during whole run', 1500],
  ['p99 < 2s', undefined],
  ['p95{POST /chat} < 2s', undefined],
  ['error_ratio < 1%', undefined],
])('%s: replicas are enough when the p95 of all requests is below %s ms', (gate, limitMs) => {
  expect(analysisOptionsFor(run, { gate: [parseGate(gate)] }).responseTimeLimitMs).toBe(limitMs);
});
