import type { UserCounts, Windows } from '../../model/run.ts';

/** The curves of a report as columns of equal length, a point every 5 seconds. */
export interface ReportHistory {
  /** Unix epoch seconds, ascending. */
  readonly atS: readonly number[];
  readonly users: readonly number[];
  readonly requestsPerS: readonly number[];
  readonly failuresPerS: readonly number[];
  /** Response times in ms of the last 10 seconds or so, by percentile (0…100); 0 where there was no request. */
  readonly percentiles: ReadonlyMap<number, readonly number[]>;
}

/** A rate is the mean over the seconds from 12 before the last request to 2 before it (`current_rps`, locust/stats.py). */
const RATE_FROM_S = 12;
const RATE_TO_S = 2;

const TRAILING_MS = 10_000;

/** Users over time; null without a curve. */
export function usersOf(history: ReportHistory): UserCounts | null {
  if (history.atS.length === 0) return null;
  return {
    atMs: Float64Array.from(history.atS, (at) => at * 1000),
    users: Float64Array.from(history.users),
  };
}

/**
 * Windows with true counts, from rates that are means over 10 seconds and so overlap: of all points those are taken
 * whose periods do not, and a rate times the whole seconds it is the mean of is a count again. A point is passed over
 * when that count is not whole (the rate is of other seconds than it should be), or when its rate stands still because
 * no request has come to an end for 10 seconds. Null without any window.
 *
 * @param startS when Locust began to count, Unix epoch seconds.
 */
export function windowsOf(history: ReportHistory, startS: number): Windows | null {
  const taken: { readonly point: number; readonly fromS: number; readonly toS: number }[] = [];
  history.atS.forEach((atS, point) => {
    const fromS = Math.max(atS - RATE_FROM_S, Math.floor(startS));
    const toS = atS - RATE_TO_S;
    const isNext = fromS >= (taken.at(-1)?.toS ?? Number.NEGATIVE_INFINITY) && toS > fromS;
    if (isNext && isCounted(history, point, toS - fromS)) taken.push({ point, fromS, toS });
  });
  if (taken.length === 0) return null;
  const count = (perS: readonly number[]): Float64Array =>
    Float64Array.from(taken, ({ point, fromS, toS }) => Math.round((perS[point] ?? 0) * (toS - fromS)));
  const percentiles = [...history.percentiles].sort((a, b) => a[0] - b[0]);
  return {
    length: taken.length,
    startMs: Float64Array.from(taken, ({ fromS }) => fromS * 1000),
    endMs: Float64Array.from(taken, ({ toS }) => toS * 1000),
    requests: count(history.requestsPerS),
    failures: count(history.failuresPerS),
    sumMs: null,
    quantiles: {
      percentiles: percentiles.map(([percentile]) => percentile),
      valuesMs: percentiles.map(([, valuesMs]) =>
        Float32Array.from(taken, ({ point }) => valuesMs[point] || Number.NaN),
      ),
      covers: 'trailing',
      spanMs: TRAILING_MS,
      rounding: 'two-digits',
    },
    histograms: null,
  };
}

function isCounted(history: ReportHistory, point: number, seconds: number): boolean {
  const requests = (history.requestsPerS[point] ?? 0) * seconds;
  const failures = (history.failuresPerS[point] ?? 0) * seconds;
  const areWhole = [requests, failures].every((count) => Math.abs(count - Math.round(count)) < 0.001);
  const columns = [...history.percentiles.values()];
  const standsStill = requests > 0 && columns.length > 0 && columns.every((valuesMs) => !valuesMs[point]);
  return areWhole && !standsStill;
}
