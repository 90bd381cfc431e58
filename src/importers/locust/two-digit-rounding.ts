/**
 * A response time as Locust counts it, in ms: to 1 ms below 100 ms, to 10 ms below 1 s, to 100 ms below 10 s, else to
 * 1 s; halves to the even neighbour, as Python's `round` does (locust/stats.py, `StatsEntry.log`).
 */
export function roundToTwoDigits(valueMs: number): number {
  if (valueMs < 100) return roundHalfToEven(valueMs);
  const step = valueMs < 1000 ? 10 : valueMs < 10_000 ? 100 : 1000;
  return roundHalfToEven(valueMs / step) * step;
}

function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const fraction = value - floor;
  if (fraction !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
