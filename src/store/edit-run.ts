import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { unreadable } from '../decode/file-problem.ts';
import { type RunDocument, readRunDocument } from '../decode/run-document.ts';
import { writeFileAtomically } from '../files/write-file.ts';
import type { RunLabel } from '../model/run.ts';
import { entryFolder, RUN_FILE } from './layout.ts';
import { withStoreLock } from './lock.ts';

/** What people say of a run, and may say otherwise later. */
export type RunDescription = Pick<RunDocument, 'label' | 'labels'>;

/**
 * Changes what a stored run is called and what is remembered of it; nothing that was measured.
 *
 * @throws {Problem} 'cannot-read', 'not-json', 'unknown-schema', 'damaged-document', 'cannot-write' or 'store-busy'.
 */
export function describeRun(
  store: string,
  id: string,
  change: (run: RunDescription) => RunDescription,
): Promise<RunDocument> {
  const path = join(entryFolder(store, id), RUN_FILE);
  return withStoreLock(store, async () => {
    let json: string;
    try {
      json = await readFile(path, 'utf8');
    } catch (error) {
      throw unreadable(path, error);
    }
    const run = readRunDocument(json, `${basename(store)}/${id}/${RUN_FILE}`);
    const { label, labels } = change(run);
    // What was read is written again key by key: the very same run imported again is then known.
    const written = { ...(JSON.parse(json) as RunDocument), label, labels };
    await writeFileAtomically(path, `${JSON.stringify(written, null, 2)}\n`);
    return { ...run, label, labels };
  });
}

/** These labels with others set; one whose value is empty is removed. By key. */
export function withLabels(labels: readonly RunLabel[], changes: readonly RunLabel[]): readonly RunLabel[] {
  const byKey = new Map([...labels, ...changes].map(({ key, value }) => [key, value]));
  return [...byKey]
    .filter(([, value]) => value !== '')
    .map(([key, value]): RunLabel => ({ key, value }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}
