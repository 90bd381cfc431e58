import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type BaselinesDocument, readBaselinesDocument } from '../decode/baselines-document.ts';
import { systemErrorCode, unreadable } from '../decode/file-problem.ts';
import { writeFileAtomically } from '../files/write-file.ts';
import type { Baseline } from '../model/baseline.ts';
import { Problem } from '../model/problem.ts';
import { withStoreLock } from './lock.ts';

/** The baselines of a store, in the store's folder. */
const BASELINES_FILE = 'baselines.json';

/**
 * The baselines of a store, by name. None when none was ever set.
 *
 * @throws {Problem} 'cannot-read', 'not-json', 'unknown-schema' or 'damaged-document'.
 */
export async function readBaselines(store: string): Promise<readonly Baseline[]> {
  const path = join(store, BASELINES_FILE);
  let json: string;
  try {
    json = await readFile(path, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw unreadable(path, error);
  }
  try {
    return readBaselinesDocument(json, `${basename(store)}/${BASELINES_FILE}`);
  } catch (error) {
    if (!(error instanceof Problem) || error.code === 'unknown-schema') throw error;
    const { kind, code, message, where } = error;
    throw new Problem(kind, code, message, {
      ...(where === undefined ? {} : { where }),
      fix: 'Bring back a copy of the file, or remove it and set the baselines anew: plimsoll baseline set NAME RUN',
    });
  }
}

/**
 * Changes the baselines of a store. Of two processes that do so at once each sees what the other has written.
 *
 * @param edit makes the new baselines of those that are there, and something to return.
 * @throws {Problem} as `readBaselines`; 'cannot-write'; 'store-busy'; and what `edit` throws, then nothing changes.
 */
export function editBaselines<T>(
  store: string,
  edit: (baselines: readonly Baseline[]) => { readonly baselines: readonly Baseline[]; readonly outcome: T },
): Promise<T> {
  return withStoreLock(store, async () => {
    const { baselines, outcome } = edit(await readBaselines(store));
    const document: BaselinesDocument = {
      schema: 'baselines/1',
      baselines: [...baselines].sort((a, b) => (a.name < b.name ? -1 : 1)),
    };
    await writeFileAtomically(join(store, BASELINES_FILE), `${JSON.stringify(document, null, 2)}\n`);
    return outcome;
  });
}
