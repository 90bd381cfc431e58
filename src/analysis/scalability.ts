import type { Capacity, CapacityRemark, FittedValue, LoadLevel, ScalabilityLaw } from '../model/capacity.ts';
import { type ScalabilityIntervals, scalabilityIntervals } from '../stats/scalability-intervals.ts';
import { studentTQuantile } from '../stats/student-t.ts';
import {
  fitScalability,
  type ScalabilityCaution,
  type ScalabilityFit,
  type ScalabilityRefusal,
} from '../stats/universal-scalability-law.ts';

const RESAMPLES = 400;
const SEED = 20_260_101;
/** The degrees of freedom of the intervals of a level (statistics.md 3.2). */
const DEGREES_OF_FREEDOM = 10;

/** The universal scalability law through levels of load, or why there is none. */
export function fitLaw(
  levels: readonly LoadLevel[],
  loadIs: Capacity['loadIs'],
  confidence: number,
): { readonly law: ScalabilityLaw | null; readonly remarks: readonly CapacityRemark[] } {
  if (loadIs === 'arrivals-per-s') return { law: null, remarks: [openLoad] };
  const loads = levels.map(({ load }) => load);
  const throughputs = levels.map(({ throughputPerS }) => throughputPerS.value);
  const fit = fitScalability(loads, throughputs);
  if (fit.kind === 'refused') return { law: null, remarks: [refusal(fit, loads)] };
  const errors = levels.map((level) => standardErrorOf(level));
  const hasErrors = errors.some((error) => error > 0);
  const intervals = hasErrors
    ? scalabilityIntervals(loads, throughputs, errors, { confidence, resamples: RESAMPLES, seed: SEED })
    : null;
  return {
    law: lawOf(fit, intervals, confidence),
    remarks: fit.cautions.map((kind) => ({ kind, message: cautionWords[kind] })),
  };
}

const openLoad: CapacityRemark = {
  kind: 'open-load',
  message:
    'The universal scalability law is about users who wait for answers; under a given arrival rate throughput is the rate until the service falls behind, so no curve is fitted.',
};

const cautionWords: Readonly<Record<ScalabilityCaution, string>> = {
  'peak-not-observed':
    'Throughput was still growing at the largest load, so the peak was not reached: test with more load to see it.',
  'peak-extrapolated':
    'The peak of the curve lies beyond twice the largest load that was tested: take it as a guess.',
  'no-peak-demonstrated': 'A curve without a peak fits these data as well: throughput may only level off.',
};

function refusal({ reason }: ScalabilityRefusal, loads: readonly number[]): CapacityRemark {
  if (reason === 'too-few-levels') {
    const message = `A curve of the universal scalability law needs 6 levels of load, there are ${new Set(loads).size}.`;
    return { kind: 'too-few-levels-for-law', message };
  }
  const message = 'The universal scalability law could not be fitted to these throughputs.';
  return { kind: 'law-not-determined', message };
}

/** Half the interval over its t quantile. */
function standardErrorOf({ throughputPerS }: LoadLevel): number {
  const { interval } = throughputPerS;
  if (interval === null || interval.hi === null) return 0;
  const reach = interval.hi - throughputPerS.value;
  return reach / studentTQuantile(1 - (1 - interval.confidence) / 2, DEGREES_OF_FREEDOM);
}

function lawOf(
  fit: ScalabilityFit,
  intervals: ScalabilityIntervals | null,
  confidence: number,
): ScalabilityLaw {
  const fitted = (value: number | null, key: Exclude<keyof ScalabilityIntervals, 'fitted'>): FittedValue => ({
    value,
    lo: intervals?.[key].lo ?? null,
    hi: intervals?.[key].hi ?? null,
  });
  return {
    alpha: fitted(fit.alpha.value, 'alpha'),
    beta: fitted(fit.beta.value, 'beta'),
    gamma: fitted(fit.gamma.value, 'gamma'),
    peakLoad: fitted(fit.peakLoad, 'peakLoad'),
    peakThroughputPerS: fitted(fit.peakThroughput, 'peakThroughput'),
    limitThroughputPerS: fitted(fit.throughputLimit, 'throughputLimit'),
    confidence: intervals === null ? null : confidence,
    residualStandardError: fit.residualStandardError,
  };
}
