import { Problem } from '../../model/problem.ts';
import { bindingCommand, roleManifest } from '../../monitor/access/role.ts';
import type { ApiFailure } from '../../monitor/api/api-failure.ts';

/** What to tell a user of a cluster that gave no answer that can be used. */
export function clusterProblem(failure: ApiFailure, cluster: string, namespace: string): Problem {
  const { message, kind } = failure;
  const problem = (code: string, what: string, fix: string) =>
    new Problem('environment', code, what, { fix, cause: failure });
  switch (kind) {
    case 'no-client':
      return problem(
        'kubectl-missing',
        message,
        'Install kubectl, name it with --kubectl PATH, or name the API with --api-server URL.',
      );
    case 'unauthorized':
      return problem(
        'cluster-unauthorized',
        `the cluster (${cluster}) does not take the login: ${message}`,
        'Log in anew, and try: kubectl get pods',
      );
    case 'forbidden':
      return problem('cluster-forbidden', `reading is not allowed: ${message}`, roleAdvice(namespace));
    default:
      return problem(
        'cluster-unreachable',
        `the cluster (${cluster}) gives no answer that can be used: ${message}`,
        'Try the same with kubectl: kubectl get pods. --context, --kubeconfig and --api-server choose the cluster.',
      );
  }
}

/** The Role to apply, in full. */
export function roleAdvice(namespace: string): string {
  return `Let somebody who may do so apply this Role, and bind it to you:\n${roleManifest(namespace)}\n${bindingCommand(namespace)}`;
}
