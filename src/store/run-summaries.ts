import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unreadable } from '../decode/file-problem.ts';
import { readRunSummary } from '../decode/run-summary-document.ts';
import { writeFileAtomically } from '../files/write-file.ts';
import type { RunSummary } from '../model/run-summary.ts';
import { entryFolder, RUN_FILE, SUMMARY_FILE } from './layout.ts';

/** What is known of a stored run without reading it. */
export interface KeptSummary {
  /** SHA-256 of its `run.json`. */
  readonly runSha256: string;
  /** Null when there is none, or it is of another run, of another version, or damaged: then make it anew. */
  readonly summary: RunSummary | null;
}

/**
 * The summary beside a stored run, where it is of the run that lies there.
 *
 * @throws {Problem} 'cannot-read' when the run itself cannot be read.
 */
export async function keptSummary(store: string, id: string, toolVersion: string): Promise<KeptSummary> {
  const path = join(entryFolder(store, id), RUN_FILE);
  const bytes = await readFile(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  const runSha256 = createHash('sha256').update(bytes).digest('hex');
  const json = await readFile(join(entryFolder(store, id), SUMMARY_FILE), 'utf8').catch(() => null);
  const summary = json === null ? null : readRunSummary(json);
  const isCurrent =
    summary?.runSha256 === runSha256 && summary.toolVersion === toolVersion && summary.run.id === id;
  return { runSha256, summary: isCurrent ? summary : null };
}

/**
 * Keeps a summary beside its run.
 *
 * @throws {Problem} 'cannot-write'.
 */
export async function keepSummary(store: string, summary: RunSummary): Promise<void> {
  const path = join(entryFolder(store, summary.run.id), SUMMARY_FILE);
  await writeFileAtomically(path, `${JSON.stringify(summary)}\n`);
}
