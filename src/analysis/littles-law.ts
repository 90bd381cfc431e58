import type { EndpointAnalysis, LittlesLaw, Phases } from '../model/analysis.ts';
import type { Run } from '../model/run.ts';

/** N may differ from X R by this much before the law counts as violated (statistics.md 5.1). */
const TOLERANCE = 0.05;

/**
 * Whether users, throughput and response time fit together in the steady state: users who only wait for
 * responses cannot be more than X R; the rest of their time is think time.
 */
export function checkLittlesLaw(run: Run, phases: Phases, total: EndpointAnalysis): LittlesLaw {
  const users = meanUsers(run, phases);
  const { throughputPerS, meanMs, isOfAll } = ratesOf(run, phases, total);
  const numbers = { users, throughputPerS, meanMs };
  const missing = whatIsMissing(run, phases, users, throughputPerS, meanMs);
  if (missing !== null || users === null || throughputPerS === null || meanMs === null) {
    return {
      outcome: 'not-checked',
      ...numbers,
      impliedThinkTimeMs: null,
      explanation: `Not checked: ${missing}.`,
    };
  }
  const busy = (throughputPerS * meanMs) / 1000;
  if (busy > users * (1 + TOLERANCE)) {
    return {
      outcome: 'violated',
      ...numbers,
      impliedThinkTimeMs: null,
      explanation: `${users.toFixed(1)} users cannot keep ${busy.toFixed(1)} requests under way: the user count, the throughput or the response times are wrong.`,
    };
  }
  const impliedThinkTimeMs = Math.max(0, (users / throughputPerS) * 1000 - meanMs);
  return {
    outcome: 'plausible',
    ...numbers,
    impliedThinkTimeMs,
    explanation: `${users.toFixed(1)} users at ${throughputPerS.toFixed(1)} ${isOfAll ? '' : 'successful '}requests/s and a mean response time of ${meanMs.toFixed(0)} ms spend ${((100 * busy) / users).toFixed(0)} % of their time waiting; the rest, ${(impliedThinkTimeMs / 1000).toFixed(2)} s a request, is ${isOfAll ? 'think time' : 'think time, or waiting for requests that failed,'} if the numbers are right.`,
  };
}

/**
 * Throughput and response time of the same requests: of all; of the successful ones where the response times of the
 * others are not known of this part of the run. Users who wait for failing requests too only add to what is found.
 */
function ratesOf(run: Run, phases: Phases, total: EndpointAnalysis) {
  const part = phases.method === 'whole-run' ? total.whole : total.steady;
  const throughputPerS = part?.throughputPerS?.value ?? null;
  const meanMs = part?.latency?.meanMs?.value ?? null;
  const failures = part?.failures ?? 0;
  if (run.source.latencyCovers === 'all-requests' || failures === 0) {
    return { throughputPerS, meanMs, isOfAll: true };
  }
  const allMs = phases.method === 'whole-run' ? (total.allRequests?.meanMs?.value ?? null) : null;
  if (allMs !== null) return { throughputPerS, meanMs: allMs, isOfAll: true };
  return { throughputPerS: part?.goodputPerS?.value ?? null, meanMs, isOfAll: false };
}

function whatIsMissing(
  run: Run,
  phases: Phases,
  users: number | null,
  throughputPerS: number | null,
  meanMs: number | null,
): string | null {
  if (run.load.kind === 'open') return 'the law of users holds for a closed load only';
  if (phases.steadyStartMs === null) return 'there is no steady state';
  if (users === null || users === 0) return 'the source has no number of users';
  if (throughputPerS === null || throughputPerS === 0) return 'there is no throughput in the steady state';
  if (meanMs === null) return 'the source has no exact mean response time over time';
  return null;
}

/** Mean number of users over the steady state, weighted by time; null when unknown. */
function meanUsers(run: Run, phases: Phases): number | null {
  const { steadyStartMs, steadyEndMs } = phases;
  if (run.users === null || steadyStartMs === null || steadyEndMs === null) return null;
  const { atMs, users } = run.users;
  let userMs = 0;
  let knownMs = 0;
  for (let i = 0; i < atMs.length; i += 1) {
    const fromMs = Math.max(atMs[i] ?? 0, steadyStartMs);
    const toMs = Math.min(atMs[i + 1] ?? steadyEndMs, steadyEndMs);
    if (toMs <= fromMs) continue;
    userMs += (users[i] ?? 0) * (toMs - fromMs);
    knownMs += toMs - fromMs;
  }
  return knownMs === 0 ? null : userMs / knownMs;
}
