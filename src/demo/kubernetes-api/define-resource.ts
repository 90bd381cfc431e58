import type { ClusterObject, Kind, ObjectMeta } from '../cluster/kubernetes.ts';
import { type ApiResource, groupVersion, type Item } from './resource.ts';
import type { ServedObject } from './served-object.ts';
import type { ServingContext } from './serving-context.ts';
import type { Cell, Column } from './tables/column.ts';

interface Source {
  readonly metadata: ObjectMeta;
}

/** What one resource is, in terms of the objects of the cluster that it shows. */
export interface Definition<O extends Source> {
  readonly group?: string;
  readonly version?: string;
  readonly plural: string;
  readonly kind: string;
  readonly shortNames?: readonly string[];
  readonly namespaced?: boolean;
  readonly watchable?: boolean;
  serve(object: O, context: ServingContext): ServedObject;
  /** What it can be selected by besides `metadata.name` and `metadata.namespace`. */
  readonly fields?: Readonly<Record<string, (object: O) => string>>;
  /** Those of `cells`. */
  readonly columns: readonly Column[];
  cells(object: O, context: ServingContext): readonly Cell[];
  scale?(object: O, context: ServingContext): ServedObject;
}

/** A resource that shows one kind of the cluster. */
export function resourceOf<K extends Kind>(
  kind: K,
  definition: Definition<Extract<ClusterObject, { readonly kind: K }>>,
  context: ServingContext,
): ApiResource {
  return resource(kind, () => context.store.list(kind), definition, context);
}

/** A resource of objects that never change. */
export function fixedResource<O extends Source>(
  objects: readonly O[],
  definition: Definition<O>,
  context: ServingContext,
): ApiResource {
  return resource(null, () => objects, definition, context);
}

function resource<O extends Source>(
  source: Kind | null,
  list: () => readonly O[],
  definition: Definition<O>,
  context: ServingContext,
): ApiResource {
  const { group = '', version = 'v1', kind, scale } = definition;
  // Objects are replaced, never changed: what was written once can be sent to all.
  const items = new WeakMap<object, Item>();
  const apiVersion = groupVersion({ group, version });
  const item = (object: O): Item => {
    const known = items.get(object);
    if (known !== undefined) return known;
    const made = makeItem(object, definition, apiVersion, context);
    items.set(object, made);
    return made;
  };
  return {
    group,
    version,
    plural: definition.plural,
    kind,
    shortNames: definition.shortNames ?? [],
    namespaced: definition.namespaced ?? true,
    source,
    watchable: definition.watchable ?? true,
    selectableFields: ['metadata.name', 'metadata.namespace', ...Object.keys(definition.fields ?? {})],
    columns: definition.columns,
    items: () => list().map(item).sort(byName),
    item: (object) => item(object as O),
    scale: scale === undefined ? null : ({ source: object }) => scale(object as O, context),
  };
}

function makeItem<O extends Source>(
  object: O,
  definition: Definition<O>,
  apiVersion: string,
  context: ServingContext,
): Item {
  const served = definition.serve(object, context);
  const { metadata } = served;
  let json: string | null = null;
  const fields = { 'metadata.name': metadata.name, 'metadata.namespace': metadata.namespace ?? '' };
  const more = Object.entries(definition.fields ?? {}).map(([name, value]) => [name, value(object)]);
  return {
    metadata,
    resourceVersion: object.metadata.resourceVersion,
    served,
    source: object,
    labels: metadata.labels ?? {},
    fields: { ...fields, ...Object.fromEntries(more) },
    json(withKind) {
      json ??= JSON.stringify(served);
      if (!withKind) return json;
      return `{"kind":${JSON.stringify(definition.kind)},"apiVersion":${JSON.stringify(apiVersion)},${json.slice(1)}`;
    },
    cells: () => definition.cells(object, context),
  };
}

/** Names are the keys of the store behind the API, and lists come in their order. */
function byName(a: Item, b: Item): number {
  if (a.metadata.name === b.metadata.name) return 0;
  return a.metadata.name < b.metadata.name ? -1 : 1;
}
