import type { OpenedSource } from '../../files/open-sources.ts';
import { attachScaling, runOfRecord } from '../../importers/scaling/attach-scaling.ts';
import { importScaling, type ScalingImport } from '../../importers/scaling/import-scaling.ts';
import { overlapMs, spanOf } from '../../importers/scaling/overlap.ts';
import { Problem } from '../../model/problem.ts';
import type { Run } from '../../model/run.ts';
import type { Progress } from '../progress.ts';
import { type ScalingOptions, zoneOf } from './scaling-options.ts';

/** A run with what was read for it. */
export interface WithRun {
  readonly run: Run;
}

/**
 * Joins logs of scaling with the runs during which they were written. A log that belongs to none of several runs is refused.
 * Without any run the logs are a run of their own.
 *
 * @param add puts the logs' files to those of a run.
 */
export async function attachLogs<Read extends WithRun>(
  runs: readonly Read[],
  logs: readonly OpenedSource[],
  options: ScalingOptions,
  progress: Progress,
  add: (read: Read, run: Run) => Read,
): Promise<readonly Read[]> {
  const read = await importScaling(logs, {
    zone: zoneOf(options),
    nearMs: runs[0]?.run.startMs ?? null,
    progress: progress.read,
  });
  const [stranger] = read.unclaimed;
  if (stranger !== undefined) throw noScalingLog(stranger.name);
  const attach = { clockShiftMs: options.clockShift ?? null };
  const only = runs.length === 1;
  const isDuring = ({ run }: Read) => only || overlaps(run, read, options.clockShift ?? 0);
  if (runs.length > 0 && !runs.some(isDuring)) {
    const [first] = runs;
    // Says when each of them was.
    if (first !== undefined) attachScaling(first.run, read, attach);
  }
  return runs.map((entry) => (isDuring(entry) ? add(entry, attachScaling(entry.run, read, attach)) : entry));
}

/** The logs by themselves as a run. */
export async function runOfLogs(
  logs: readonly OpenedSource[],
  options: ScalingOptions,
  progress: Progress,
): Promise<Run> {
  const read = await importScaling(logs, { zone: zoneOf(options), progress: progress.read });
  const label = logs[0]?.name.replace(/\.[a-z]{1,6}$/i, '') ?? 'scaling';
  return runOfRecord(read, label, { clockShiftMs: options.clockShift ?? null });
}

function overlaps(run: Run, { timelines }: ScalingImport, shiftMs: number): boolean {
  const span = spanOf(run);
  if (span === null) return false;
  return timelines.some(({ observed: { fromMs, toMs } }) => {
    return overlapMs(span, { fromMs: fromMs + shiftMs, toMs: toMs + shiftMs }) > 0;
  });
}

function noScalingLog(file: string): Problem {
  return new Problem('input', 'no-scaling-log', `"${file}" is no log of scaling that is read`, {
    where: { file },
    fix: 'Name a log of the legacy monitor, of kubectl get --watch, of "plimsoll monitor", Kubernetes objects or events as JSON or YAML, a range query of Prometheus, or scaling activities of AWS.',
  });
}
