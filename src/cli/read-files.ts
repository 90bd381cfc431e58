import { type OpenedSource, openSources } from '../files/open-sources.ts';
import { importRuns } from '../importers/import-runs.ts';
import type { Run } from '../model/run.ts';
import type { Io } from './io.ts';
import type { Progress } from './progress.ts';

/** A run and the files it was read from. */
export interface ReadRun {
  readonly run: Run;
  readonly sources: readonly OpenedSource[];
}

/** What files and folders held. */
export interface ReadResult {
  readonly runs: readonly ReadRun[];
  /** Files that no importer reads, and why. */
  readonly leftOut: readonly { readonly file: string; readonly reason: string }[];
}

/**
 * Reads every run in these files, folders and prefixes.
 *
 * @throws {Problem} when a path leads nowhere, or nothing in them can be read.
 */
export async function readFiles(
  paths: readonly string[],
  { maxBytes }: { readonly maxBytes: number },
  io: Io,
  progress: Progress,
): Promise<ReadResult> {
  const files = await openSources(paths, { cwd: io.cwd, maxBytes, progress: progress.read });
  const { runs, unclaimed } = await importRuns(files, { progress: progress.read });
  return {
    runs: runs.map((run) => ({ run, sources: files.filter((file) => isOf(run, file)) })),
    leftOut: unclaimed,
  };
}

function isOf(run: Run, file: OpenedSource): boolean {
  return run.source.files.some(({ name, sha256 }) => name === file.name && sha256 === file.sha256);
}
