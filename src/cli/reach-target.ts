import type { HttpRequest, HttpResult, HttpSettings } from '../engine/http/session.ts';
import { createHttpSessions } from '../engine/http/sessions.ts';
import { Problem } from '../model/problem.ts';

/** How long a target may take for its very first answer, where nobody says. */
export const USUAL_PATIENCE_MS = 10_000;

/** How requests outside of a test are sent. */
export interface ProbeOptions {
  /** With every request; lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Of every request. */
  readonly timeoutMs?: number;
}

/**
 * Sends requests one after the other, as a single user over one connection, without any load.
 *
 * @param requests what to send; a path on the host, GET where nothing else is said.
 * @returns what came of each, in the same order.
 */
export async function sendEach(
  settings: HttpSettings,
  requests: readonly (Pick<HttpRequest, 'url'> & Partial<HttpRequest>)[],
  { headers = {}, timeoutMs = USUAL_PATIENCE_MS }: ProbeOptions = {},
): Promise<readonly HttpResult[]> {
  const sessions = createHttpSessions(settings);
  const session = sessions.open();
  try {
    const results: HttpResult[] = [];
    for (const request of requests) {
      results.push(
        await session.send({
          method: 'GET',
          body: null,
          timeoutMs,
          followRedirects: false,
          onHead: null,
          ...request,
          headers: { ...request.headers, ...headers },
        }),
      );
    }
    return results;
  } finally {
    session.close();
    await sessions.close();
  }
}

/**
 * Makes sure that something answers at the host, by one GET. Whatever it answers is fine, and so is a slow answer once
 * the connection is open.
 *
 * @returns whether it has answered in time.
 * @throws {Problem} 'target-unreachable', 'target-untrusted', 'wrong-scheme', 'public-host'.
 */
export async function checkTarget(settings: HttpSettings, options: ProbeOptions = {}): Promise<boolean> {
  const url = new URL(settings.host);
  const refusal = await settings.refuseOrigin(url);
  if (refusal?.startsWith('host not found')) throw unreachable(url, refusal);
  if (refusal !== null) throw publicHost(settings.host, refusal);
  const [result] = await sendEach(settings, [{ url: '/' }], options);
  if (result === undefined) throw new Error('a request has no result');
  if (isReached(result)) {
    if (result.status === 400 && url.protocol === 'http:' && (await answers(settings, 'https:')))
      throw wrongScheme(url, 'http', 'https');
    return result.status > 0;
  }
  const other = url.protocol === 'https:' ? 'http:' : 'https:';
  if (result.connectMs !== null || /^TLS|^not HTTP|closed|reset/.test(result.failure ?? '')) {
    if (await answers(settings, other)) {
      throw wrongScheme(url, url.protocol.slice(0, -1), other.slice(0, -1));
    }
  }
  const failure = result.failure ?? 'no answer';
  if (/certificate/.test(failure)) throw untrusted(url, failure);
  throw result.connectMs === null ? unreachable(url, failure) : otherService(url, failure);
}

function isReached(result: HttpResult): boolean {
  return result.status > 0 || (result.connectMs !== null && isTimeout(result));
}

/** Whether there was no answer in time. */
export function isTimeout({ status, failure }: HttpResult): boolean {
  return status === 0 && /^timeout/.test(failure ?? '');
}

/** Whether the same port answers when it is spoken to in the other way. */
async function answers(settings: HttpSettings, protocol: string): Promise<boolean> {
  const { href } = Object.assign(new URL(settings.host), { protocol });
  const other = { ...settings, host: href.replace(/\/+$/, ''), isInsecure: true };
  const [result] = await sendEach(other, [{ url: '/', timeoutMs: 3000 }]);
  return result !== undefined && result.status > 0 && result.status !== 400;
}

function wrongScheme(url: URL, asked: string, right: string): Problem {
  const what = `"${url.origin}" says ${asked}, and the service there speaks ${right}`;
  return new Problem('environment', 'wrong-scheme', what, {
    fix: `Name it so: --host ${right}://${url.host}${url.pathname.replace(/\/+$/, '')}`,
  });
}

function publicHost(host: string, refusal: string): Problem {
  return new Problem('usage', 'public-host', `"${host}" is refused: ${refusal}`, {
    fix: 'Load tests are for services of your own. If this is one, add: --allow-public-host',
  });
}

function untrusted(url: URL, failure: string): Problem {
  return new Problem('environment', 'target-untrusted', `cannot trust ${url.origin}: ${failure}`, {
    fix: 'Let Node know the authority (NODE_EXTRA_CA_CERTS=ca.pem), or trust any certificate: --insecure',
  });
}

/** Something takes connections there. */
function otherService(url: URL, failure: string): Problem {
  return new Problem('environment', 'target-unreachable', unreached(url, failure), {
    fix: 'Something listens there, and it does not answer as an HTTP service. Name another port with --host.',
  });
}

function unreached(url: URL, failure: string): string {
  return `cannot reach ${url.origin}: GET ${url.pathname} failed, ${failure}`;
}

function unreachable(url: URL, failure: string): Problem {
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  const what = unreached(url, failure);
  return new Problem('environment', 'target-unreachable', what, {
    fix:
      'Start the service, or name another place with --host. To bring a service of a cluster here: ' +
      `kubectl port-forward service/NAME ${port}:80\n` +
      'To try things out: plimsoll demo target',
  });
}
