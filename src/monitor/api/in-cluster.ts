import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHttpApi } from './http-api.ts';
import type { KubernetesApi } from './kubernetes-api.ts';

/** Where the kubelet puts them: kubernetes.io/docs/tasks/run-application/access-api-from-pod. */
const SERVICE_ACCOUNT_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';

/** The API server as pods see it, and the namespace that this pod is in. */
export interface InClusterApi {
  readonly api: KubernetesApi;
  readonly namespace: string;
}

/** The API by the service account of this pod; null when this is no pod of a cluster, or has no account. */
export function inClusterApi(
  env: Readonly<Record<string, string | undefined>>,
  folder = SERVICE_ACCOUNT_FOLDER,
): InClusterApi | null {
  const host = env['KUBERNETES_SERVICE_HOST'] ?? '';
  const port = env['KUBERNETES_SERVICE_PORT_HTTPS'] ?? env['KUBERNETES_SERVICE_PORT'] ?? '443';
  const tokenFile = join(folder, 'token');
  if (host === '' || !existsSync(tokenFile)) return null;
  const url = `https://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const ca = readFileSync(join(folder, 'ca.crt'), 'utf8');
  return {
    // The kubelet replaces the token before it expires.
    api: createHttpApi({ url, ca, token: () => readFileSync(tokenFile, 'utf8').trim() }),
    namespace: readFileSync(join(folder, 'namespace'), 'utf8').trim(),
  };
}
