/** A rule of a Role. */
interface AccessRule {
  readonly apiGroup: string;
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

const READ = ['get', 'list', 'watch'];

/** All that the monitor reads. */
const RULES: readonly AccessRule[] = [
  { apiGroup: 'apps', resources: ['deployments', 'statefulsets', 'replicasets'], verbs: READ },
  { apiGroup: 'autoscaling', resources: ['horizontalpodautoscalers'], verbs: READ },
  { apiGroup: '', resources: ['pods', 'events', 'endpoints'], verbs: READ },
  { apiGroup: 'discovery.k8s.io', resources: ['endpointslices'], verbs: READ },
  { apiGroup: 'metrics.k8s.io', resources: ['pods'], verbs: ['get', 'list'] },
];

/** The Role that lets the monitor read, and nothing else, in a namespace: a manifest for `kubectl apply`. */
export function roleManifest(namespace: string): string {
  const lines = [
    'apiVersion: rbac.authorization.k8s.io/v1',
    'kind: Role',
    'metadata:',
    '  name: plimsoll-monitor',
    `  namespace: ${namespace}`,
    'rules:',
    ...RULES.flatMap(({ apiGroup, resources, verbs }) => [
      `  - apiGroups: ["${apiGroup}"]`,
      `    resources: [${resources.join(', ')}]`,
      `    verbs: [${verbs.join(', ')}]`,
    ]),
  ];
  return lines.join('\n');
}

/** How to give that Role to somebody. */
export function bindingCommand(namespace: string): string {
  return `kubectl create rolebinding plimsoll-monitor --role plimsoll-monitor --namespace ${namespace} --user NAME`;
}
