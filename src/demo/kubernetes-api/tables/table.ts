import type { ApiResource, Item } from '../resource.ts';
import { groupVersion } from '../resource.ts';

/** `includeObject` of a request for a table. */
type Included = 'None' | 'Metadata' | 'Object';

/** What of each object goes with its row. */
export function includedOf(query: URLSearchParams): Included {
  const asked = query.get('includeObject');
  return asked === 'None' || asked === 'Object' ? asked : 'Metadata';
}

/**
 * `meta.k8s.io/v1` Table, as JSON.
 *
 * @param withColumns false in all but the first event of a watch.
 */
export function tableJson(
  resource: ApiResource,
  items: readonly Item[],
  included: Included,
  metadata: Readonly<Record<string, unknown>>,
  withColumns = true,
): string {
  return JSON.stringify({
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: withColumns ? resource.columns : null,
    rows: items.map((item) => ({ cells: item.cells(), object: objectOf(resource, item, included) })),
  });
}

function objectOf(resource: ApiResource, item: Item, included: Included): unknown {
  if (included === 'None') return null;
  if (included === 'Object') {
    return { kind: resource.kind, apiVersion: groupVersion(resource), ...item.served };
  }
  return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: item.metadata };
}
