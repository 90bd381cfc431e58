import type { HttpRequest, HttpResult, HttpSettings } from '../../engine/http/session.ts';
import { Problem } from '../../model/problem.ts';
import { formatDuration, formatMs } from '../../report/format.ts';
import { checkTarget, sendEach } from '../reach-target.ts';
import { bad, type Finding, good, unknown } from './finding.ts';

/** How often the time of a single request is taken; the median is shown. */
const TIMED_REQUESTS = 5;
/** The Date header has whole seconds, and answers take time on the way. */
const TOLERATED_CLOCK_MS = 2000;

interface Endpoint {
  readonly check: string;
  readonly request: Pick<HttpRequest, 'url'> & Partial<HttpRequest>;
  /** What is wrong with a body; null when nothing is. */
  readonly explain: (body: string) => string | null;
}

/** What the built-in scenario asks of its target, by `scenarios.md`. */
const endpoints: readonly Endpoint[] = [
  { check: 'GET /health', request: { url: '/health' }, explain: hasKeys('status') },
  {
    check: 'POST /chat',
    request: {
      url: '/chat',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message: 'What is a pod?', conversation_id: 'plimsoll-doctor' }),
      timeoutMs: 30_000,
    },
    explain: hasKeys('response', 'timestamp'),
  },
  {
    check: 'GET /stats',
    request: { url: '/stats' },
    explain: hasKeys('total_messages', 'active_conversations', 'uptime_seconds'),
  },
  {
    check: 'GET /metrics',
    request: { url: '/metrics' },
    explain: (body) => (body.includes('http_requests_total') ? null : 'the text has no http_requests_total'),
  },
];

/**
 * Whether the target answers, rightly and how fast, and whether its clock agrees.
 *
 * @param now Unix epoch ms.
 */
export async function checkTargetHealth(
  settings: HttpSettings,
  now: () => number,
): Promise<readonly Finding[]> {
  try {
    await checkTarget(settings);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return [bad('target', error.message, error.fix ?? 'Name another place with --host.')];
  }
  const answers = await sendEach(
    settings,
    endpoints.map(({ request }) => request),
  );
  const single = { url: endpoints[0]?.request.url ?? '/' };
  const timed = await sendEach(
    settings,
    Array.from({ length: TIMED_REQUESTS }, () => single),
  );
  return [
    good('target', `${settings.host} answers`),
    ...endpoints.map((endpoint, i) => endpointFinding(endpoint, answers[i])),
    latencyFinding(timed),
    clockFinding(timed.at(-1)?.header('date') ?? null, now()),
  ];
}

function endpointFinding({ check, explain }: Endpoint, result: HttpResult | undefined): Finding {
  const wrong = result === undefined ? 'no answer' : wrongWith(result, explain);
  return wrong === null
    ? good(check, 'the right answer')
    : bad(check, wrong, 'The built-in scenario needs it. For another service write your own: plimsoll init');
}

function wrongWith(result: HttpResult, explain: Endpoint['explain']): string | null {
  if (result.failure !== null) return result.failure;
  if (result.status !== 200) return `HTTP ${result.status}`;
  return explain(Buffer.from(result.body()).toString('utf8'));
}

/** Body: a JSON object that has all of these. */
function hasKeys(...keys: readonly string[]): Endpoint['explain'] {
  return (body) => {
    let value: unknown;
    try {
      value = JSON.parse(body);
    } catch {
      return 'the answer is not JSON';
    }
    const missing = keys.find(
      (key) => typeof value !== 'object' || value === null || !Object.hasOwn(value, key),
    );
    return missing === undefined ? null : `JSON has no ${missing}`;
  };
}

function latencyFinding(results: readonly HttpResult[]): Finding {
  const check = 'single request';
  const timesMs = results
    .filter(({ status }) => status > 0)
    .map(({ sentAtMs, endAtMs }) => endAtMs - sentAtMs)
    .sort((a, b) => a - b);
  const medianMs = timesMs[Math.floor(timesMs.length / 2)];
  return medianMs === undefined
    ? unknown(check, 'no request was answered')
    : good(check, `${formatMs(medianMs)} without load, median of ${timesMs.length}`);
}

/**
 * What is to be said of a `Date` header that came at `nowMs`.
 *
 * RFC 9110, section 6.6.1: whole seconds, so the server's clock is anywhere in the second that begins there.
 */
export function clockFinding(date: string | null, nowMs: number): Finding {
  const check = 'clock';
  const serverMs = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(serverMs)) return unknown(check, 'the target does not tell its time');
  const offMs = nowMs < serverMs ? serverMs - nowMs : Math.max(0, nowMs - serverMs - 1000);
  return offMs <= TOLERATED_CLOCK_MS
    ? good(check, "agrees with the target's")
    : bad(
        check,
        `differs from the target's by ${formatDuration(offMs)}`,
        'Set both by a time server, or logs and measurements will not fit together.',
      );
}
