import type { ReachabilityEvent } from '../../model/event.ts';
import { pause } from '../watch/timing.ts';

/** Between two looks, and how long one may take. */
const EVERY_MS = 10_000;
const PATIENCE_MS = 5000;

/** Asks a URL again and again whether it answers, until the signal. Never rejects. */
export async function probe(
  url: string,
  signal: AbortSignal,
  emit: (event: ReachabilityEvent) => void,
): Promise<void> {
  while (!signal.aborted) {
    const startMs = Date.now();
    const { isReachable, message } = await ask(url);
    if (!signal.aborted) emit({ type: 'reachability', atMs: startMs, isReachable, message });
    await pause(Math.max(0, EVERY_MS - (Date.now() - startMs)), signal);
  }
}

/** Any answer but one of a server that fails counts. */
async function ask(url: string): Promise<{ readonly isReachable: boolean; readonly message: string }> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
    await response.body?.cancel();
    return { isReachable: response.status < 500, message: `HTTP ${response.status}` };
  } catch (error) {
    return { isReachable: false, message: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${PATIENCE_MS / 1000} s`;
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return code === 'ECONNREFUSED' ? 'connection refused' : code || error.message;
}
