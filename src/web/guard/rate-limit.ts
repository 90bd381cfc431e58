/** More than two pages that reload as fast as they can, and far less than a script that loops. */
const PER_S = 50;
const AT_ONCE = 200;
/** Addresses beyond these are forgotten, the longest silent first. */
const MOST_ADDRESSES = 1000;

interface Bucket {
  tokens: number;
  atMs: number;
}

/**
 * Limits the requests of one address: so many a second, and so many at once (a token bucket).
 *
 * @returns tells whether a request at `nowMs` may be answered.
 */
export function createRateLimit(): (address: string, nowMs: number) => boolean {
  const buckets = new Map<string, Bucket>();
  return (address, nowMs) => {
    const before = buckets.get(address) ?? { tokens: AT_ONCE, atMs: nowMs };
    const refilled = Math.min(AT_ONCE, before.tokens + (Math.max(0, nowMs - before.atMs) / 1000) * PER_S);
    const isAllowed = refilled >= 1;
    buckets.delete(address);
    buckets.set(address, { tokens: isAllowed ? refilled - 1 : refilled, atMs: nowMs });
    if (buckets.size > MOST_ADDRESSES) buckets.delete(buckets.keys().next().value ?? '');
    return isAllowed;
  };
}
