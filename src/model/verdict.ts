export interface Verdict {
  readonly schema: 'verdict/1';
  readonly outcome: Outcome;
  readonly checks: readonly Check[];
}

/** 'inconclusive' is an answer: the data cannot carry a decision. It is never shown as a pass. */
export type Outcome = 'pass' | 'fail' | 'inconclusive';

export interface Check {
  /** 'gate-2' and 'gate-2-1' are of the second gate that the user set; others come of themselves. */
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
