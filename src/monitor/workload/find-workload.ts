import { ApiFailure } from '../api/api-failure.ts';
import type { GetOptions, KubernetesApi } from '../api/kubernetes-api.ts';
import { textAt } from '../objects/fields.ts';
import { parsed, type ReadList, readList } from '../watch/read-list.ts';
import { listPath } from '../watch/watched-resource.ts';
import { AUTOSCALER_VERSIONS } from './autoscalers.ts';
import { WORKLOAD_KINDS, type WorkloadKind, type WorkloadName } from './kinds.ts';
import { labelSelectorOf } from './selector.ts';

/** A workload that is there. */
export interface FoundWorkload {
  readonly kind: WorkloadKind;
  readonly name: string;
  readonly namespace: string;
  /** Of its pods. */
  readonly labelSelector: string;
}

/** None of the name, or several that could be meant; `candidates` as 'deployment/web'. */
export interface NotFound {
  readonly candidates: readonly string[];
}

const ALL = { labelSelector: '', fieldSelector: '' } as const;

/**
 * Finds the workload of this name. Without a name: the one that an autoscaler of the namespace scales, or the only
 * Deployment; nothing is guessed where there are several.
 *
 * @throws {ApiFailure}
 */
export async function findWorkload(
  api: KubernetesApi,
  namespace: string,
  named: WorkloadName | null,
  options: GetOptions,
): Promise<FoundWorkload | NotFound> {
  if (named !== null) return findNamed(api, namespace, named, options);
  const targets = await autoscaledOf(api, namespace, options);
  const [target] = targets;
  if (target !== undefined && targets.length === 1) return findNamed(api, namespace, target, options);
  if (targets.length > 1) return { candidates: targets.map(wordsOf) };
  const deployments = await namesOf(api, namespace, 'deployments', options);
  const [only] = deployments;
  if (only === undefined || deployments.length > 1) {
    return { candidates: deployments.map((name) => `deployment/${name}`) };
  }
  return findNamed(api, namespace, { kind: WORKLOAD_KINDS[0] ?? null, name: only }, options);
}

function wordsOf({ kind, name }: WorkloadName): string {
  return kind === null ? name : `${kind.kind.toLowerCase()}/${name}`;
}

async function findNamed(
  api: KubernetesApi,
  namespace: string,
  { kind: wanted, name }: WorkloadName,
  options: GetOptions,
): Promise<FoundWorkload | NotFound> {
  let refused: ApiFailure | null = null;
  for (const kind of wanted === null ? WORKLOAD_KINDS : [wanted]) {
    const path = `${listPath('apps/v1', namespace, kind.plural)}/${encodeURIComponent(name)}`;
    try {
      const object = parsed((await api.get(path, options)).body);
      return { kind, name, namespace, labelSelector: labelSelectorOf(object) };
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      if (error.kind === 'forbidden') refused ??= error;
      else if (error.kind !== 'not-found') throw error;
    }
  }
  if (refused !== null) throw refused;
  return {
    candidates: (await namesOf(api, namespace, 'deployments', options)).map((one) => `deployment/${one}`),
  };
}

/** The workloads that the autoscalers of the namespace scale. */
async function autoscaledOf(
  api: KubernetesApi,
  namespace: string,
  options: GetOptions,
): Promise<readonly WorkloadName[]> {
  const { items } = await firstServed(api, namespace, options);
  return items.flatMap((item) => {
    const target = textAt(item, 'spec', 'scaleTargetRef', 'kind');
    const kind = WORKLOAD_KINDS.find((known) => known.kind === target);
    return kind === undefined ? [] : [{ kind, name: textAt(item, 'spec', 'scaleTargetRef', 'name') }];
  });
}

async function firstServed(api: KubernetesApi, namespace: string, options: GetOptions): Promise<ReadList> {
  for (const apiVersion of AUTOSCALER_VERSIONS) {
    try {
      return await readList(api, listPath(apiVersion, namespace, 'horizontalpodautoscalers'), ALL, options);
    } catch (error) {
      if (!(error instanceof ApiFailure) || error.kind !== 'not-found') throw error;
    }
  }
  return { items: [], resourceVersion: '' };
}

async function namesOf(
  api: KubernetesApi,
  namespace: string,
  plural: string,
  options: GetOptions,
): Promise<readonly string[]> {
  const { items } = await readList(api, listPath('apps/v1', namespace, plural), ALL, options);
  return items.map((item) => textAt(item, 'metadata', 'name'));
}
