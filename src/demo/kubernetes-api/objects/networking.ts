import { NAMES } from '../../cluster/cluster-options.ts';
import type { EndpointSlice, ObjectMeta } from '../../cluster/kubernetes.ts';
import type { ServedObject } from '../served-object.ts';
import type { ServingContext } from '../serving-context.ts';
import { servedMetadata } from './metadata.ts';

export const SERVICE_IP = '10.96.34.117';

/** The service of the deployment; never changes. */
export interface Service {
  readonly kind: 'Service';
  readonly metadata: ObjectMeta;
}

/** `discovery.k8s.io/v1` EndpointSlice. */
export function servedEndpointSlice(slice: EndpointSlice, context: ServingContext): ServedObject {
  const service = slice.metadata.name;
  return {
    metadata: servedMetadata(slice.metadata, context, {
      name: sliceName(slice),
      generateName: `${service}-`,
      labels: {
        ...NAMES.labels,
        'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
        'kubernetes.io/service-name': service,
      },
      ownerReferences: [
        {
          apiVersion: 'v1',
          kind: 'Service',
          name: service,
          uid: slice.metadata.uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    }),
    addressType: 'IPv4',
    endpoints: slice.endpoints.map(({ address, podName, nodeName, ready, serving, terminating }) => ({
      addresses: [address],
      conditions: { ready, serving, terminating },
      targetRef: podReference(podName, context),
      nodeName,
    })),
    ports: [{ name: 'http', protocol: 'TCP', port: slice.port }],
  };
}

/** The cluster names its slice as the service; the API server adds five letters or digits. */
export function sliceName({ metadata }: EndpointSlice): string {
  return `${metadata.name}-${metadata.uid.replaceAll('-', '').slice(0, 5)}`;
}

/** `core/v1` Endpoints: those that are ready, and apart from them those that are not; none that is terminating. */
export function servedEndpoints(slice: EndpointSlice, context: ServingContext): ServedObject {
  const staying = slice.endpoints.filter(({ terminating }) => !terminating);
  const addresses = (ready: boolean) =>
    staying
      .filter((endpoint) => endpoint.ready === ready)
      .map(({ address, nodeName, podName }) => ({
        ip: address,
        nodeName,
        targetRef: podReference(podName, context),
      }));
  const [ready, notReady] = [addresses(true), addresses(false)];
  const subset = {
    addresses: ready.length === 0 ? undefined : ready,
    notReadyAddresses: notReady.length === 0 ? undefined : notReady,
    ports: [{ name: 'http', port: slice.port, protocol: 'TCP' }],
  };
  return {
    metadata: servedMetadata(slice.metadata, context, { generation: undefined }),
    subsets: staying.length === 0 ? undefined : [subset],
  };
}

/** `core/v1` Service. */
export function servedService({ metadata }: Service, context: ServingContext): ServedObject {
  return {
    metadata: servedMetadata(metadata, context),
    spec: {
      clusterIP: SERVICE_IP,
      clusterIPs: [SERVICE_IP],
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      ports: [{ name: 'http', protocol: 'TCP', port: NAMES.port, targetPort: NAMES.port }],
      selector: NAMES.labels,
      sessionAffinity: 'None',
      type: 'ClusterIP',
    },
    status: { loadBalancer: {} },
  };
}

function podReference(name: string, { store }: ServingContext): Readonly<Record<string, string>> {
  const pod = store.get('Pod', name);
  return { kind: 'Pod', namespace: NAMES.namespace, name, uid: pod?.metadata.uid ?? '' };
}
