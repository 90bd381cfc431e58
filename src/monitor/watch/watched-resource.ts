import type { ListKind } from '../objects/known-objects.ts';

/** One way in which the API may serve a resource: newer ones first. */
export interface ResourceVersion extends ListKind {
  /** Of the list: '/apis/apps/v1/namespaces/default/deployments'. */
  readonly path: string;
}

/** What is listed and watched. */
export interface WatchedResource {
  /** As in the API's paths: 'pods'. */
  readonly name: string;
  /** The first that the server knows, and lets us read, is taken. */
  readonly versions: readonly ResourceVersion[];
  /** Of the list, as `labelSelector` and `fieldSelector`; '' for all. */
  readonly labelSelector: string;
  readonly fieldSelector: string;
  /** Whether it is one of those that are recorded; asked of each object. */
  readonly accepts: (object: unknown) => boolean;
  /** Whether a time without it is worth a gap in the record. */
  readonly isEssential: boolean;
}

/** The path of a list in a namespace. */
export function listPath(apiVersion: string, namespace: string, plural: string): string {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return `${root}/namespaces/${encodeURIComponent(namespace)}/${plural}`;
}

/** The path with these parameters; those that are '' or null are left out. */
export function withQuery(
  path: string,
  parameters: Readonly<Record<string, string | number | null>>,
): string {
  const query = Object.entries(parameters)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return query.length === 0 ? path : `${path}?${query.join('&')}`;
}
