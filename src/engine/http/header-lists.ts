import { ACCEPTED_CODINGS } from './content-coding.ts';

/** A scenario has a few sets of headers that it sends again and again. */
const KEPT = 4;

interface Entry {
  readonly headers: Readonly<Record<string, string>>;
  readonly authorization: string | null;
  readonly list: readonly string[];
}

/** The headers of requests in the order in which they are sent, made once for those that were seen lately. */
export class HeaderLists {
  readonly #entries: Entry[] = [];
  #oldest = 0;

  /** @param headers known by their identity, so they must not change. */
  of(headers: Readonly<Record<string, string>>, authorization: string | null): readonly string[] {
    for (const entry of this.#entries) {
      if (entry.headers === headers && entry.authorization === authorization) return entry.list;
    }
    const list = headerList(headers, authorization);
    this.#entries[this.#oldest] = { headers, authorization, list };
    this.#oldest = (this.#oldest + 1) % KEPT;
    return list;
  }
}

/** Name, value, name, value … `authorization` is for a request that brings none itself. */
function headerList(headers: Readonly<Record<string, string>>, authorization: string | null): string[] {
  const list: string[] = [];
  if (headers['accept-encoding'] === undefined) list.push('accept-encoding', ACCEPTED_CODINGS);
  for (const name in headers) list.push(name, headers[name] as string);
  if (authorization !== null && headers['authorization'] === undefined) {
    list.push('authorization', authorization);
  }
  return list;
}
