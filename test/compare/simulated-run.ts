import { analyseRun } from '../../src/analysis/analyse-run.ts';
import type { RunWithAnalysis } from '../../src/compare/options.ts';
import { middleOfBucket } from '../../src/model/percentile.ts';
import type { Endpoint, Run, Windows } from '../../src/model/run.ts';
import { bucketOf } from '../../src/stats/histogram-layout.ts';
import { normalFrom, type Random, seededRandom } from '../../src/stats/random.ts';
import { endpointOf, runOf, START_MS } from '../support/run-example.ts';

/** One endpoint of a made-up run: response times around a median, some of them failures. */
export interface SimulatedEndpoint {
  readonly name: string;
  readonly medianMs: number;
  readonly failureShare?: number;
  readonly requestsPerS?: number;
}

/** Runs that differ from each other, too, by this standard deviation on the logarithm. */
const betweenRuns = 0.01;

/** A run of 300 s (or as long as asked) with every response time in its windows, as our engine records them. */
export function simulatedRun(
  seed: number,
  endpoints: readonly SimulatedEndpoint[],
  { seconds = 300, changes = {} }: { seconds?: number; changes?: Partial<Run> } = {},
): RunWithAnalysis {
  const random = seededRandom(seed);
  const made = endpoints.map((endpoint) => simulatedEndpoint(endpoint, seconds, random));
  const [first] = made;
  if (first?.windows == null) throw new Error('A run has an endpoint.');
  const columns = made.map(({ windows }) => windows as Windows);
  const sums = (read: (windows: Windows) => Float64Array) =>
    Float64Array.from({ length: seconds }, (_, i) =>
      columns.reduce((all, windows) => all + (read(windows)[i] ?? 0), 0),
    );
  const total: Windows = {
    ...first.windows,
    requests: sums((windows) => windows.requests),
    failures: sums((windows) => windows.failures),
    sumMs: sums((windows) => windows.sumMs as Float64Array),
    histograms: null,
  };
  const run = runOf(total, new Array<number>(seconds).fill(20), {
    id: `run${seed}`.padEnd(12, '0'),
    label: `run ${seed}`,
    endpoints: made,
    total: endpointOf('Aggregated', total),
    ...changes,
  });
  return { run, analysis: analyseRun(run) };
}

function simulatedEndpoint(
  { name, medianMs, failureShare = 0, requestsPerS = 20 }: SimulatedEndpoint,
  seconds: number,
  random: Random,
): Endpoint {
  const level = medianMs * Math.exp(betweenRuns * normalFrom(random));
  const offsets = [0];
  const valuesMs: number[] = [];
  const counts: number[] = [];
  const sumMs = new Float64Array(seconds);
  const failures = new Float64Array(seconds);
  for (let second = 0; second < seconds; second += 1) {
    const values = Array.from({ length: requestsPerS }, () => level * Math.exp(0.4 * normalFrom(random)));
    const buckets = values.map((value) => bucketOf(Math.round(value * 1000))).sort((a, b) => a - b);
    for (const bucket of new Set(buckets)) {
      valuesMs.push(middleOfBucket(bucket));
      counts.push(buckets.filter((other) => other === bucket).length);
    }
    offsets.push(valuesMs.length);
    sumMs[second] = values.reduce((all, value) => all + value, 0);
    failures[second] = values.filter(() => random() < failureShare).length;
  }
  const windows: Windows = {
    length: seconds,
    startMs: Float64Array.from({ length: seconds }, (_, i) => START_MS + i * 1000),
    endMs: Float64Array.from({ length: seconds }, (_, i) => START_MS + (i + 1) * 1000),
    requests: new Float64Array(seconds).fill(requestsPerS),
    failures,
    sumMs,
    quantiles: null,
    histograms: {
      offsets: Uint32Array.from(offsets),
      valuesMs: Float64Array.from(valuesMs),
      counts: Uint32Array.from(counts),
      rounding: 'three-digits',
    },
  };
  return endpointOf(name, windows);
}
