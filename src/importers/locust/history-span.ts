import type { UserCounts, Windows } from '../../model/run.ts';

/** Idle time shorter than this at either end is left as it is. */
const IDLE_WORTH_CUTTING_MS = 5000;

/**
 * The part of the history in which there were users or requests, Unix epoch ms. Locust's web page writes rows before the
 * first start of a test and after its stop, which belong to no test. Null without windows.
 */
export function activeSpan(
  total: Windows | null,
  users: UserCounts | null,
): { startMs: number; endMs: number } | null {
  if (total === null || total.length === 0) return null;
  const isActive = (i: number) => (total.requests[i] ?? 0) > 0 || usersAt(users, total.startMs[i] ?? 0) > 0;
  let first = 0;
  while (first < total.length - 1 && !isActive(first)) first += 1;
  let last = total.length - 1;
  while (last > first && !isActive(last)) last -= 1;
  const wholeStartMs = total.startMs[0] ?? 0;
  const wholeEndMs = total.endMs[total.length - 1] ?? 0;
  const startMs = total.startMs[first] ?? wholeStartMs;
  const endMs = total.endMs[last] ?? wholeEndMs;
  return {
    startMs: startMs - wholeStartMs >= IDLE_WORTH_CUTTING_MS ? startMs : wholeStartMs,
    endMs: wholeEndMs - endMs >= IDLE_WORTH_CUTTING_MS ? endMs : wholeEndMs,
  };
}

function usersAt(users: UserCounts | null, atMs: number): number {
  if (users === null) return 0;
  let lo = 0;
  let hi = users.atMs.length;
  while (lo < hi) {
    const middle = (lo + hi) >>> 1;
    if ((users.atMs[middle] ?? 0) <= atMs) lo = middle + 1;
    else hi = middle;
  }
  return users.users[lo - 1] ?? 0;
}

/** The windows that lie within the span. */
export function windowsInSpan(windows: Windows, span: { startMs: number; endMs: number }): Windows {
  let from = 0;
  while (from < windows.length && (windows.startMs[from] ?? 0) < span.startMs) from += 1;
  let to = windows.length;
  while (to > from && (windows.endMs[to - 1] ?? 0) > span.endMs) to -= 1;
  if (from === 0 && to === windows.length) return windows;
  const { quantiles } = windows;
  return {
    length: to - from,
    startMs: windows.startMs.slice(from, to),
    endMs: windows.endMs.slice(from, to),
    requests: windows.requests.slice(from, to),
    failures: windows.failures.slice(from, to),
    sumMs: windows.sumMs?.slice(from, to) ?? null,
    quantiles:
      quantiles === null
        ? null
        : { ...quantiles, valuesMs: quantiles.valuesMs.map((values) => values.slice(from, to)) },
    histograms: null,
  };
}
