/**
 * The Apdex score, 0 (all frustrated) to 1 (all satisfied): satisfied requests count whole, tolerating ones half.
 *
 * `satisfied` took at most the target time T, `tolerating` more than T and at most 4 T; the rest of the `n` requests,
 * and every failed one, is frustrated.
 *
 * Throws RangeError when `n` is not above 0, since no requests have no score, or when the counts exceed it.
 *
 * Source: Apdex Alliance, "Application Performance Index – Apdex Technical Specification", version 1.1, 2007.
 */
export function apdex(satisfied: number, tolerating: number, n: number): number {
  if (!(n > 0)) throw new RangeError(`The Apdex score needs at least one request, found "${n}".`);
  if (!(satisfied >= 0 && tolerating >= 0 && satisfied + tolerating <= n)) {
    throw new RangeError(
      `"${satisfied}" satisfied and "${tolerating}" tolerating are no parts of ${n} requests.`,
    );
  }
  return (satisfied + tolerating / 2) / n;
}
