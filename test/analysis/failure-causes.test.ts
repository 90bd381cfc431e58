import { describe, expect, it } from 'vitest';
import { causeOf, failureCauses } from '../../src/analysis/failure-causes.ts';
import { endpointOf } from '../support/run-example.ts';

describe('a failure message', () => {
  // Texts that Locust wrote in the sample runs (samples/locust), and wordings of other clients.
  it.each([
    [
      "HTTPError('500 Server Error: Internal Server Error for url: http://127.0.0.1:9101/chat')",
      'HTTP 500 Internal Server Error',
    ],
    ['404 Client Error: Not Found for url: http://127.0.0.1:9110/nope', 'HTTP 404 Not Found'],
    ['ConnectionRefusedError(111, "Connection refused")', 'connection refused'],
    ["ConnectionResetError(104, 'Connection reset by peer')", 'connection reset'],
    [
      "RemoteDisconnected('Remote end closed connection without response')",
      'connection closed before the response',
    ],
    ["ReadTimeout(ReadTimeoutError('…: Read timed out. (read timeout=5)'))", 'timeout'],
    ['connect ETIMEDOUT 10.0.0.1:443', 'timeout while connecting'],
    ['Reply too short: "{"reply":"cache serv", expected >= 95 chars', 'Reply too short: …'],
    ['', '(no message)'],
    ['plain words', 'plain words'],
  ])('%s means: %s', (message, cause) => {
    expect(causeOf(message)).toBe(cause);
  });

  it('of any length and content gives a cause of at most 90 characters', () => {
    const texts = [
      'x'.repeat(10_000),
      '\n\n',
      '</script><img src=x onerror=1>',
      '__proto__',
      '\u202egnp.exe',
    ];
    for (const text of texts) expect(causeOf(text).length).toBeLessThanOrEqual(90);
  });
});

describe('failures of several endpoints', () => {
  const failed = (name: string, groups: readonly [string, number, number | null][]) =>
    endpointOf(name, null, {
      failureGroups: groups.map(([message, count, atMs]) => ({
        message,
        count,
        firstMs: atMs,
        lastMs: atMs,
        examples: [],
      })),
    });
  const causes = failureCauses(
    [
      failed('/a', [
        ['503 Server Error: Service Unavailable for url: /a', 3, 2000],
        ['Reply too short: "x"', 1, null],
        ['Reply too short: "y"', 2, null],
      ]),
      failed('/b', [['503 Server Error: Service Unavailable for url: /b', 4, 1000]]),
    ],
    'import',
  );

  it('are grouped by cause, most first', () => {
    expect(causes.map(({ cause, count }) => [cause, count])).toEqual([
      ['HTTP 503 Service Unavailable', 7],
      ['Reply too short: …', 3],
    ]);
  });

  it('keep their first and last time, and their endpoints by count', () => {
    expect(causes[0]).toMatchObject({ firstMs: 1000, lastMs: 2000 });
    expect(causes[0]?.endpoints.map(({ key, count }) => [key.name, count])).toEqual([
      ['/b', 4],
      ['/a', 3],
    ]);
  });

  it('have no times where none were recorded, and count the texts they stand for', () => {
    expect(causes[1]).toMatchObject({
      firstMs: null,
      lastMs: null,
      messages: 2,
      example: 'Reply too short: "y"',
    });
  });
});

describe('failures of the engine', () => {
  const messages = [
    'check failed: status is 503, not 200',
    'check failed: status is 500, not 200',
    'answer too large: over 16 MiB',
    'timeout after 30 s',
    'redirect to example.org:8080 refused: the host is not among those allowed',
    'public host 192.0.2.1 is not allowed',
    'HTTP 503 Service Unavailable',
    '',
  ];
  const groups = messages.map((message, i) => ({
    message,
    count: messages.length - i,
    firstMs: null,
    lastMs: null,
    examples: [],
  }));

  it('keep their messages whole, which are words already', () => {
    const causes = failureCauses([endpointOf('/a', null, { failureGroups: groups })], 'engine');
    expect(causes.map(({ cause }) => cause)).toEqual([...messages.slice(0, -1), '(no message)']);
  });

  it('are one cause where the texts are equal, whatever the endpoint', () => {
    const endpoints = ['/a', '/b'].map((name) => endpointOf(name, null, { failureGroups: groups }));
    const causes = failureCauses(endpoints, 'engine');
    expect(causes).toHaveLength(messages.length);
    expect(causes[0]).toMatchObject({ count: 2 * messages.length, messages: 1 });
  });
});
