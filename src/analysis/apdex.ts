import type { Apdex } from '../model/analysis.ts';
import type { Distribution } from '../model/distribution.ts';
import { countAtMost, latencyCount } from '../model/percentile.ts';
import { apdex } from '../stats/apdex.ts';

/** A range wider than this has no single score. */
const WIDEST_SCORE = 0.005;

/**
 * The Apdex score: (satisfied + tolerating / 2) / all. Satisfied: a success within `toleratedMs`; tolerating: within
 * four times that; failures are frustrated. Where the source does not tell which response times are of failures,
 * or gives only a few percentiles, the score is a range. Null when there is no response time, unless all requests failed
 * and none of them is to be among the response times: then it is 0.
 *
 * Apdex Alliance (2007), "Application Performance Index – Apdex Technical Specification", version 1.1.
 */
export function apdexOf(
  distribution: Distribution | null,
  counts: { readonly requests: number; readonly failures: number },
  toleratedMs: number,
  latencyCovers: 'all-requests' | 'successful-requests',
): Apdex | null {
  const n = distribution === null ? 0 : latencyCount(distribution);
  const { requests, failures } = counts;
  if (distribution === null || n === 0) {
    const isNothingButFailures = requests > 0 && failures === requests;
    if (latencyCovers === 'all-requests' || !isNothingButFailures) return null;
    return { toleratedMs, score: 0, lo: 0, hi: 0 };
  }
  const all = latencyCovers === 'all-requests' ? n : n + failures;
  const hidden = latencyCovers === 'all-requests' ? Math.min(failures, n) : 0;
  const satisfied = countAtMost(distribution, toleratedMs);
  const tolerated = countAtMost(distribution, 4 * toleratedMs);
  // Each failure among the counted response times may or may not be one of the fast ones.
  const fewest = (count: number) => Math.max(0, count - hidden);
  const most = (count: number) => Math.min(count, n - hidden);
  const lo = apdex(fewest(satisfied.lo), fewest(tolerated.lo) - fewest(satisfied.lo), all);
  const hi = apdex(most(satisfied.hi), most(tolerated.hi) - most(satisfied.hi), all);
  return { toleratedMs, score: hi - lo <= WIDEST_SCORE ? (lo + hi) / 2 : null, lo, hi };
}
