import type { ApiRequest } from './api-request.ts';
import type { Item } from './resource.ts';
import { fieldSelector, labelSelector } from './selectors.ts';

/**
 * Whether an object is among those asked for, by namespace and selectors.
 *
 * @throws {ApiError} 'BadRequest' for a selector that cannot be understood.
 */
export function selectionOf({ resource, namespace, query }: ApiRequest): (item: Item) => boolean {
  const byLabels = labelSelector(query.get('labelSelector') ?? '');
  const byFields = fieldSelector(query.get('fieldSelector') ?? '', resource.selectableFields);
  return (item) =>
    (namespace === null || item.metadata.namespace === namespace) && byLabels(item) && byFields(item);
}
