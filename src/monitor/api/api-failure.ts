/**
 * Why the API gave no answer that can be used.
 * 'expired': what was asked for is too old (410). 'silent': no answer in time. 'unreachable': no connection, or it broke.
 * 'unusable': an answer that is none of a Kubernetes API, or a wrong request. 'no-client': `kubectl` does not run.
 */
export type ApiFailureKind =
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'expired'
  | 'throttled'
  | 'server-error'
  | 'unreachable'
  | 'untrusted'
  | 'silent'
  | 'unusable'
  | 'no-client'
  | 'aborted';

/** The message is in words, without a full stop: 'HTTP 500, etcdserver: request timed out'. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly kind: ApiFailureKind;
  /** How long the server asks to wait; null when it does not. */
  readonly retryAfterMs: number | null;

  constructor(kind: ApiFailureKind, message: string, retryAfterMs: number | null = null) {
    super(message);
    this.kind = kind;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Longer messages are of proxies that answer with a page. */
const MOST_MESSAGE = 400;

/** The failure of an answer with this status, from 400 on. */
export function failureOfStatus(status: number, body: string, retryAfter: string | null = null): ApiFailure {
  const message = messageIn(body);
  const words = message === null ? `HTTP ${status}` : `HTTP ${status}, ${message}`;
  const seconds = /^\d{1,5}$/.test(retryAfter ?? '') ? Number(retryAfter) : null;
  return new ApiFailure(kindOfStatus(status), words, seconds === null ? null : 1000 * seconds);
}

/** The kind of failure that a status means. */
function kindOfStatus(status: number): ApiFailureKind {
  const kinds: Readonly<Record<number, ApiFailureKind>> = {
    401: 'unauthorized',
    403: 'forbidden',
    404: 'not-found',
    410: 'expired',
    429: 'throttled',
  };
  return kinds[status] ?? (status >= 500 ? 'server-error' : 'unusable');
}

/** The message of a `Status` object; null when the text is none. */
function messageIn(body: string): string | null {
  try {
    const value: unknown = JSON.parse(body);
    const message = (value as { message?: unknown } | null)?.message;
    return typeof message === 'string' && message !== '' ? message.slice(0, MOST_MESSAGE) : null;
  } catch {
    return null;
  }
}
