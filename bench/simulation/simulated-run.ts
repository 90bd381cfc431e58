import { bucketOf, lowestOf, widthOf } from '../../src/stats/histogram-layout.ts';
import { normalFrom, type Random } from '../../src/stats/random.ts';
import type { WindowCounts } from '../../src/stats/window-counts.ts';

/** Makes the response times of one run, times `factor`, as counts per second in the buckets of our recordings. */
export interface Process {
  readonly name: string;
  /** Whether the method promises at most 5 % false alarms for it. */
  readonly promised: boolean;
  readonly run: (random: Random, seconds: number, factor: number) => WindowCounts;
}

const requestsPerS = 50;
/** Of single requests within a second, and of the seconds' levels; on the log scale. */
const spreadWithin = 0.5;
const spreadOfLevels = 0.1;
const queueWarmupS = 200;

/** Seconds whose level keeps the share `phi` of the one before it, as section 3.1 of the design paper has them. */
export function persistentProcess(phi: number): Process {
  return {
    name: `AR phi ${phi}`,
    promised: phi <= 0.8,
    run: (random, seconds, factor) => {
      let level = normalFrom(random);
      const windows = Array.from({ length: seconds }, (_, t) => {
        if (t > 0) level = phi * level + Math.sqrt(1 - phi * phi) * normalFrom(random);
        const center = factor * 100 * Math.exp(spreadOfLevels * level);
        const requests = Math.max(1, poisson(random, requestsPerS));
        return Array.from({ length: requests }, () => center * Math.exp(spreadWithin * normalFrom(random)));
      });
      return counted(windows);
    },
  };
}

/** Response times of a queue with one server, its requests seen at the second of their completion. */
export function queueProcess(utilisation: number): Process {
  return {
    name: `M/M/1 at ${utilisation}`,
    promised: true,
    run: (random, seconds, factor) => {
      const windows: number[][] = Array.from({ length: seconds }, () => []);
      const servicePerS = requestsPerS / utilisation;
      let arrivedAt = 0;
      let freeAt = 0;
      while (freeAt < queueWarmupS + seconds) {
        arrivedAt += exponential(random, requestsPerS);
        freeAt = Math.max(arrivedAt, freeAt) + exponential(random, servicePerS);
        windows[Math.floor(freeAt - queueWarmupS)]?.push(factor * 1000 * (freeAt - arrivedAt));
      }
      return counted(windows);
    },
  };
}

/** The bounds, in ms, of the bucket that is counted as `valueMs`. */
export function bucketBounds(valueMs: number): { lo: number; hi: number } {
  const bucket = bucketOf(Math.floor(valueMs * 1000));
  const lowest = lowestOf(bucket);
  return { lo: Math.max(0, lowest - 0.5) / 1000, hi: (lowest + widthOf(bucket) - 0.5) / 1000 };
}

function counted(windows: readonly (readonly number[])[]): WindowCounts {
  const offsets = [0];
  const values: number[] = [];
  const counts: number[] = [];
  for (const window of windows) {
    const buckets = Float64Array.from(window, (valueMs) => bucketOf(Math.round(valueMs * 1000))).sort();
    for (const [i, bucket] of buckets.entries()) {
      if (i > 0 && buckets[i - 1] === bucket) counts.push((counts.pop() ?? 0) + 1);
      else {
        values.push((lowestOf(bucket) + (widthOf(bucket) - 1) / 2) / 1000);
        counts.push(1);
      }
    }
    offsets.push(values.length);
  }
  return { offsets, values, counts };
}

function exponential(random: Random, rate: number): number {
  return -Math.log1p(-random()) / rate;
}

/** By D. E. Knuth's multiplication of uniform numbers. */
function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let count = -1;
  for (let product = 1; product > limit; count++) product *= random();
  return count;
}
