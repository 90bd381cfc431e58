import { type FinishedTest, runTest, type TestOptions } from '../support/run-test.ts';
import { percentile } from './values.ts';

/** How late a timer of this process was beyond its time, in ms. A busy machine adds as much to whatever is timed. */
export interface MachineNoise {
  /** In 19 of 20 cases it was less. */
  readonly usualMs: number;
  readonly worstMs: number;
}

const EVERY_MS = 5;

/** Watches how busy the machine is until the function that comes back is called, so that bounds can allow for it. */
export function watchMachine(): () => MachineNoise {
  const lateMs: number[] = [];
  let setAtMs = performance.now();
  const ring = () => {
    const nowMs = performance.now();
    lateMs.push(Math.max(0, nowMs - setAtMs - EVERY_MS));
    setAtMs = nowMs;
    timer = setTimeout(ring, EVERY_MS);
  };
  let timer = setTimeout(ring, EVERY_MS);
  return () => {
    clearTimeout(timer);
    if (lateMs.length === 0) return { usualMs: 0, worstMs: 0 };
    return { usualMs: percentile(lateMs, 95), worstMs: percentile(lateMs, 100) };
  };
}

/** Runs a test to its end, and watches the machine from when its clock runs: to load a scenario takes a while. */
export async function runWatched(options: TestOptions): Promise<{ test: FinishedTest; noise: MachineNoise }> {
  let noiseOf = watchMachine();
  const test = await runTest(options, () => {
    noiseOf();
    noiseOf = watchMachine();
  });
  return { test, noise: noiseOf() };
}
