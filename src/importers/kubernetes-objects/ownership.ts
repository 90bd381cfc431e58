import { objectsAt, type PlainObject, textAt } from './fields.ts';

/** A workload by what it is and what it is called. */
export interface WorkloadName {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | null;
}

/** A key for maps; names of Kubernetes hold no '/'. */
export function workloadKey({ kind, name, namespace }: WorkloadName): string {
  return `${namespace ?? ''}/${kind}/${name}`;
}

/** Tells which workload replica sets and pods belong to. */
export class Ownership {
  readonly #replicaSets = new Map<string, WorkloadName>();
  readonly #pods = new Map<string, WorkloadName>();

  /** The owner of a ReplicaSet, itself when nobody owns it. */
  addReplicaSet(object: PlainObject, name: string, namespace: string | null): WorkloadName {
    const owner = controllerOf(object);
    const workload = owner === null ? { kind: 'ReplicaSet', name, namespace } : { ...owner, namespace };
    this.#replicaSets.set(`${namespace ?? ''}/${name}`, workload);
    return workload;
  }

  addPod(object: PlainObject, name: string, namespace: string | null): void {
    const owner = controllerOf(object);
    if (owner === null) return;
    const replicaSet = this.#replicaSets.get(`${namespace ?? ''}/${owner.name}`);
    const hash = textAt(object, 'metadata', 'labels', 'pod-template-hash');
    const workload =
      owner.kind !== 'ReplicaSet'
        ? { ...owner, namespace }
        : (replicaSet ?? { kind: 'Deployment', name: withoutHash(owner.name, hash), namespace });
    this.#pods.set(`${namespace ?? ''}/${name}`, workload);
  }

  /** The workload of a pod; null when it is not known. */
  ofPod(name: string, namespace: string | null): WorkloadName | null {
    return this.#pods.get(`${namespace ?? ''}/${name}`) ?? null;
  }
}

function controllerOf(object: PlainObject): { readonly kind: string; readonly name: string } | null {
  const owners = objectsAt(object, 'metadata', 'ownerReferences');
  const owner = owners.find((reference) => reference['controller'] === true) ?? owners[0];
  const kind = textAt(owner, 'kind');
  const name = textAt(owner, 'name');
  return kind === null || name === null ? null : { kind, name };
}

/** A Deployment calls its replica sets after itself and a hash of the pod's template. */
function withoutHash(replicaSet: string, hash: string | null): string {
  if (hash !== null && replicaSet.endsWith(`-${hash}`)) return replicaSet.slice(0, -hash.length - 1);
  return replicaSet.replace(/-[a-z0-9]{1,10}$/, '');
}
