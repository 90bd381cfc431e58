/** Unix epoch seconds, as Python writes them, in ms: rounded to the microseconds they are made of. */
export function epochMs(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e3;
}
