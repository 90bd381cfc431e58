import type { Notice } from '../../model/notice.ts';
import type { Run } from '../../model/run.ts';
import type { ScalingTimeline } from '../../model/scaling.ts';
import { runIdOfFiles } from '../run-id-of-files.ts';
import { alignClock } from './align-clock.ts';
import type { ScalingImport } from './import-scaling.ts';
import { elsewhere, overlapMs, SHORT_OVERLAP_MS, spanOf } from './overlap.ts';
import { shifted } from './shifted.ts';

const LONGEST_LOOK_MS = 10_000;
/** Before a test that is begun by hand. */
const LONGEST_WAIT_MS = 15 * 60_000;

/** How to join a record of scaling with a run. */
export interface AttachOptions {
  /** Added to the record's times; null: estimated. */
  readonly clockShiftMs: number | null;
}

/**
 * The run with what was recorded of scaling meanwhile. The files of both make its id, but for a run of our own engine, whose
 * id is in its recording.
 *
 * @throws {Problem} 'scaling-elsewhere' when the record is of another time than the run.
 */
export function attachScaling(
  run: Run,
  { timelines, files, notices }: ScalingImport,
  options: AttachOptions,
): Run {
  const aligned = timelines.map((timeline) =>
    shifted(timeline, alignClock(run, timeline, options.clockShiftMs)),
  );
  const sources = [...run.source.files, ...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    ...run,
    id: run.source.kind === 'engine' ? run.id : runIdOfFiles(sources),
    source: { ...run.source, files: sources },
    scaling: [...run.scaling.filter(({ workload }) => !names(aligned).has(workload)), ...aligned],
    notices: [...run.notices, ...notices, ...aligned.flatMap((timeline) => alignmentNotices(run, timeline))],
  };
}

function names(timelines: readonly ScalingTimeline[]): ReadonlySet<string> {
  return new Set(timelines.map(({ workload }) => workload));
}

/** @throws {Problem} 'scaling-elsewhere'. */
function alignmentNotices(run: Run, timeline: ScalingTimeline): readonly Notice[] {
  const span = spanOf(run);
  const { clock, workload } = timeline;
  if (span === null) {
    return [
      {
        code: 'scaling-not-aligned',
        severity: 'warning',
        message: `The load test's files have no clock times, so the record of "${workload}" stands beside it unconnected.`,
        hint: 'Import the history too (Locust: --csv with --csv-full-history).',
      },
    ];
  }
  const overlap = overlapMs(span, timeline.observed);
  if (overlap <= 0 && !isUneventfulWatch(timeline, span.fromMs)) throw elsewhere(span, timeline);
  const notices: Notice[] = [];
  if (overlap < SHORT_OVERLAP_MS) {
    notices.push({
      code: 'scaling-short-overlap',
      severity: 'warning',
      message:
        overlap <= 0
          ? `The record of "${workload}" has nothing after the load began: it is one look, or a watch that saw no change.`
          : `The record of "${workload}" and the load test overlap by ${(overlap / 1000).toFixed(0)} s only.`,
      hint: 'Record from before the load begins until after it ends.',
    });
  }
  if (clock.basis === 'overlap') {
    notices.push({
      code: 'clock-skew-estimated',
      severity: 'warning',
      message: clock.explanation,
      hint: 'Compare both clocks, then state the difference with --clock-shift.',
    });
  }
  if (clock.timezone !== null && !clock.isTimezoneStated) {
    notices.push({
      code: 'timezone-assumed',
      severity: 'info',
      message: `The record of "${workload}" has times without a zone; they were read as ${clock.timezone}, this machine's.`,
      hint: 'State the zone of the machine that wrote it with --timezone.',
    });
  }
  return notices;
}

/** A watch that is begun before the load prints what there is, and nothing more while nothing changes. */
function isUneventfulWatch({ observed, replicas }: ScalingTimeline, loadMs: number): boolean {
  const isOneLook = observed.toMs - observed.fromMs <= LONGEST_LOOK_MS;
  const isShortlyBefore = observed.toMs <= loadMs && loadMs - observed.toMs <= LONGEST_WAIT_MS;
  return isOneLook && isShortlyBefore && replicas.every(({ levels }) => levels.length === 1);
}

/** A run without any load: the record alone. */
export function runOfRecord(
  { timelines, files, notices }: ScalingImport,
  label: string,
  options: AttachOptions,
): Run {
  const shiftMs = options.clockShiftMs ?? 0;
  const moved = timelines.map((timeline) => shifted(timeline, { ...timeline.clock, shiftMs }));
  const startMs = Math.min(...moved.map(({ observed }) => observed.fromMs));
  const endMs = Math.max(...moved.map(({ observed }) => observed.toMs));
  return {
    schema: 'run/1',
    id: runIdOfFiles(files),
    label,
    labels: [],
    origin: null,
    source: {
      kind: 'import',
      tool: 'scaling log',
      toolVersion: null,
      host: null,
      files: [...files],
      latencyCovers: 'all-requests',
    },
    startMs,
    endMs,
    durationMs: endMs - startMs,
    ended: 'unknown',
    load: { kind: 'unknown' },
    endpoints: [],
    total: null,
    users: null,
    exceptions: [],
    resetsMs: [],
    scaling: moved,
    generator: null,
    notices: [
      ...notices,
      {
        code: 'no-load-test',
        severity: 'info',
        message: 'There is no load test beside this record of scaling, so nothing tells when the load rose.',
        hint: 'Name the results of the test too: plimsoll report results_stats.csv --scaling scaling.log',
      },
    ],
  };
}
