import type { HttpRequest, HttpResult, HttpSettings } from '../../engine/http/session.ts';
import { Problem } from '../../model/problem.ts';
import { formatDuration, formatMs } from '../../report/format.ts';
import { checkTarget, isTimeout, type ProbeOptions, sendEach } from '../reach-target.ts';
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
 * Whether the target answers, rightly and how fast, and whether its clock agrees. Of a target that takes connections and
 * gives no answers, one endpoint after the first look is waited for, and no more.
 *
 * @param now Unix epoch ms.
 */
export async function* checkTargetHealth(
  settings: HttpSettings,
  probe: Required<ProbeOptions>,
  now: () => number,
): AsyncGenerator<Finding> {
  const first = await lookAtTarget(settings, probe);
  yield first.finding;
  if (!first.isReached) return;
  let silences = first.isSilent ? 1 : 0;
  let isWorthTiming = true;
  for (const endpoint of endpoints) {
    if (silences > 1) {
      yield unknown(endpoint.check, 'not asked: the target gives no answers');
      continue;
    }
    const [result] = await sendEach(settings, [endpoint.request], probe);
    if (result === undefined) throw new Error('a request has no result');
    silences = isTimeout(result) ? silences + 1 : 0;
    if (endpoint === endpoints[0]) isWorthTiming = silences === 0;
    yield endpointFinding(endpoint, result);
  }
  const { url } = endpoints[0]?.request ?? { url: '/' };
  const singles = Array.from({ length: isWorthTiming ? TIMED_REQUESTS : 0 }, () => ({ url }));
  const timed = await sendEach(settings, singles, probe);
  yield latencyFinding(timed);
  yield clockFinding(timed.at(-1)?.header('date') ?? null, now());
}

interface FirstLook {
  readonly finding: Finding;
  /** Whether it takes connections, and may be sent load. */
  readonly isReached: boolean;
  readonly isSilent: boolean;
}

async function lookAtTarget(settings: HttpSettings, probe: Required<ProbeOptions>): Promise<FirstLook> {
  try {
    if (await checkTarget(settings, probe)) {
      return { finding: good('target', `${settings.host} answers`), isReached: true, isSilent: false };
    }
    const found = `${settings.host} takes connections, and gave no answer to GET / within ${formatDuration(probe.timeoutMs)}`;
    const fix = 'Look at its logs; when it only needs longer, say so: --timeout 30s';
    return { finding: bad('target', found, fix), isReached: true, isSilent: true };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const finding = bad('target', error.message, error.fix ?? 'Name another place with --host.');
    return { finding, isReached: false, isSilent: false };
  }
}

function endpointFinding({ check, explain }: Endpoint, result: HttpResult): Finding {
  const wrong = wrongWith(result, explain);
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
