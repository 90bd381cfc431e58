import { Problem } from '../../model/problem.ts';
import { ApiFailure } from '../../monitor/api/api-failure.ts';
import type { KubernetesApi } from '../../monitor/api/kubernetes-api.ts';
import { type FoundWorkload, findWorkload } from '../../monitor/workload/find-workload.ts';
import { parseWorkload, type WorkloadName } from '../../monitor/workload/kinds.ts';
import type { Io } from '../io.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { clusterProblem } from './cluster-problem.ts';
import { connect } from './connect.ts';

/** A workload that can be followed. */
export interface OpenCluster {
  readonly api: KubernetesApi;
  readonly workload: FoundWorkload;
  readonly service: string | null;
}

/** A cluster that takes longer to say what it has will not keep up either. */
const PATIENCE_MS = 15_000;
const MOST_NAMED = 10;

/**
 * Finds the workload, before anything depends on it.
 *
 * @param named as typed; null: the only one that is scaled.
 * @throws {Problem} 'cluster-forbidden', 'cluster-unauthorized', 'cluster-unreachable', 'kubectl-missing',
 *   'workload-not-found', 'workload-ambiguous', 'wrong-option-value'.
 */
export async function openCluster(
  named: string | null,
  options: ClusterOptions,
  io: Io,
): Promise<OpenCluster> {
  const wanted = named === null ? null : workloadName(named);
  const { api, namespace } = await connect(options, io);
  try {
    const search = { timeoutMs: PATIENCE_MS, signal: io.signal };
    const found = await findWorkload(api, namespace, wanted, search);
    if ('candidates' in found) throw notFound(named, namespace, found.candidates);
    return { api, workload: found, service: options.service ?? null };
  } catch (error) {
    api.close();
    throw error instanceof ApiFailure ? clusterProblem(error, api.name, namespace) : error;
  }
}

function workloadName(text: string): WorkloadName {
  const name = parseWorkload(text);
  if (name !== null) return name;
  throw new Problem('usage', 'wrong-option-value', `"${text}" cannot be the name of a workload`, {
    fix: 'Write for example: web, deployment/web, statefulset/db or replicaset/web-7d4b9c6f5',
  });
}

function notFound(named: string | null, namespace: string, candidates: readonly string[]): Problem {
  const list = candidates.slice(0, MOST_NAMED).join(', ');
  const more = candidates.length > MOST_NAMED ? ` and ${candidates.length - MOST_NAMED} more` : '';
  const there =
    candidates.length === 0
      ? 'There is none. --namespace and --context choose another place.'
      : `There is: ${list}${more}.`;
  if (named === null && candidates.length > 1) {
    const what = `namespace "${namespace}" has ${candidates.length} workloads that could be meant`;
    return new Problem('usage', 'workload-ambiguous', what, { fix: `Name one of them. ${there}` });
  }
  const what = `namespace "${namespace}" has no workload ${named === null ? 'that could be followed' : `"${named}"`}`;
  return new Problem('environment', 'workload-not-found', what, { fix: there });
}
