import { isIP } from 'node:net';

/** Names that lead to this machine and that nobody else can let lead elsewhere. */
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether an address is reached from this machine alone. */
export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^127(?:\.\d{1,3}){3}$/.test(address);
}

/**
 * Whether a `Host` is one of ours. A page of another site can let its own name lead to our address (DNS rebinding); it
 * cannot change what its requests say in `Host`. An address is no name and cannot be led elsewhere.
 *
 * @param names further names of this machine, lower-case; none where only this machine is served.
 */
export function isOwnHost(host: string | undefined, names: ReadonlySet<string> | null): boolean {
  const [, name] = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/.exec((host ?? '').toLowerCase()) ?? [];
  if (name === undefined) return false;
  if (LOOPBACK.has(name)) return true;
  if (names === null) return false;
  return names.has(name) || isIP(name.replace(/^\[|\]$/g, '')) !== 0;
}
