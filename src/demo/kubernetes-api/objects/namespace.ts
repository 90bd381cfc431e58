import type { ObjectMeta } from '../../cluster/kubernetes.ts';
import type { ServedObject } from '../served-object.ts';
import type { ServingContext } from '../serving-context.ts';
import { servedMetadata } from './metadata.ts';

/** The namespace of everything; never changes. */
export interface Namespace {
  readonly kind: 'Namespace';
  readonly metadata: ObjectMeta;
}

/** `core/v1` Namespace. */
export function servedNamespace({ metadata }: Namespace, context: ServingContext): ServedObject {
  const { namespace: _, ...ofCluster } = servedMetadata(metadata, context, {
    labels: { 'kubernetes.io/metadata.name': metadata.name },
  });
  return { metadata: ofCluster, spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } };
}
