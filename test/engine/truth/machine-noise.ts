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
    return { usualMs: percentile(lateMs, 95), worstMs: percentile(lateMs, 100) };
  };
}
