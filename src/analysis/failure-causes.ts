import type { FailedAnswer, FailureCause } from '../model/analysis.ts';
import type { Endpoint, FailureGroup, Source } from '../model/run.ts';

/** What a text means, by the first rule that fits. The words are what reports show. */
const CAUSES: readonly { readonly pattern: RegExp; readonly cause: (match: RegExpMatchArray) => string }[] = [
  // requests' wording: "500 Server Error: Internal Server Error for url: …"
  {
    pattern: /\b([45]\d\d) (?:Client|Server) Error: (.*?) for url/s,
    cause: (m) => `HTTP ${m[1]} ${m[2]}`.trim(),
  },
  { pattern: /\b(?:HTTP|status(?: code)?)[ :=/]*([45]\d\d)\b/i, cause: (m) => `HTTP ${m[1]}` },
  {
    pattern: /ConnectionRefused|Connection refused|ECONNREFUSED|Errno 111\b/i,
    cause: () => 'connection refused',
  },
  { pattern: /ConnectionReset|reset by peer|ECONNRESET|Errno 104\b/i, cause: () => 'connection reset' },
  {
    pattern: /RemoteDisconnected|closed connection without response|socket hang up|IncompleteRead/i,
    cause: () => 'connection closed before the response',
  },
  {
    pattern: /ConnectTimeout|ETIMEDOUT|connect(?:ion)? timed? ?out/i,
    cause: () => 'timeout while connecting',
  },
  { pattern: /ReadTimeout|Timeout|timed out/i, cause: () => 'timeout' },
  {
    pattern: /NameResolution|getaddrinfo|ENOTFOUND|Name or service not known/i,
    cause: () => 'host name not found',
  },
  { pattern: /SSLError|CERTIFICATE_VERIFY|TLS|certificate/i, cause: () => 'TLS error' },
  { pattern: /BrokenPipe|EPIPE/i, cause: () => 'connection broken while sending' },
];

/** A text whose fixed beginning is at least this long is named by it. */
const SHORTEST_FIXED_BEGINNING = 8;
const LONGEST_CAUSE = 80;
/** How the engine begins the message of a response that a check of the scenario refused; in its CSV files too. */
const FAILED_CHECK = 'check failed: ';
const NO_MESSAGE = '(no message)';
/** Of one cause: what more would show is in the recording. */
const MOST_ANSWERS = 3;
/** Recordings keep no more; a damaged one might. */
const LONGEST_BODY = 1024;

/**
 * What went wrong, in words: 'HTTP 503 Service Unavailable', 'connection refused'. A text that no rule knows is
 * named by its beginning up to the first quote, bracket or digit, so that texts which differ only in what they quote
 * ("Reply too short: …") are one cause.
 */
export function causeOf(message: string): string {
  // What a check says is its author's words, in which 'timeout' or 'HTTP 500' mean anything.
  const rules = message.startsWith(FAILED_CHECK) ? [] : CAUSES;
  for (const { pattern, cause } of rules) {
    const match = message.match(pattern);
    if (match !== null) return cause(match).slice(0, LONGEST_CAUSE);
  }
  const firstLine = message.trim().split(/[\r\n]/)[0] ?? '';
  const fixed = firstLine.match(/^[^"'`{[(<\d]*/)?.[0] ?? '';
  const varies = fixed.length < firstLine.length;
  if (fixed.trim().length >= SHORTEST_FIXED_BEGINNING && varies)
    return `${fixed.trim().slice(0, LONGEST_CAUSE)} …`;
  if (firstLine === '') return NO_MESSAGE;
  return firstLine.length <= LONGEST_CAUSE ? firstLine : `${firstLine.slice(0, LONGEST_CAUSE - 1)}…`;
}

/**
 * All failures, grouped by cause; most first, then by cause.
 *
 * @param kind the engine's messages are words already, in which every number counts ('timeout after 30 s'): each is a
 * cause of its own. Those of other sources are put into words by `causeOf`.
 */
export function failureCauses(endpoints: readonly Endpoint[], kind: Source['kind']): readonly FailureCause[] {
  const nameOf = kind === 'engine' ? wholeText : causeOf;
  const groups = new Map<string, { endpoint: Endpoint; failure: FailureGroup }[]>();
  for (const endpoint of endpoints) {
    for (const failure of endpoint.failureGroups) {
      const cause = nameOf(failure.message);
      const members = groups.get(cause);
      if (members === undefined) groups.set(cause, [{ endpoint, failure }]);
      else members.push({ endpoint, failure });
    }
  }
  return [...groups]
    .map(([cause, members]) => causeOfMembers(cause, members))
    .sort((a, b) => b.count - a.count || (a.cause < b.cause ? -1 : 1));
}

function wholeText(message: string): string {
  return message.trim() === '' ? NO_MESSAGE : message;
}

function causeOfMembers(
  cause: string,
  members: readonly { endpoint: Endpoint; failure: FailureGroup }[],
): FailureCause {
  const byEndpoint = new Map<Endpoint, number>();
  for (const { endpoint, failure } of members) {
    byEndpoint.set(endpoint, (byEndpoint.get(endpoint) ?? 0) + failure.count);
  }
  const example = members.reduce((most, member) =>
    member.failure.count > most.failure.count ? member : most,
  );
  return {
    cause,
    count: members.reduce((sum, { failure }) => sum + failure.count, 0),
    firstMs: extreme(
      members.map(({ failure }) => failure.firstMs),
      Math.min,
    ),
    lastMs: extreme(
      members.map(({ failure }) => failure.lastMs),
      Math.max,
    ),
    // The sort is stable, so endpoints with equal counts stay in the run's order.
    endpoints: [...byEndpoint]
      .map(([endpoint, count]) => ({ key: endpoint.key, count }))
      .sort((a, b) => b.count - a.count),
    messages: new Set(members.map(({ failure }) => failure.message)).size,
    example: example.failure.message,
    answers: answersOf(members),
  };
}

/** One of each endpoint and text, then the next of each, until there are enough. */
function answersOf(
  members: readonly { endpoint: Endpoint; failure: FailureGroup }[],
): readonly FailedAnswer[] {
  const most = Math.max(0, ...members.map(({ failure }) => failure.examples.length));
  const answers: FailedAnswer[] = [];
  for (let turn = 0; turn < most && answers.length < MOST_ANSWERS; turn += 1) {
    for (const { endpoint, failure } of members) {
      const example = failure.examples[turn];
      if (example === undefined || answers.length === MOST_ANSWERS) continue;
      const { atMs, status, body, isBodyCut } = example;
      const isLong = body.length > LONGEST_BODY;
      answers.push({
        key: endpoint.key,
        atMs,
        status,
        body: isLong ? body.slice(0, LONGEST_BODY) : body,
        isBodyCut: isBodyCut || isLong,
      });
    }
  }
  return answers;
}

function extreme(values: readonly (number | null)[], pick: (...values: number[]) => number): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((a, b) => pick(a, b));
}
