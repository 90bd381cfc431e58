/** So many windows are enough for every chart and statistic, and few enough for the memory. */
const MOST_WINDOWS = 100_000;

/** Equal windows without gaps that cover a run: of 1 s, or of more whole seconds when the run is longer than a day. */
export interface WindowGrid {
  readonly length: number;
  /** Unix epoch ms. */
  readonly startMs: Float64Array;
  readonly endMs: Float64Array;
  /** In which window an instant is. Instants outside the run are counted to its first or last window. */
  indexOf(atMs: number): number;
}

/** The windows from the second of `firstMs` to that of `lastMs`, both Unix epoch ms and both included. */
export function windowGrid(firstMs: number, lastMs: number): WindowGrid {
  const firstS = Math.floor(firstMs / 1000);
  const seconds = Math.max(1, Math.floor(lastMs / 1000) - firstS + 1);
  const widthS = Math.ceil(seconds / MOST_WINDOWS);
  const length = Math.ceil(seconds / widthS);
  const startMs = Float64Array.from({ length }, (_, index) => (firstS + index * widthS) * 1000);
  return {
    length,
    startMs,
    endMs: startMs.map((start) => start + widthS * 1000),
    indexOf: (atMs) =>
      Math.min(length - 1, Math.max(0, Math.floor((Math.floor(atMs / 1000) - firstS) / widthS))),
  };
}
