/** How often and how long; all in ms but where it says otherwise. */
export interface MonitorTiming {
  /** How long a watch is asked to last, in s: less than what proxies and load balancers cut off. */
  readonly watchS: number;
  /** A watch that says nothing for so long is begun anew. API servers send a bookmark each minute. */
  readonly silenceMs: number;
  /** Between two looks at workload and autoscaler beside their watches. */
  readonly crossCheckMs: number;
  /** How far a watch may be behind such a look. */
  readonly behindMs: number;
  /** Between two readings of the pods' CPU and memory; the metrics server makes them as often. */
  readonly metricsMs: number;
  /** Between two looks at the cluster's clock. */
  readonly clockMs: number;
  /** Of one request. */
  readonly requestMs: number;
  /** After the first failure; doubles with each further one. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
}

export const USUAL_TIMING: MonitorTiming = {
  watchS: 290,
  silenceMs: 150_000,
  crossCheckMs: 10_000,
  behindMs: 2000,
  metricsMs: 15_000,
  clockMs: 60_000,
  requestMs: 15_000,
  firstPauseMs: 500,
  longestPauseMs: 30_000,
};

/**
 * How long to wait after so many failures in a row: doubled each time, then drawn from its upper half, so that many clients
 * do not come back at once; never less than what the server asks for.
 *
 * @param failures 1 or more.
 * @param draw in [0, 1).
 */
export function pauseAfter(
  failures: number,
  { firstPauseMs, longestPauseMs }: Pick<MonitorTiming, 'firstPauseMs' | 'longestPauseMs'>,
  retryAfterMs: number | null,
  draw: number,
): number {
  const full = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(30, failures - 1));
  return Math.max(retryAfterMs ?? 0, full / 2 + (full / 2) * draw);
}

/** Waits, or until the signal; never rejects. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
}
