/** What kubectl has to know of a cluster. */
export interface KubeconfigContent {
  /** Of the API server. */
  readonly url: string;
  readonly namespace: string;
  readonly token?: string;
  /** In PEM: who signed the certificate of the server. */
  readonly certificateAuthority?: string;
}

/** The first line of each; by it a file is known that may be replaced. */
export const KUBECONFIG_MARK = '# Written by "plimsoll demo target".';

/** A kubeconfig with one cluster and one context, in YAML (`v1` Config of client-go). */
export function kubeconfigText(content: KubeconfigContent): string {
  const { url, namespace, token, certificateAuthority } = content;
  const authority =
    certificateAuthority === undefined
      ? ''
      : `\n      certificate-authority-data: ${Buffer.from(certificateAuthority).toString('base64')}`;
  const user = token === undefined ? '{}' : `{ token: ${JSON.stringify(token)} }`;
  return `${KUBECONFIG_MARK}
apiVersion: v1
kind: Config
clusters:
  - name: plimsoll-demo
    cluster:
      server: ${JSON.stringify(url)}${authority}
users:
  - name: plimsoll-demo
    user: ${user}
contexts:
  - name: plimsoll-demo
    context:
      cluster: plimsoll-demo
      user: plimsoll-demo
      namespace: ${JSON.stringify(namespace)}
current-context: plimsoll-demo
`;
}
