import type { ComparedMetricId } from '../model/compared-metric.ts';
import type { EndpointKey } from '../model/endpoint-key.ts';
import { noiseFloor } from '../stats/between-run.ts';
import { minimumDetectableEffect } from '../stats/detectable-effect.ts';
import { endpointData } from './endpoint-data.ts';
import { matchEndpoints } from './match-endpoints.ts';
import type { RunWithAnalysis } from './options.ts';
import { comparedRatios } from './rows.ts';

const alpha = 0.05;

/** How much runs of the same test differ in one metric of one endpoint. Shares: 0.02 is 2 %. */
export interface MetricNoise {
  readonly endpoint: EndpointKey | 'total';
  readonly metric: ComparedMetricId;
  /** Geometric mean over the runs, in the unit of the metric. */
  readonly level: number;
  /** Of each run, in the order of the runs; null where a run has none. */
  readonly runs: readonly (number | null)[];
  /** Standard deviation of the runs' logarithms. Null for fewer than 3 runs with a value. */
  readonly noiseFloor: number | null;
  /** The part of it that longer runs make smaller; null where the source does not tell. */
  readonly withinRun: number | null;
  /** Below which the noise floor truly lies with 80 %: a few runs easily look alike. */
  readonly upperBound: number | null;
  /** The smallest change that as many new runs would find in 80 of 100 cases. */
  readonly detectable: number | null;
}

/**
 * How much these runs differ, by endpoint and metric: what a change has to stand out from.
 *
 * Source: design paper "statistics.md", section 4.2.
 */
export function noiseOfRuns(runs: readonly RunWithAnalysis[]): readonly MetricNoise[] {
  const keys: readonly (EndpointKey | 'total')[] = [
    ...matchEndpoints(runs, runs).pairs.map(({ candidate }) => candidate),
    'total',
  ];
  return keys.flatMap((endpoint) =>
    comparedRatios(endpoint).flatMap(({ metric, read }) => {
      const levels = runs.map((run) => {
        const data = endpointData(run, endpoint);
        return data === null ? null : read(data);
      });
      const known = levels.filter((level) => level !== null);
      if (known.length === 0) return [];
      const logarithms = known.map(({ value }) => Math.log(value));
      const floor = noiseFloor(
        known.map(({ value, logStandardError, degreesOfFreedom }) => ({
          level: Math.log(value),
          squaredError: (logStandardError ?? 0) ** 2,
          degreesOfFreedom,
        })),
      );
      const hasErrors = known.every(({ logStandardError }) => logStandardError !== null);
      const noise: MetricNoise = {
        endpoint,
        metric,
        level: Math.exp(logarithms.reduce((sum, value) => sum + value, 0) / known.length),
        runs: levels.map((level) => level?.value ?? null),
        noiseFloor: floor?.total ?? null,
        withinRun: floor !== null && hasErrors ? floor.within : null,
        upperBound: floor?.totalUpperBound ?? null,
        detectable: floor === null ? null : detectable(floor.total, known.length),
      };
      return [noise];
    }),
  );
}

/** As the share of the change: from the logarithm. */
function detectable(noise: number, runs: number): number {
  return Math.expm1(minimumDetectableEffect(noise * Math.sqrt(2 / runs), 2 * runs - 2, alpha));
}
