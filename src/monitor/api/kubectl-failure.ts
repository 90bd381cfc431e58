import { ApiFailure, type ApiFailureKind } from './api-failure.ts';

const MOST_MESSAGE = 400;

/** What kubectl says on standard error, by version 1.20 to 1.33; the first that fits counts. */
const patterns: readonly (readonly [RegExp, ApiFailureKind])[] = [
  [/\((Forbidden)\)/, 'forbidden'],
  [/\((Unauthorized)\)|must be logged in|provide credentials|getting credentials/, 'unauthorized'],
  [/\((Expired|Gone)\)|too old resource version/, 'expired'],
  [/\((TooManyRequests)\)|too many requests/, 'throttled'],
  [/\((NotFound)\)|could not find the requested resource/, 'not-found'],
  [/\((InternalError|ServiceUnavailable|Timeout|ServerTimeout)\)|currently unable to handle/, 'server-error'],
  [/x509|certificate/, 'untrusted'],
  [/Client\.Timeout|i\/o timeout|deadline exceeded|TLS handshake timeout/, 'silent'],
  [
    /refused|Unable to connect|unexpected EOF|no such host|connection reset|no route|lost connection|EOF/,
    'unreachable',
  ],
  [
    /context .* does not exist|context was not found|no configuration|kubeconfig|stat .*: no such file/,
    'unusable',
  ],
];

/** A verbose kubectl before 1.21 says its last word in its log. */
const FATAL = /^F\d{4} .*?\] /;
const LOGGED = /^[EIW]\d{4} /;
/** How the last word begins; around it a verbose kubectl may print objects and stacks. */
const VERDICT = /^(?:error: |Error from server|The connection to the server|Unable to connect)/;

/** Why kubectl ended with this status, by what it said. */
export function failureOfKubectl(stderr: string, status: number | null): ApiFailure {
  const lines = stderr.split('\n').map((line) => line.replace(FATAL, '').trim());
  // Lines of its log repeat, several times, what the last line says once.
  const own = lines.filter((line) => line !== '' && !LOGGED.test(line));
  const verdict = own.filter((line) => VERDICT.test(line));
  const text = (verdict.length > 0 ? verdict : own).join(' ').slice(0, MOST_MESSAGE);
  const words = text.replace(/^error: |^Error from server(?: \(\w+\))?: /, '').replace(/[.\s]+$/, '');
  const kind = patterns.find(([pattern]) => pattern.test(text === '' ? stderr : text))?.[1] ?? 'unusable';
  return new ApiFailure(kind, words === '' ? `kubectl ended with ${status ?? 'a signal'}` : words);
}
