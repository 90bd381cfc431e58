import { randomBytes } from 'node:crypto';
import { type ApiRequest, resourceVersionOf, wholeParameter } from './api-request.ts';
import { groupVersion, type Item, qualifiedName } from './resource.ts';
import { selectionOf } from './selection.ts';
import { ApiError, noSuchPath } from './status.ts';
import { includedOf, tableJson } from './tables/table.ts';

/** The rest of a list that is fetched in pieces: as it was when the first piece was. */
interface Remainder {
  readonly items: readonly Item[];
  readonly resourceVersion: number;
}

const MOST_REMAINDERS = 100;

/** Answers `get` and `list`. */
export class Reader {
  readonly #currentVersion: () => number;
  readonly #remainders = new Map<string, Remainder>();

  /** @param currentVersion the resource version of the store. */
  constructor(currentVersion: () => number) {
    this.#currentVersion = currentVersion;
  }

  /**
   * The JSON of one object.
   *
   * @throws {ApiError} 'NotFound'.
   */
  get(request: ApiRequest): string {
    const { resource, namespace, name, subresource } = request;
    const { group, plural } = resource;
    const item = resource
      .items()
      .find(({ metadata }) => metadata.name === name && (metadata.namespace ?? null) === namespace);
    if (item === undefined) {
      const message = `${qualifiedName(resource)} ${JSON.stringify(name)} not found`;
      throw new ApiError('NotFound', message, { name, ...(group === '' ? {} : { group }), kind: plural });
    }
    if (subresource === 'scale' && resource.scale !== null) {
      return JSON.stringify({ kind: 'Scale', apiVersion: 'autoscaling/v1', ...resource.scale(item) });
    }
    if (subresource !== null && subresource !== 'status') throw noSuchPath();
    if (!request.asTable) return item.json(true);
    const { resourceVersion } = item.metadata;
    return tableJson(resource, [item], includedOf(request.query), { resourceVersion });
  }

  /**
   * The JSON of a list.
   *
   * @throws {ApiError} 'BadRequest'; 'Expired' for a version or a `continue` of which nothing is known any more;
   *   'Timeout' for a version that is not there yet.
   */
  list(request: ApiRequest): string {
    const { query } = request;
    const { items: all, resourceVersion } = this.#wanted(request);
    const limit = wholeParameter(query, 'limit') ?? 0;
    const items = limit === 0 ? all : all.slice(0, limit);
    const rest = all.slice(items.length);
    const metadata = {
      // Metrics are computed and have no version.
      ...(request.resource.watchable ? { resourceVersion: String(resourceVersion) } : {}),
      ...(rest.length === 0
        ? {}
        : { continue: this.#keep({ items: rest, resourceVersion }), remainingItemCount: rest.length }),
    };
    if (request.asTable) return tableJson(request.resource, items, includedOf(query), metadata);
    const { resource } = request;
    const head = { kind: `${resource.kind}List`, apiVersion: groupVersion(resource), metadata };
    const list = items.map((item) => item.json(false)).join(',');
    return `${JSON.stringify(head).slice(0, -1)},"items":[${list}]}`;
  }

  #wanted(request: ApiRequest): Remainder {
    const { resource, query } = request;
    const token = query.get('continue') ?? '';
    if (token !== '') {
      const remainder = this.#remainders.get(token);
      if (remainder !== undefined) return remainder;
      throw new ApiError(
        'Expired',
        'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.',
      );
    }
    const current = this.#currentVersion();
    const asked = resourceVersionOf(query) ?? 0;
    if (asked > current) {
      const message = `Timeout: Too large resource version: ${asked}, current: ${current}`;
      const causes = [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }];
      throw new ApiError('Timeout', message, { causes, retryAfterSeconds: 1 });
    }
    // "Exact" when it says so or, without saying, when it comes in pieces; else newer is as good.
    const match = query.get('resourceVersionMatch') ?? (query.has('limit') ? 'Exact' : 'NotOlderThan');
    if (asked > 0 && asked !== current && match === 'Exact') {
      throw new ApiError('Expired', 'The resourceVersion for the provided list is too old.');
    }
    return { items: resource.items().filter(selectionOf(request)), resourceVersion: current };
  }

  #keep(remainder: Remainder): string {
    const token = randomBytes(12).toString('base64url');
    this.#remainders.set(token, remainder);
    const [oldest] = this.#remainders.keys();
    if (this.#remainders.size > MOST_REMAINDERS && oldest !== undefined) this.#remainders.delete(oldest);
    return token;
  }
}
