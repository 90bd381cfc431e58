import type { ObjectMeta } from '../../cluster/kubernetes.ts';
import { apiVersionOf } from '../api-version.ts';
import type { ServedMetadata } from '../served-object.ts';
import type { ServingContext } from '../serving-context.ts';

/** `metav1.ObjectMeta`. */
export function servedMetadata(
  metadata: ObjectMeta,
  { store, clock }: ServingContext,
  more: Readonly<Record<string, unknown>> = {},
): ServedMetadata {
  const { owner, deletionTimestamp } = metadata;
  return {
    name: metadata.name,
    namespace: metadata.namespace,
    uid: metadata.uid,
    resourceVersion: String(metadata.resourceVersion),
    generation: metadata.generation,
    creationTimestamp: clock.second(metadata.creationTimestamp),
    deletionTimestamp: deletionTimestamp === undefined ? undefined : clock.second(deletionTimestamp),
    deletionGracePeriodSeconds: metadata.deletionGracePeriodSeconds,
    ...(metadata.labels === undefined ? {} : { labels: metadata.labels }),
    ownerReferences:
      owner === undefined
        ? undefined
        : [
            {
              apiVersion: apiVersionOf(owner.kind),
              kind: owner.kind,
              name: owner.name,
              uid: store.get(owner.kind, owner.name)?.metadata.uid ?? '',
              controller: true,
              blockOwnerDeletion: true,
            },
          ],
    ...more,
  };
}
