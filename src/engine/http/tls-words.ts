/** What OpenSSL and Node call what is wrong with a certificate or a handshake. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate is self-signed'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate is of an unknown authority'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'certificate is of an unknown authority'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate is of an unknown authority'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate is of an unknown authority'],
  ['CERT_UNTRUSTED', 'certificate is of an unknown authority'],
  ['CERT_HAS_EXPIRED', 'certificate has expired'],
  ['CERT_NOT_YET_VALID', 'certificate is not valid yet'],
  ['CERT_REVOKED', 'certificate is revoked'],
  ['CERT_REJECTED', 'certificate is rejected'],
  ['CERT_CHAIN_TOO_LONG', 'chain of certificates is too long'],
  ['INVALID_PURPOSE', 'certificate is not for servers'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate is for another host'],
  ['HOSTNAME_MISMATCH', 'certificate is for another host'],
  ['TLS_HANDSHAKE_CUT', 'connection closed during the handshake'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'the server does not speak TLS'],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'the server does not speak TLS'],
  ['ERR_SSL_HTTP_REQUEST', 'the server does not speak TLS'],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'no version in common'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'no version in common'],
  ['ERR_SSL_NO_SHARED_CIPHER', 'no cipher in common'],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'the server refused the handshake'],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'the server wants a certificate of the client'],
]);

/** 'TLS: certificate is self-signed'; null when the error is not of TLS. */
export function tlsWords(code: string, message: string): string | null {
  const words = WORDS.get(code);
  if (words !== undefined) return `TLS: ${words}`;
  // OpenSSL 1 and 3 name it in the message: 'error:0A00010B:SSL routines:…:wrong version number:…'.
  if (code === 'EPROTO') return `TLS: ${wordsOfMessage(message)}`;
  if (code.startsWith('ERR_SSL_'))
    return `TLS: ${code.slice('ERR_SSL_'.length).toLowerCase().replaceAll('_', ' ')}`;
  return code.startsWith('ERR_TLS_') ? `TLS: ${code}` : null;
}

function wordsOfMessage(message: string): string {
  if (/wrong version number|packet length too long|http request/.test(message)) {
    return 'the server does not speak TLS';
  }
  return /SSL routines:[^:]*:([^:]+):/.exec(message)?.[1] ?? 'handshake failed';
}
