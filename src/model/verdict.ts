import type { EndpointKey } from './endpoint-key.ts';
import type { MetricId } from './metric.ts';

/** A limit the user set. */
export interface Slo {
  readonly endpoint: EndpointKey | 'total' | 'each';
  readonly metric: MetricId;
  readonly operator: '<' | '<=' | '>' | '>=';
  readonly limit: number;
}

export interface Verdict {
  readonly schema: 'verdict/1';
  readonly outcome: Outcome;
  readonly checks: readonly Check[];
}

/** 'inconclusive' is an answer: the data cannot carry a decision. It is never shown as a pass. */
export type Outcome = 'pass' | 'fail' | 'inconclusive';

export interface Check {
  readonly id: string;
  readonly kind: 'slo' | 'regression' | 'scaling' | 'data-quality';
  readonly outcome: Outcome;
  /** 'POST /chat, p95' */
  readonly subject: string;
  /** 'at most 6 s' */
  readonly expected: string;
  /** '7.90 s' */
  readonly actual: string;
  readonly explanation: string;
}
