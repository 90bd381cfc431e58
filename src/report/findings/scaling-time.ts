import type { Analysis } from '../../model/analysis.ts';
import { durationRangeWords, durationWords } from '../../model/duration-words.ts';
import type { InstantRange } from '../../model/scaling.ts';
import type {
  DurationRange,
  PhaseMark,
  ScalingAnalysis,
  ScalingPhase,
} from '../../model/scaling-analysis.ts';
import { signedElapsed, UNKNOWN } from '../format.ts';

/** Ends closer together than this are one second: that is what clusters stamp. */
const ONE_SECOND_MS = 1000;
/** From this on durations are given in minutes too. */
const LONG_S = 180;

/** What times of scaling are told from: the start of the load, or of the record where no load has a clock time. */
export function zeroOf(analysis: Analysis, scaling: ScalingAnalysis): number {
  return analysis.run.startMs ?? scaling.observed.fromMs;
}

/**
 * When something happened, since `zeroMs`: '1:27', or '1:27–1:41' where only the range is known. The ends of a range are
 * rounded outwards.
 */
export function instantWords({ earliestMs, latestMs }: InstantRange, zeroMs: number): string {
  if (latestMs - earliestMs <= ONE_SECOND_MS) return signedElapsed(earliestMs - zeroMs);
  const from = signedElapsed(Math.floor((earliestMs - zeroMs) / 1000) * 1000);
  const to = signedElapsed(Math.ceil((latestMs - zeroMs) / 1000) * 1000);
  return `${from}–${to}`;
}

/** How long something took: '52 s', '34–48 s', '12 min to 13 min 5 s', 'at least 85 s'; rounded outwards. */
export function rangeWords(range: DurationRange | null): string {
  if (range === null) return UNKNOWN;
  const { leastMs, mostMs } = range;
  // An exact duration, or one of something that was not over, is worded as it is everywhere.
  if (mostMs === null || mostMs - leastMs < ONE_SECOND_MS) return durationRangeWords(range);
  const [least, most] = [Math.floor(leastMs / 1000), Math.ceil(mostMs / 1000)];
  if (most < LONG_S) return `${least}–${most} s`;
  const [from, to] = [durationWords(least * 1000), durationWords(most * 1000)];
  return from === to ? from : `${from} to ${to}`;
}

/** A phase's instant since `zeroMs`, or why there is none. */
export function markWords(mark: PhaseMark, zeroMs: number): string {
  if (mark.at !== null) return instantWords(mark.at, zeroMs);
  return {
    seen: UNKNOWN,
    never: 'never in this run',
    'not-recorded': 'not recorded',
    'not-applicable': UNKNOWN,
  }[mark.outcome];
}

const PHASE_NAMES: Record<ScalingPhase, string> = {
  'load-change': 'Load changed',
  'metric-over-target': 'Metric over target',
  decided: 'Decided',
  'pods-created': 'Pods created',
  'pods-scheduled': 'Scheduled',
  'containers-started': 'Started',
  ready: 'All ready',
  'in-endpoints': 'Get traffic',
  'response-time-back': 'Response time back',
};

/** The name of a phase as the head of a column. */
export function scalingPhaseName(phase: ScalingPhase): string {
  return PHASE_NAMES[phase];
}

/** A phase of a step; 'not-recorded' where the record does not know such a phase. */
export function markOf(
  { phases }: { readonly phases: ScalingAnalysis['steps'][number]['phases'] },
  phase: ScalingPhase,
): PhaseMark {
  return phases.find((one) => one.phase === phase) ?? { outcome: 'not-recorded', at: null, basis: null };
}
