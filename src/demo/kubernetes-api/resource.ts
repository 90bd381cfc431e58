import type { Kind } from '../cluster/kubernetes.ts';
import type { Selectable } from './selectors.ts';
import type { ServedMetadata, ServedObject } from './served-object.ts';
import type { Cell, Column } from './tables/column.ts';

/** One resource of the API, in one version of its group. */
export interface ApiResource {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** As in paths: 'pods'. */
  readonly plural: string;
  readonly kind: string;
  readonly shortNames: readonly string[];
  readonly namespaced: boolean;
  /** Null for what never changes. */
  readonly source: Kind | null;
  /** Metrics have no watch. */
  readonly watchable: boolean;
  readonly selectableFields: readonly string[];
  readonly columns: readonly Column[];
  /** Of now, in the order of their names. */
  items(): readonly Item[];
  /** An object of its source, as of any time. */
  item(object: object): Item;
  /** The subresource `scale` of an item; null for what has none. */
  readonly scale: ((item: Item) => ServedObject) | null;
}

/** An object as a resource serves it. */
export interface Item extends Selectable {
  readonly metadata: ServedMetadata;
  readonly resourceVersion: number;
  readonly served: ServedObject;
  /** Of the object in the cluster; what `served` was made of. */
  readonly source: object;
  /** JSON with kind and version; in lists it stands without them, as there. */
  json(withKind: boolean): string;
  cells(): readonly Cell[];
}

/** 'pods', 'deployments.apps'. */
export function qualifiedName({ plural, group }: ApiResource): string {
  return group === '' ? plural : `${plural}.${group}`;
}

/** 'v1', 'apps/v1'. */
export function groupVersion({ group, version }: Pick<ApiResource, 'group' | 'version'>): string {
  return group === '' ? version : `${group}/${version}`;
}
