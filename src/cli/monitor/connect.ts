import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createHttpApi } from '../../monitor/api/http-api.ts';
import { inClusterApi } from '../../monitor/api/in-cluster.ts';
import { createKubectlApi, type KubectlSettings } from '../../monitor/api/kubectl-api.ts';
import type { KubernetesApi } from '../../monitor/api/kubernetes-api.ts';
import type { Io } from '../io.ts';
import type { ClusterOptions } from './cluster-options.ts';

/** A cluster and the namespace to look in. */
export interface Connection {
  readonly api: KubernetesApi;
  readonly namespace: string;
}

const USUAL_NAMESPACE = 'default';
/** It only reads a file. */
const CONFIG_WITHIN_MS = 10_000;

/**
 * The way to the cluster: --api-server where it is given; the service account inside a cluster, when nothing else is said;
 * else kubectl, which knows every way to log in. Nothing is asked yet, but the namespace of the context.
 */
export async function connect(options: ClusterOptions, io: Io): Promise<Connection> {
  const { apiServer, namespace } = options;
  if (apiServer !== undefined) {
    const api = createHttpApi({ url: apiServer, ca: null, token: null });
    return { api, namespace: namespace ?? USUAL_NAMESPACE };
  }
  const saysHow =
    options.kubectl !== undefined || options.context !== undefined || options.kubeconfig !== undefined;
  const inside = saysHow || io.env['KUBECONFIG'] !== undefined ? null : inClusterApi(io.env);
  if (inside !== null) return { api: inside.api, namespace: namespace ?? inside.namespace };
  const settings: KubectlSettings = {
    kubectl: options.kubectl ?? 'kubectl',
    context: options.context ?? null,
    kubeconfig: options.kubeconfig ?? null,
  };
  return { api: createKubectlApi(settings), namespace: namespace ?? (await namespaceOf(settings)) };
}

/** The namespace of the context. Where that cannot be read, what follows will say why. */
async function namespaceOf({ kubectl, context, kubeconfig }: KubectlSettings): Promise<string> {
  const args = [
    ...(kubeconfig === null ? [] : [`--kubeconfig=${kubeconfig}`]),
    ...(context === null ? [] : [`--context=${context}`]),
    'config',
    'view',
    '--minify',
    '--output=jsonpath={..namespace}',
  ];
  try {
    const { stdout } = await promisify(execFile)(kubectl, args, { timeout: CONFIG_WITHIN_MS });
    return stdout.trim() || USUAL_NAMESPACE;
  } catch {
    return USUAL_NAMESPACE;
  }
}
