import { describe, expect, test } from 'vitest';
import { durationWords, failureWords, tooLargeWords } from '../../../src/engine/http/failures.ts';

const error = (code: string, message = 'x') => Object.assign(new Error(message), { code });

describe('words for what cannot be had on loopback', () => {
  test.each([
    [error('EHOSTUNREACH'), 'host unreachable'],
    [error('ENETUNREACH'), 'network unreachable'],
    [error('ETIMEDOUT'), 'connection timed out'],
    [error('EMFILE'), 'too many open files'],
    [error('EADDRNOTAVAIL'), 'no local port is free'],
    [Object.assign(error('EAI_AGAIN'), { hostname: 'a.example' }), 'name server does not answer: a.example'],
    [Object.assign(error('ENOTFOUND'), { hostname: 'a.example' }), 'host not found: a.example'],
    [error('CERT_HAS_EXPIRED'), 'TLS: certificate has expired'],
    [error('ERR_TLS_CERT_ALTNAME_INVALID'), 'TLS: certificate is for another host'],
    [error('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'TLS: certificate is of an unknown authority'],
    [
      error('EPROTO', '80:error:0A00042E:SSL routines:ssl3_read_bytes:no protocols:x.c:1:'),
      'TLS: no protocols',
    ],
    [error('ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE'), 'TLS: sslv3 alert bad certificate'],
    [error('EWEIRD'), 'network error EWEIRD'],
    [new Error('first line\nsecond line'), 'first line'],
    [new Error(''), 'unknown error'],
    ['thrown', 'thrown'],
  ])('%s', (thrown, words) => {
    expect(failureWords(thrown)).toBe(words);
  });
});

test('durations and sizes', () => {
  expect([30_000, 1500, 250].map(durationWords)).toEqual(['30 s', '1.5 s', '250 ms']);
  expect([16 * 2 ** 20, 2048, 1000].map(tooLargeWords)).toEqual([
    'answer too large: over 16 MiB',
    'answer too large: over 2 KiB',
    'answer too large: over 1000 bytes',
  ]);
});
