import type { LimitGate } from '../../src/model/gate.ts';

/** A gate on p95 of all requests, and what differs from that. */
export function gate(change: Partial<LimitGate> = {}): LimitGate {
  return {
    kind: 'limit',
    text: '',
    metric: { kind: 'response-time', statistic: { kind: 'percentile', percentile: 95 } },
    selector: { kind: 'total' },
    operator: '<',
    bound: { kind: 'value', value: 2000 },
    during: null,
    forMs: null,
    ...change,
  };
}
