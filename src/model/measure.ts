/** Something measured of single requests beside their response time. */
export interface Measure {
  readonly id: MeasureId;
  readonly values: MeasuredValues;
}

/**
 * Counts by value, in the unit that the table `measures` names. Each value stands for its neighbourhood by the
 * rounding 'three-digits' of `distribution.ts`; count, sum and extremes are exact.
 */
export interface MeasuredValues {
  readonly count: number;
  readonly sum: number;
  /** Null when nothing was measured. */
  readonly min: number | null;
  readonly max: number | null;
  /** Ascending. */
  readonly values: readonly number[];
  readonly counts: readonly number[];
}

/** What a measure is, in the words that stand beside every number of it. */
export interface MeasureDefinition {
  readonly id: string;
  readonly label: string;
  readonly unit: 'ms' | 'tokens' | 'tokens/s';
  /** One sentence: from where to where the clock runs, or what is counted. Stored with the numbers. */
  readonly definition: string;
}

/** Every measure, in the order of tables. Definitions of the streaming ones: statistics.md, section 7. */
export const measures = [
  {
    id: 'service-time',
    label: 'service time',
    unit: 'ms',
    definition:
      'From sending the request to the last byte of the answer; without the time it was due but not sent.',
  },
  {
    id: 'send-lateness',
    label: 'send lateness',
    unit: 'ms',
    definition: 'From the moment the request was due to the moment it was sent.',
  },
  {
    id: 'failed-response-time',
    label: 'response time of failed requests',
    unit: 'ms',
    definition: 'As the response time, of requests that failed.',
  },
  {
    id: 'time-to-first-byte',
    label: 'time to first byte',
    unit: 'ms',
    definition: 'From sending the request to the head of the answer.',
  },
  {
    id: 'connect-time',
    label: 'connect time',
    unit: 'ms',
    definition:
      'From opening a connection until it can be used, TLS handshake included; of new connections only.',
  },
  {
    id: 'ttft.firstContent',
    label: 'time to first token',
    unit: 'ms',
    definition:
      'From sending the request to the first chunk with text in it (as aiperf, guidellm and llmperf).',
  },
  {
    id: 'ttft.firstChunk',
    label: 'time to first chunk',
    unit: 'ms',
    definition: 'From sending the request to the first chunk of the answer, even one without text (as vLLM).',
  },
  {
    id: 'itl.gap',
    label: 'gap between chunks',
    unit: 'ms',
    definition: "Between one chunk with text and the next, all gaps of all answers pooled (as vLLM's ITL).",
  },
  {
    id: 'itl.request',
    label: 'mean gap of an answer',
    unit: 'ms',
    definition:
      "Per answer: from the first to the last chunk with text, divided by the number of tokens less one (as aiperf's and guidellm's ITL).",
  },
  {
    id: 'tpot',
    label: 'time per output token',
    unit: 'ms',
    definition:
      "Per answer: from the first chunk, even one without text, to the last with text, divided by the number of tokens less one (as vLLM's TPOT).",
  },
  {
    id: 'e2e.lastContent',
    label: 'time to last token',
    unit: 'ms',
    definition: 'From sending the request to the last chunk with text in it (as aiperf and vLLM).',
  },
  {
    id: 'tokens',
    label: 'tokens of an answer',
    unit: 'tokens',
    definition: 'As the server states them in its usage; where it does not, the number of chunks with text.',
  },
  {
    id: 'tokens-per-second',
    label: 'output speed of an answer',
    unit: 'tokens/s',
    definition:
      'Per answer: the number of tokens less one, divided by the time from the first to the last chunk with text.',
  },
] as const satisfies readonly MeasureDefinition[];

export type MeasureId = (typeof measures)[number]['id'];
