import { type OpenedSource, openSources } from '../files/open-sources.ts';
import { importRuns } from '../importers/import-runs.ts';
import { isScalingLog } from '../importers/scaling/import-scaling.ts';
import { Problem } from '../model/problem.ts';
import type { Run } from '../model/run.ts';
import type { Io } from './io.ts';
import type { Progress } from './progress.ts';
import { attachLogs, runOfLogs } from './scaling/attach-logs.ts';
import type { ScalingOptions } from './scaling/scaling-options.ts';

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

/** How to read. */
export interface ReadFilesOptions {
  readonly maxBytes: number;
  readonly scaling: ScalingOptions;
}

/**
 * Reads every run in these files, folders and prefixes, with the logs of scaling among them.
 *
 * @throws {Problem} when a path leads nowhere, or nothing in them can be read.
 */
export async function readFiles(
  paths: readonly string[],
  { maxBytes, scaling }: ReadFilesOptions,
  io: Io,
  progress: Progress,
): Promise<ReadResult> {
  const files = await openSources(paths, { cwd: io.cwd, maxBytes, progress: progress.read });
  const logs = files.filter(isScalingLog);
  const others = files.filter((file) => !logs.includes(file));
  const { runs, leftOut } = await readLoadTests(others, logs.length > 0, progress);
  if (logs.length === 0) return { runs, leftOut };
  if (runs.length === 0) {
    return { runs: [{ run: await runOfLogs(logs, scaling, progress), sources: logs }], leftOut };
  }
  try {
    const joined = await attachLogs(runs, logs, scaling, progress, ({ sources }, run) => ({
      run,
      sources: [...sources, ...logs],
    }));
    return { runs: joined, leftOut };
  } catch (error) {
    // A log that only lies beside the results does not keep them from being read.
    if (!(error instanceof Problem)) throw error;
    const reason = `${error.message}. ${error.fix ?? ''}`.trim();
    return { runs, leftOut: [...leftOut, ...logs.map(({ name }) => ({ file: name, reason }))] };
  }
}

/**
 * Attaches the logs that `--scaling` names to runs that were read already.
 *
 * @param add puts the logs to what is known of a run.
 */
export async function withNamedLogs<Read extends { readonly run: Run }>(
  runs: readonly Read[],
  { maxBytes, scaling }: ReadFilesOptions,
  io: Io,
  progress: Progress,
  add: (read: Read, run: Run, logs: readonly OpenedSource[]) => Read,
): Promise<readonly Read[]> {
  const named = scaling.scaling ?? [];
  if (named.length === 0 || runs.length === 0) return runs;
  const opened = await openSources(named, { cwd: io.cwd, maxBytes, progress: progress.read });
  // A log that lies beside the results was found with them.
  const logs = opened.filter((log) => !runs.some(({ run }) => isOf(run, log)));
  if (logs.length === 0) return runs;
  return attachLogs(runs, logs, scaling, progress, (read, run) => add(read, run, logs));
}

/** @param areLogsThere then there need be no load test. */
async function readLoadTests(
  files: readonly OpenedSource[],
  areLogsThere: boolean,
  progress: Progress,
): Promise<ReadResult> {
  try {
    const { runs, unclaimed } = await importRuns(files, { progress: progress.read });
    return {
      runs: runs.map((run) => ({ run, sources: files.filter((file) => isOf(run, file)) })),
      leftOut: unclaimed,
    };
  } catch (error) {
    if (!areLogsThere || !(error instanceof Problem) || error.code !== 'no-importer') throw error;
    return { runs: [], leftOut: files.map(({ name }) => ({ file: name, reason: 'no importer reads it' })) };
  }
}

function isOf(run: Run, file: OpenedSource): boolean {
  return run.source.files.some(({ name, sha256 }) => name === file.name && sha256 === file.sha256);
}
