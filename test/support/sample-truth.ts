import { readFileSync } from 'node:fs';

/** What a listener inside the Locust process recorded of one endpoint, or of all: exact times in ms. */
export interface ClientTruth {
  readonly method: string;
  readonly name: string;
  /** Requests, those without a response time included. */
  readonly n: number;
  /** Requests without a response time. */
  readonly none: number;
  readonly failures: number;
  /** Rounded to 4 decimals, as the others; null when no request had a response time. */
  readonly mean: number | null;
  readonly min: number | null;
  readonly max: number | null;
  /** By ratio ('0.95'), rounded to 3 decimals: sorted[ceil(p n) - 1]. */
  readonly nearest_rank: Readonly<Record<string, number>>;
}

/** The truth of one sample run. */
export interface SampleTruth {
  readonly endpoints: readonly ClientTruth[];
  /** Null for a run without requests. */
  readonly total: ClientTruth | null;
  /** From the first request's end to the last one's. */
  readonly durationMs: number | null;
}

/** Reads `test/fixtures/truth/<folder>.json`. */
export function sampleTruth(folder: string): SampleTruth {
  const path = new URL(`../fixtures/truth/${folder}.json`, import.meta.url);
  const { truth } = JSON.parse(readFileSync(path, 'utf8')) as {
    truth: {
      client: ClientTruth[];
      /** Missing when there was no request. */
      client_total?: Omit<ClientTruth, 'method' | 'name'> & {
        first_end_epoch_s: number;
        last_end_epoch_s: number;
      };
    };
  };
  const total = truth.client_total;
  if (total === undefined) return { endpoints: truth.client, total: null, durationMs: null };
  return {
    endpoints: truth.client,
    total: { ...total, method: '', name: 'Aggregated' },
    durationMs: (total.last_end_epoch_s - total.first_end_epoch_s) * 1000,
  };
}

/** Every folder of `samples/locust`, one real run each, from Locust 0.12.2 to today. */
export const sampleFolders = [
  'd01-baseline',
  'd02-candidate',
  'd03-no-requests',
  'd04-names',
  'd05-kill9',
  'd06-distributed',
  'd07-short-history-custom-percentiles',
  'd08-locust-0.12.2',
  'd09-locust-0.14.6',
  'd10-locust-1.6.0',
  'd11-locust-head',
  'd12-locust-2.29.1',
] as const;

export type SampleFolder = (typeof sampleFolders)[number];
