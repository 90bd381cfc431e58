import type { DecisionOutcome, DecisionReason, Gate } from '../stats/decision.ts';
import type { RunHeader } from './analysis.ts';
import type { ComparedMetricId } from './compared-metric.ts';
import type { ComparisonCurves } from './comparison-curves.ts';
import type { EndpointKey } from './endpoint-key.ts';
import type { MetricId } from './metric.ts';
import type { Notice } from './notice.ts';
import type { DurationRange } from './scaling-analysis.ts';

/** Candidate against baseline. Either side is one or several runs of the same test; one run is one observation. */
export interface Comparison {
  readonly schema: 'comparison/1';
  readonly settings: ComparisonSettings;
  readonly baseline: readonly RunHeader[];
  readonly candidate: readonly RunHeader[];
  /** Of the primary rows: the worst that is sure; 'no-change' and 'improved' only when none of them is left open. */
  readonly outcome: DecisionOutcome;
  /** One sentence: the outcome and its main reason. */
  readonly summary: string;
  /** What differs between the sides besides the numbers; refusals first, then warnings. */
  readonly differences: readonly ComparabilityFinding[];
  /** By endpoint as the candidate names it, in the order of `metrics`; all requests together last. */
  readonly rows: readonly MetricComparison[];
  readonly onlyInBaseline: readonly EndpointKey[];
  readonly onlyInCandidate: readonly EndpointKey[];
  /** Failures by cause: new first, then gone, then changed, then the same. */
  readonly failures: readonly FailureChange[];
  /** What is drawn of it. */
  readonly curves: ComparisonCurves;
  /** How workloads scaled that both sides have a record of; nothing of it is tested. Missing where there is none. */
  readonly scaling?: readonly ScalingSides[];
  /** More candidates, each against the same baseline by itself; missing where there is only one. */
  readonly others?: readonly OtherCandidate[];
  readonly notices: readonly Notice[];
}

/** One more candidate. Levels of tests are divided by the number of candidates, so that more of them raise no more alarms. */
export type OtherCandidate = Pick<
  Comparison,
  'candidate' | 'outcome' | 'summary' | 'differences' | 'rows' | 'onlyInCandidate'
>;

/** How one workload scaled in the runs of both sides. */
export interface ScalingSides {
  readonly workload: string;
  readonly baseline: readonly ScaledRun[];
  readonly candidate: readonly ScaledRun[];
}

/** How a workload scaled in one run. */
export interface ScaledRun {
  readonly runId: string;
  readonly surges: number;
  /** Of the slowest surge, from the change of the load to all replicas ready; null where it is not known. */
  readonly timeToScale: DurationRange | null;
  readonly steps: number;
  readonly peakReady: number | null;
  readonly underProvisionedS: number | null;
}

/** What the comparison was asked for. */
export interface ComparisonSettings {
  /** A change matters from here on: 0.05 is 5 % up, or the same factor down. */
  readonly threshold: number;
  /** Failure ratios: a change matters from this difference on (0.001 is 0.1 percentage points) … */
  readonly failureDifference: number;
  /** … when it is at least by this factor too. */
  readonly failureFactor: number;
  /** Level of the tests, adjusted for their number. */
  readonly alpha: number;
  /**
   * How much runs were assumed to differ, as standard deviations on the logarithm (0.04 is 4 %); empty when nothing was
   * assumed.
   */
  readonly assumedNoise: readonly { readonly metric: MetricId; readonly standardDeviation: number }[];
}

/** Something about the runs themselves that bears on the comparison. */
export interface ComparabilityFinding {
  readonly aspect:
    | 'same-run'
    | 'load'
    | 'users'
    | 'duration'
    | 'host'
    | 'endpoints'
    | 'tool'
    | 'rounding'
    | 'latency-covers'
    | 'generator'
    | 'machine'
    | 'littles-law'
    | 'steady-state'
    | 'warm-up'
    | 'mix'
    | 'measures'
    | 'answer-length';
  /** 'refusal': a verdict would lie, so there is none. */
  readonly severity: 'refusal' | 'warning' | 'info';
  /** In words. */
  readonly baseline: string;
  readonly candidate: string;
  /** One sentence: what it means for the comparison. */
  readonly meaning: string;
}

