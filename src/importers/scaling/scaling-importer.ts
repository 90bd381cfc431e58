import type { Notice } from '../../model/notice.ts';
import type { ClockAlignment, ScalingTimeline } from '../../model/scaling.ts';
import type { ReadProgress, SourceFile } from '../importer.ts';
import type { TimeZone } from './time-zone.ts';

/** One format of scaling logs. Each is one file (or folder) and one line in `registry.ts`. */
export interface ScalingImporter<Id extends string = string> {
  readonly id: Id;
  /** As users call it, for the list of formats that are read. */
  readonly title: string;
  /** Whether this file is ours, by its first bytes and never by its name. Never throws. */
  claims(file: SourceFile): boolean;
  /**
   * Reads the file in one pass, in bounded memory. Rows that cannot be read are skipped and counted.
   *
   * @throws {Problem} of kind 'input', naming file and line, where nothing in it can be used.
   */
  read(file: SourceFile, context: ScalingContext): Promise<ScalingReading>;
}

/** What a reader needs to know beside the file. */
export interface ScalingContext {
  /** Where times without a zone were written. */
  readonly zone: TimeZone;
  /** When the load test ran, about, Unix epoch ms: tells the year of times without one. Null: not known. */
  readonly nearMs: number | null;
  readonly progress: ReadProgress;
}

/** What one file holds. */
export interface ScalingReading {
  /** One for each workload. */
  readonly parts: readonly ScalingPart[];
  /** What the file was read as: 'kubectl get hpa --watch'. */
  readonly readAs: string;
  readonly rowsRead: number;
  readonly rowsSkipped: number;
  readonly notices: readonly Notice[];
}

/**
 * What one file says about one workload: as much of a `ScalingTimeline` as it tells, its times on the clock of the machine
 * or cluster that wrote it. `mergeTimelines` joins the parts of a workload.
 */
export interface ScalingPart extends Omit<ScalingTimeline, 'workload' | 'observed' | 'clock'> {
  /** Null: the source does not name it. */
  readonly workload: string | null;
  /** Null: the source has settings, but nothing with a time. */
  readonly observed: ScalingTimeline['observed'] | null;
  /** Some times had no zone and were read by `context.zone`. */
  readonly usesZone: boolean;
  /** How the cluster's stamps were brought onto the clock of who recorded them, where that was measured. */
  readonly clock?: Pick<ClockAlignment, 'basis' | 'uncertaintyMs' | 'explanation'>;
}

/** A part that says nothing yet, to be filled by spreading. */
export function emptyPart(source: string): ScalingPart {
  return {
    workload: null,
    kind: 'unknown',
    namespace: null,
    observed: null,
    gaps: [],
    replicas: [],
    autoscaler: null,
    signals: [],
    conditions: [],
    pods: [],
    usage: [],
    podRequests: { cpuCores: null, memoryBytes: null },
    events: [],
    reachability: [],
    sources: [source],
    usesZone: false,
  };
}
