import type { LocustFileKind } from './part.ts';

const TITLES: Readonly<Record<LocustFileKind, string>> = {
  stats: 'Locust statistics (CSV)',
  requests: 'Locust requests (CSV, 0.13.2 or older)',
  distribution: 'Locust distribution (CSV, 0.13.2 or older)',
  history: 'Locust statistics history (CSV)',
  failures: 'Locust failures (CSV)',
  exceptions: 'Locust exceptions (CSV)',
  json: 'Locust statistics (JSON)',
  html: 'Locust report (HTML)',
  'request-log': 'Locust request log (CSV)',
};

/** What a file was read as, for people. */
export function readAs(kind: LocustFileKind): string {
  return TITLES[kind];
}
