import type { SideLevel } from '../model/comparison.ts';
import type { RunLevel } from '../stats/between-run.ts';
import { type DecisionInput, failureThresholds } from '../stats/decision.ts';
import { evidenceGates } from '../stats/evidence-gates.ts';
import {
  effectiveShare,
  type FailureWindows,
  failureDifference,
  failureLevel,
} from '../stats/failure-difference.ts';
import type { EndpointData } from './endpoint-data.ts';
import { differenceOfLevels, type TestedDifference } from './level-difference.ts';
import type { Measurement } from './measurement.ts';
import { basisOf, betweenRunsOf } from './ratio-row.ts';
import { columnOf } from './run-level.ts';

/** Failures of one run; null where it has no request, or contradicts itself. */
export type RunFailures = (FailureWindows & { readonly part: EndpointData['part'] }) | null;

/** Both sides of one failure ratio. */
export interface SidesOfFailures {
  readonly baseline: readonly RunFailures[];
  readonly candidate: readonly RunFailures[];
  readonly steadyS: number;
  readonly assumedNoise: number | null;
  readonly failureDifference: number;
  readonly failureFactor: number;
}

/** Failed and all requests of an endpoint, by window where there are windows. */
export function failuresOf({ selection, endpoint, part }: EndpointData): RunFailures {
  const columns =
    selection === null
      ? { failures: [endpoint.failures], requests: [endpoint.requests] }
      : {
          failures: columnOf(selection, selection.windows.failures),
          requests: columnOf(selection, selection.windows.requests),
        };
  const requests = sum(columns.requests);
  return requests === 0 || sum(columns.failures) > requests ? null : { ...columns, part };
}

/** Compares two failure ratios by their difference, allowing for failures that come in bursts. */
export function measureFailures(sides: SidesOfFailures): Measurement {
  const before = sides.baseline.filter((run) => run !== null);
  const after = sides.candidate.filter((run) => run !== null);
  const baseline = sideOf(sides.baseline);
  const candidate = sideOf(sides.candidate);
  const runs = before.length + after.length;
  const basis = basisOf(runs, sides.assumedNoise);
  const plain = { scale: 'difference', baseline, candidate, isSummary: false } as const;
  if (before.length === 0 || after.length === 0) return { ...plain, effect: null, gates: [] };
  const [firstBefore] = before;
  const [firstAfter] = after;
  const isPair = runs === 2 && firstBefore !== undefined && firstAfter !== undefined;
  const tested =
    isPair && (sides.assumedNoise ?? 0) === 0
      ? comparePair(firstBefore, firstAfter)
      : differenceOfLevels(before.map(levelOf), after.map(levelOf), betweenRunsOf(basis, sides));
  const thresholds = failureThresholds(baseline.value ?? 0, sides.failureDifference, sides.failureFactor);
  const within = Math.sqrt(
    [...before, ...after].reduce((all, run) => all + levelOf(run).squaredError, 0) / runs,
  );
  const noise = { withinRun: within, betweenRuns: basis === 'assumed' ? sides.assumedNoise : null, basis };
  const gates = evidenceGates({
    steadyS: sides.steadyS,
    inTail: null,
    autocorrelations: [],
    unbounded: false,
    runs,
    betweenRunsKnown: basis !== 'within-runs-only',
    rounding: null,
  });
  return { ...plain, effect: { ...tested, thresholds, basis, noise, needed: null }, gates };
}

function comparePair(before: FailureWindows, after: FailureWindows): TestedDifference {
  const { difference, lo, hi, p } = failureDifference(before, after, 0.95);
  const equivalence = failureDifference(before, after, 0.9);
  return {
    estimate: difference,
    intervals: {
      interval: { lo, hi },
      equivalenceInterval: { lo: equivalence.lo, hi: equivalence.hi },
    } satisfies Pick<DecisionInput, 'interval' | 'equivalenceInterval'>,
    p,
    degreesOfFreedom: null,
    minimumDetectable: null,
  };
}

function levelOf({ failures, requests }: FailureWindows): RunLevel {
  const level = failureLevel(effectiveShare(failures, requests));
  if (level === null) throw new Error('Runs without requests are left out before.');
  return level;
}

function sideOf(runs: readonly RunFailures[]): SideLevel {
  const known = runs.filter((run) => run !== null);
  const ratioOf = (run: FailureWindows) => sum(run.failures) / sum(run.requests);
  return {
    value: known.length === 0 ? null : sum(known.map(ratioOf)) / known.length,
    bounds: null,
    runs: runs.map((run) => (run === null ? null : ratioOf(run))),
    requests: known.reduce((all, { requests }) => all + sum(requests), 0),
    part:
      known.length > 0 && known.every(({ part }) => part === 'steady-state') ? 'steady-state' : 'whole-run',
  };
}

function sum(values: ArrayLike<number>): number {
  let all = 0;
  for (let i = 0; i < values.length; i += 1) all += values[i] as number;
  return all;
}
