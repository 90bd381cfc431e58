import { type ApiResource, groupVersion } from './resource.ts';
import { ApiError, noSuchPath } from './status.ts';

/** What a request of a resource asks for. */
export interface ApiRequest {
  readonly resource: ApiResource;
  readonly verb: 'get' | 'list' | 'watch';
  /** Null: of all namespaces, or of the cluster. */
  readonly namespace: string | null;
  /** Null for lists and watches. */
  readonly name: string | null;
  readonly subresource: string | null;
  readonly query: URLSearchParams;
  /** Rows for people instead of objects. */
  readonly asTable: boolean;
}

/**
 * The request of a path such as `/apis/apps/v1/namespaces/default/deployments/backend/scale`.
 *
 * @param accept the header of that name.
 * @throws {ApiError} 'NotFound', 'BadRequest'.
 */
export function apiRequest(url: URL, accept: string, resources: readonly ApiResource[]): ApiRequest {
  const { version, rest } = versionAndRest(url.pathname);
  const ofNamespace = rest[0] === 'namespaces' && rest.length >= 3;
  const [plural = '', name = null, subresource = null, ...more] = ofNamespace ? rest.slice(2) : rest;
  const namespace = ofNamespace ? (rest[1] ?? null) : null;
  const resource = resources.find((each) => groupVersion(each) === version && each.plural === plural);
  if (resource === undefined || more.length > 0) throw noSuchPath();
  // An object of a namespace has no path without it, and one of the cluster none with it.
  if (resource.namespaced ? name !== null && namespace === null : namespace !== null) throw noSuchPath();
  const query = url.searchParams;
  const watch = name === null && ['1', 'true'].includes(query.get('watch') ?? '');
  const verb = watch ? 'watch' : name === null ? 'list' : 'get';
  return {
    resource,
    verb,
    namespace,
    name,
    subresource,
    query,
    asTable: /(?:^|[;,\s])as=Table/.test(accept),
  };
}

function versionAndRest(path: string): { readonly version: string; readonly rest: readonly string[] } {
  const [, root, ...parts] = path.replace(/\/+$/, '').split('/').map(decoded);
  if (root === 'api') return { version: parts[0] ?? '', rest: parts.slice(1) };
  if (root === 'apis') return { version: parts.slice(0, 2).join('/'), rest: parts.slice(2) };
  throw noSuchPath();
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new ApiError('BadRequest', `invalid path segment "${part}"`);
  }
}

/**
 * `resourceVersion` of a request; null when it has none.
 *
 * @throws {ApiError} 'BadRequest' for anything but a whole number.
 */
export function resourceVersionOf(query: URLSearchParams): number | null {
  const text = query.get('resourceVersion') ?? '';
  if (text === '') return null;
  if (!/^\d{1,15}$/.test(text)) {
    throw new ApiError(
      'BadRequest',
      `invalid resource version: ${JSON.stringify(text)} is not a whole number`,
    );
  }
  return Number(text);
}

/**
 * A parameter that is a number of at least 0; null when it is not there.
 *
 * @throws {ApiError} 'BadRequest'.
 */
export function wholeParameter(query: URLSearchParams, name: string): number | null {
  const text = query.get(name) ?? '';
  if (text === '') return null;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new ApiError('BadRequest', `invalid ${name}: ${JSON.stringify(text)} is not a whole number`);
}
