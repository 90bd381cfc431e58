import { Option } from 'commander';
import { parsed } from '../options.ts';

/** Which cluster, and what of it. */
export interface ClusterOptions {
  readonly namespace?: string;
  readonly context?: string;
  readonly kubeconfig?: string;
  readonly kubectl?: string;
  readonly apiServer?: string;
  readonly service?: string;
}

/** `--namespace`, `--context`, `--kubeconfig`, `--kubectl`, `--api-server` and `--service` */
export function clusterOptions(): readonly Option[] {
  return [
    parsed(
      '-n, --namespace <name>',
      'of the workload (default: that of the context)',
      (text) => (/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(text) ? text : null),
      'the name of a namespace',
      'shop',
    ),
    new Option('--context <name>', 'of the kubeconfig (default: the current one)'),
    new Option('--kubeconfig <file>', 'instead of the usual one'),
    new Option('--kubectl <path>', 'the kubectl to reach the cluster with (default: kubectl)'),
    parsed(
      '--api-server <url>',
      'instead of kubectl: an API that asks for no login, as kubectl proxy serves it',
      parseApiServer,
      'a URL that begins with http:// or https://',
      'http://127.0.0.1:8001',
    ).conflicts(['context', 'kubeconfig', 'kubectl']),
    new Option('--service <name>', 'whose endpoints count (default: those that lead to the pods)'),
  ];
}

function parseApiServer(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, username, search, hash } = new URL(text);
  const isPlain = username === '' && search === '' && hash === '';
  return isPlain && (protocol === 'http:' || protocol === 'https:') ? text : null;
}
