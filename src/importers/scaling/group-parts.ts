import type { ScalingPart } from './scaling-importer.ts';

/** Which parts are of one workload. A part that names none joins the only workload that is named. */
export function groupParts(parts: readonly ScalingPart[]): readonly (readonly ScalingPart[])[] {
  const groups: ScalingPart[][] = [];
  for (const part of parts.filter(({ workload }) => workload !== null)) {
    const known = groups.find((group) => group.every((other) => isSame(other, part)));
    if (known === undefined) groups.push([part]);
    else known.push(part);
  }
  const nameless = parts.filter(({ workload }) => workload === null);
  const [only] = groups;
  if (groups.length === 1 && only !== undefined) only.push(...nameless);
  else if (nameless.length > 0) groups.push(nameless);
  return groups;
}

function isSame(a: ScalingPart, b: ScalingPart): boolean {
  return (
    a.workload === b.workload &&
    (a.namespace === null || b.namespace === null || a.namespace === b.namespace) &&
    (a.kind === 'unknown' || b.kind === 'unknown' || a.kind === b.kind)
  );
}

/**
 * The workload that a pod is of, by how Kubernetes names pods: `name-hash-abcde` of a Deployment, `name-0` of a StatefulSet,
 * `name-abcde` of a ReplicaSet.
 */
export function workloadOfPod(pod: string): { readonly workload: string; readonly kind: string } {
  const [, deployment] = /^(.+)-[a-z0-9]{6,10}-[a-z0-9]{5}$/.exec(pod) ?? [];
  if (deployment !== undefined) return { workload: deployment, kind: 'Deployment' };
  const [, statefulSet] = /^(.+)-\d{1,5}$/.exec(pod) ?? [];
  if (statefulSet !== undefined) return { workload: statefulSet, kind: 'StatefulSet' };
  const [, replicaSet] = /^(.+)-[a-z0-9]{5}$/.exec(pod) ?? [];
  return replicaSet === undefined
    ? { workload: pod, kind: 'unknown' }
    : { workload: replicaSet, kind: 'unknown' };
}
