/** Names one kind of request. Two runs are compared endpoint by endpoint, matched by this key. */
export interface EndpointKey {
  /** HTTP method or any word the source used; may be empty. */
  readonly method: string;
  /** Free text from outside: may be empty, hold line breaks or markup. Escape wherever it is shown. */
  readonly name: string;
}

/** The name under which our engine counts requests once a test has too many names. */
export const OTHER_NAMES = '(other names)';
/** The method of what our engine times as a group of requests: no request itself, and not part of the total. */
export const GROUP_METHOD = 'GROUP';

/** One string per key, for use in a `Map`. The separator cannot occur in a method. */
export function endpointId(key: EndpointKey): string {
  return `${key.method.replaceAll('\u0000', '')}\u0000${key.name}`;
}

/** The key as people write it: `POST /chat`; the bare name when there is no method; `GET (no name)`. */
export function endpointLabel(key: EndpointKey): string {
  const name = key.name.trim() === '' ? '(no name)' : key.name;
  return key.method === '' ? name : `${key.method} ${name}`;
}

/** Orders keys by name, then method, by UTF-16 code unit, so that the order is the same on every machine. */
export function compareEndpointKeys(a: EndpointKey, b: EndpointKey): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  if (a.method !== b.method) return a.method < b.method ? -1 : 1;
  return 0;
}
