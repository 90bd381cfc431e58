import { readFile } from 'node:fs/promises';
import { NAMES } from '../../demo/cluster/cluster-options.ts';
import { KUBECONFIG_MARK, kubeconfigText } from '../../demo/kubernetes-api/kubeconfig.ts';
import { checkWritable, writeFileAtomically } from '../../files/write-file.ts';
import { Problem } from '../../model/problem.ts';

/**
 * Checks that a kubeconfig may be written here: where nothing is, or what the demo target wrote before. The user's own
 * clusters are never overwritten.
 *
 * @throws {Problem} 'file-exists', 'cannot-write'.
 */
export async function checkKubeconfig(path: string, named: string): Promise<void> {
  await checkWritable(path);
  const before = await readFile(path, 'utf8').catch(() => '');
  if (before === '' || before.startsWith(KUBECONFIG_MARK)) return;
  throw new Problem(
    'usage',
    'file-exists',
    `"${named}" is there already, and the demo target did not write it`,
    {
      fix: 'Name another file: --kubeconfig demo.kubeconfig',
    },
  );
}

/** @throws {Problem} 'cannot-write'. */
export async function writeKubeconfig(path: string, url: string): Promise<void> {
  await writeFileAtomically(path, kubeconfigText({ url, namespace: NAMES.namespace }));
}
