import type { Notice } from '../../model/notice.ts';
import { Problem } from '../../model/problem.ts';
import type { SourceFileRecord } from '../../model/run.ts';
import type { ScalingTimeline } from '../../model/scaling.ts';
import type { ReadProgress, SourceFile } from '../importer.ts';
import { mergeTimelines } from './merge-timelines.ts';
import { scalingImporters } from './registry.ts';
import type { ScalingPart } from './scaling-importer.ts';
import type { TimeZone } from './time-zone.ts';

/** How to read scaling logs. */
export interface ImportScalingOptions {
  /** Where times without a zone were written. */
  readonly zone: TimeZone;
  /** When the load test ran, Unix epoch ms: tells the year of times without one. */
  readonly nearMs?: number | null;
  readonly progress?: ReadProgress;
}

/** What scaling logs held. */
export interface ScalingImport {
  /** By workload, in the order of the files. */
  readonly timelines: readonly ScalingTimeline[];
  /** The files that were read, as a run's source lists them. */
  readonly files: readonly SourceFileRecord[];
  readonly unclaimed: readonly SourceFile[];
  readonly notices: readonly Notice[];
}

/** Whether a file is a log of scaling that is read here. */
export function isScalingLog(file: SourceFile): boolean {
  return scalingImporters.some((importer) => importer.claims(file));
}

/**
 * Reads logs of how workloads scaled and joins what they say of the same workload.
 *
 * @throws {Problem} 'scaling-without-times' when none of them tells when anything was, and what reading a file finds.
 */
export async function importScaling(
  files: readonly SourceFile[],
  { zone, nearMs = null, progress = () => undefined }: ImportScalingOptions,
): Promise<ScalingImport> {
  const parts: ScalingPart[] = [];
  const records: SourceFileRecord[] = [];
  const notices: Notice[] = [];
  const unclaimed: SourceFile[] = [];
  for (const file of files) {
    const importer = scalingImporters.find((candidate) => candidate.claims(file));
    if (importer === undefined) {
      unclaimed.push(file);
      continue;
    }
    const { name, sizeBytes, sha256 } = file;
    const { readAs, rowsRead, rowsSkipped, ...reading } = await importer.read(file, {
      zone,
      nearMs,
      progress,
    });
    parts.push(...reading.parts);
    notices.push(...reading.notices);
    records.push({ name, sizeBytes, sha256, readAs, rowsRead, rowsSkipped });
  }
  const timelines = mergeTimelines(parts, zone);
  const [first] = records;
  if (timelines.length === 0 && first !== undefined) throw withoutTimes(first.name);
  return { timelines, files: records, unclaimed, notices };
}

function withoutTimes(file: string): Problem {
  return new Problem('input', 'scaling-without-times', `"${file}" does not tell when anything happened`, {
    where: { file },
    fix: "kubectl prints no times: record with them, for example kubectl get deployment NAME --watch | ts '%Y-%m-%dT%H:%M:%S%z'",
  });
}
