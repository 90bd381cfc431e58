/** A kind of workload that is followed. */
export interface WorkloadKind {
  /** 'Deployment' */
  readonly kind: string;
  /** As in the API's paths. */
  readonly plural: string;
}

/** All are of apps/v1. */
export const WORKLOAD_KINDS: readonly WorkloadKind[] = [
  { kind: 'Deployment', plural: 'deployments' },
  { kind: 'StatefulSet', plural: 'statefulsets' },
  { kind: 'ReplicaSet', plural: 'replicasets' },
];

const NAMES: ReadonlyMap<string, string> = new Map([
  ['deployment', 'Deployment'],
  ['deployments', 'Deployment'],
  ['deploy', 'Deployment'],
  ['statefulset', 'StatefulSet'],
  ['statefulsets', 'StatefulSet'],
  ['sts', 'StatefulSet'],
  ['replicaset', 'ReplicaSet'],
  ['replicasets', 'ReplicaSet'],
  ['rs', 'ReplicaSet'],
]);

/** What a user writes: 'web', 'deployment/web', 'sts/db', 'deployment.apps/web'. */
export interface WorkloadName {
  /** Null: of whatever kind. */
  readonly kind: WorkloadKind | null;
  readonly name: string;
}

/** Null when it cannot be the name of a workload (RFC 1123 subdomain), or is of a kind that is not followed. */
export function parseWorkload(text: string): WorkloadName | null {
  const slash = text.indexOf('/');
  const name = text.slice(slash + 1);
  if (name.length > 253 || !/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(name)) return null;
  if (slash === -1) return { kind: null, name };
  const written = text
    .slice(0, slash)
    .toLowerCase()
    .replace(/\.(?:v1\.)?apps$/, '');
  const kind = WORKLOAD_KINDS.find((known) => known.kind === NAMES.get(written));
  return kind === undefined ? null : { kind, name };
}