/** One metric of one endpoint. */
export interface MetricComparison {
  /** As the candidate names it. */
  readonly endpoint: EndpointKey | 'total';
  /** As the baseline names it, where it was renamed; else null. */
  readonly renamedFrom: EndpointKey | null;
  readonly metric: ComparedMetricId;
  /** 'primary': decides the outcome of the comparison. 'exploratory': shown. */
  readonly role: 'primary' | 'exploratory';
  readonly baseline: SideLevel;
  readonly candidate: SideLevel;
  /** 'ratio': the effect is candidate / baseline − 1. 'difference' (failures, Apdex): candidate − baseline. */
  readonly scale: 'ratio' | 'difference';
  /** Null when a side has no value to compare. */
  readonly effect: Effect | null;
  /** 'not-judged': the metric says nothing by itself here; the explanation says why. */
  readonly outcome: DecisionOutcome | 'not-judged';
  readonly reason: ComparisonReason;
  /** One sentence: why the outcome is what it is. */
  readonly explanation: string;
  /** All that stood in the way, most serious first. */
  readonly gates: readonly Gate[];
  /** The whole interval is beyond the threshold. */
  readonly confirmed: boolean;
  /** A change was found that is smaller than the threshold. */
  readonly belowThreshold: boolean;
  /** A change beyond chance, whatever the outcome; of a single pair of runs it may still be that runs differ. */
  readonly differs: boolean;
  /** What runs and windows vary by; null where nothing is known. */
  readonly noise: Noise | null;
  /** What would be enough to find a change of the size of the threshold; null where it cannot be said. */
  readonly needed: Needed | null;
}

export type ComparisonReason =
  | DecisionReason
  /** A side has no request, or no value, of this. */
  | 'no-value'
  /** The source has one number for the whole run, and nothing says how sure it is. */
  | 'summary-only'
  /** Under a closed load throughput follows from the response times. */
  | 'follows-from-response-times'
  /** It explains other rows and is neither good nor bad: how long answers are. */
  | 'no-quality'
  /** The sides measure different things under one name. */
  | 'definitions-differ';

/** A metric of the runs of one side. */
export interface SideLevel {
  /** Of several runs their geometric mean (of ratios of failures the mean); null where no run has a value. */
  readonly value: number | null;
  /** What the source's rounding and gaps leave open; null when the value is exact. */
  readonly bounds: { readonly lo: number; readonly hi: number } | null;
  /** In the order of the runs. */
  readonly runs: readonly (number | null)[];
  /** Requests that the value is of, all runs together. */
  readonly requests: number;
  /** The part of the runs that it is of. */
  readonly part: 'steady-state' | 'whole-run';
}

/** A change and how sure it is; on the scale of the row, so that 0.24 is +24 % or +24 percentage points. */
export interface Effect {
  readonly value: number;
  /** At 95 %, of this comparison by itself; null where the error is not known. */
  readonly interval: { readonly lo: number; readonly hi: number } | null;
  /** At 90 %: "no change" needs it within `band`. */
  readonly equivalenceInterval: { readonly lo: number; readonly hi: number } | null;
  /** Two-sided, of this comparison by itself; null where the error is not known. */
  readonly p: number | null;
  /** By Holm, over the tested rows of the same role; null where the row is not tested. */
  readonly adjustedP: number | null;
  /** Null when the error is not estimated, or is not Student's. */
  readonly degreesOfFreedom: number | null;
  /** Changes within do not matter, by the threshold asked for. */
  readonly band: { readonly lo: number; readonly hi: number };
  /** The smallest true change for the worse that this comparison finds in 80 of 100 cases; null where it cannot be said. */
  readonly minimumDetectable: number | null;
  readonly basis: NoiseBasis;
}

/**
 * 'these-runs': how the runs compared differ from each other. 'assumed': how much runs are assumed to differ.
 * 'within-runs-only': one run of a kind; how much runs differ is not in it.
 */
export type NoiseBasis = 'these-runs' | 'assumed' | 'within-runs-only';

/** Standard deviations of one run's level, on the logarithm for ratios. */
export interface Noise {
  /** From within the runs: longer runs make it smaller. Null where the source does not tell. */
  readonly withinRun: number | null;
  /** Of runs among each other: no longer run makes it smaller. Null where it is not known. */
  readonly betweenRuns: number | null;
  readonly basis: NoiseBasis;
}

/** What it takes to find a change of the size of the threshold in 80 of 100 cases. */
export interface Needed {
  readonly dominatedBy: 'within-run' | 'between-run';
  /** Runs on each side, as long as these; null when 1 000 are not enough. */
  readonly runsPerSide: number | null;
  /** How long the steady state of these runs would have to be, in s; null when no length is enough. */
  readonly steadyS: number | null;
}

/** How often requests of an endpoint failed for one cause on each side. */
export interface FailureChange {
  /** As the candidate names it, where it has it. */
  readonly endpoint: EndpointKey;
  /** In words, over all messages that mean the same. */
  readonly cause: string;
  /** 'changed': beyond chance, were failures independent. */
  readonly change: 'new' | 'gone' | 'changed' | 'same';
  readonly baselineCount: number;
  readonly candidateCount: number;
  /** Of the endpoint's requests, 0…1; null without requests. */
  readonly baselineRatio: number | null;
  readonly candidateRatio: number | null;
}
