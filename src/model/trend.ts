import type { EndpointKey } from './endpoint-key.ts';
import type { Metric, MetricId } from './metric.ts';
import type { Notice } from './notice.ts';

/** How the metrics of a series of runs went over time, and where their level changed. */
export interface Trend {
  readonly schema: 'trend/1';
  /** Which runs were asked for, as written: 'checkout', 'branch=main'. Empty: all. */
  readonly filter: readonly string[];
  readonly settings: TrendSettings;
  /** In order of time. */
  readonly runs: readonly TrendRun[];
  /** All requests together first, then by name and method; within an endpoint in the order of the table of metrics. */
  readonly series: readonly TrendSeries[];
  /** In order of time; changes of several series at the same run are one. */
  readonly changes: readonly TrendChange[];
  /** How many runs are needed to look for changes; null when there are enough. */
  readonly runsNeeded: number | null;
  /** Stored runs that could not be read, by id. */
  readonly leftOut: readonly { readonly id: string; readonly reason: string }[];
  readonly notices: readonly Notice[];
}

/** How changes were looked for. */
export interface TrendSettings {
  /** Runs that are looked at together. */
  readonly windowLength: number;
  /** Above this p a change is none, 0…1. */
  readonly maximumP: number;
  /** At or below this relative size a change is none, 0…1. */
  readonly minimumMagnitude: number;
}

export interface TrendRun {
  readonly id: string;
  readonly label: string;
  /** Unix epoch ms; null when the source has no clock time. */
  readonly startMs: number | null;
  /** What was checked out, or the label 'commit'; null when neither is known. */
  readonly commit: string | null;
  readonly branch: string | null;
  /** What has to be equal for runs to be of one kind. */
  readonly conditions: readonly TrendCondition[];
}

/** One circumstance of a run, in words. */
export interface TrendCondition {
  readonly aspect: 'source tool' | 'host' | 'load' | 'duration' | 'generator';
  readonly value: string;
}

/** One metric of one endpoint over the runs that have it. Columns of equal length. */
export interface TrendSeries {
  /** Null for all requests together. */
  readonly endpoint: EndpointKey | null;
  readonly metric: MetricId;
  readonly label: string;
  readonly unit: Metric['unit'];
  readonly better: Metric['better'];
  /** Positions in `runs`, ascending. */
  readonly runs: readonly number[];
  readonly values: readonly number[];
  readonly lo: readonly (number | null)[];
  readonly hi: readonly (number | null)[];
  /** Whether changes were looked for; not where too few runs have this metric. */
  readonly isSearched: boolean;
  /** The levels between changes; one where none was found. Empty where none was looked for. */
  readonly levels: readonly TrendLevel[];
}

/** Runs in a row whose values are of one level. */
export interface TrendLevel {
  /** Positions in `runs` of the trend. */
  readonly firstRun: number;
  readonly lastRun: number;
  /** How many runs of it have the metric. */
  readonly count: number;
  readonly mean: number;
  /** Of the mean, by the spread between the runs, 95 %; null for a single run. */
  readonly lo: number | null;
  readonly hi: number | null;
}

/** The first run of a new level, and what else is new with it. */
export interface TrendChange {
  /** Position in `runs`. */
  readonly run: number;
  /** The last run before that any of these series has. */
  readonly previousRun: number;
  /** The most certain first. */
  readonly series: readonly SeriesChange[];
  /** What differs between the two runs besides the commit. */
  readonly conditions: readonly {
    readonly aspect: TrendCondition['aspect'];
    readonly before: string;
    readonly after: string;
  }[];
  /** Null when a commit of the two is not known, or they are the same. */
  readonly commits: CommitRange | null;
}

export interface SeriesChange {
  /** Position in `series` of the trend. */
  readonly series: number;
  /** Means of the levels. */
  readonly before: number;
  readonly after: number;
  /** after / before − 1; null where `before` is 0. */
  readonly change: number | null;
  /** Chosen after looking, so a dial and no probability. */
  readonly p: number;
  readonly direction: 'worse' | 'better';
}

/** What was committed between two runs. */
export interface CommitRange {
  readonly from: string;
  readonly to: string;
  /** Newest first, at most 50. Null when git was not asked, or does not know these commits. */
  readonly commits: readonly { readonly hash: string; readonly subject: string }[] | null;
  /** How many there are in all; null when not known. */
  readonly count: number | null;
}
