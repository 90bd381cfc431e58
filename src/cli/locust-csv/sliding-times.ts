import { roundToTwoDigits } from '../../importers/locust/two-digit-rounding.ts';
import type { WindowHistograms, Windows } from '../../model/run.ts';
import { locustMedian, locustPercentiles } from './two-digit-counts.ts';

/** Locust's CURRENT_RESPONSE_TIME_PERCENTILE_WINDOW. */
const SLIDING_S = 10;

/** Counts of response times that grow and shrink, each value in the place that it has among all of the endpoint. */
interface Counts {
  readonly valuesMs: readonly number[];
  readonly counts: Float64Array;
}

/** The response times of one endpoint until a moment: since the start, and within the last ten seconds. */
export class SlidingTimes {
  readonly #windows: Windows;
  readonly #histograms: WindowHistograms;
  /** For each entry of the histograms its place among the values. */
  readonly #places: Uint32Array;
  readonly #all: Counts;
  readonly #current: Counts;
  #added = 0;
  #dropped = 0;
  #minMs = Number.POSITIVE_INFINITY;
  #maxMs = 0;

  constructor(windows: Windows, histograms: WindowHistograms) {
    this.#windows = windows;
    this.#histograms = histograms;
    const rounded = Float64Array.from(histograms.valuesMs, roundToTwoDigits);
    const valuesMs = [...new Set(rounded)].sort((a, b) => a - b);
    const places = new Map(valuesMs.map((value, place) => [value, place]));
    this.#places = Uint32Array.from(rounded, (value) => places.get(value) ?? 0);
    this.#all = { valuesMs, counts: new Float64Array(valuesMs.length) };
    this.#current = { valuesMs, counts: new Float64Array(valuesMs.length) };
  }

  /** Takes in the windows before number `next`, and lets go of those that ended ten seconds or more before `atS`. */
  advance(next: number, atS: number): void {
    for (; this.#added < next; this.#added += 1) {
      this.#count(this.#added, 1, [this.#all, this.#current]);
      this.#widen(this.#added);
    }
    const { endMs } = this.#windows;
    while (this.#dropped < next && Math.floor((endMs[this.#dropped] ?? 0) / 1000) <= atS - SLIDING_S) {
      this.#count(this.#dropped, -1, [this.#current]);
      this.#dropped += 1;
    }
  }

  #count(window: number, sign: 1 | -1, targets: readonly Counts[]): void {
    const { offsets, counts } = this.#histograms;
    for (let entry = offsets[window] ?? 0; entry < (offsets[window + 1] ?? 0); entry += 1) {
      const place = this.#places[entry] ?? 0;
      for (const target of targets) {
        target.counts[place] = (target.counts[place] ?? 0) + sign * (counts[entry] ?? 0);
      }
    }
  }

  #widen(window: number): void {
    const { offsets, valuesMs } = this.#histograms;
    const [first, end] = [offsets[window] ?? 0, offsets[window + 1] ?? 0];
    if (first === end) return;
    this.#minMs = Math.min(this.#minMs, valuesMs[first] ?? 0);
    this.#maxMs = Math.max(this.#maxMs, valuesMs[end - 1] ?? 0);
  }

  /** Of the last ten seconds by Locust's rule; 0 where nothing came in them, as Locust has it. */
  percentiles(percentiles: readonly number[]): readonly number[] {
    return locustPercentiles(this.#current, percentiles);
  }

  /**
   * Since the start, as exactly as the histograms tell and never beyond the exact extremes of the whole run; null before
   * the first response time.
   */
  summary(run: { readonly minMs: number; readonly maxMs: number }): {
    readonly medianMs: number;
    readonly minMs: number;
    readonly maxMs: number;
  } | null {
    if (this.#minMs > this.#maxMs) return null;
    const clamp = (ms: number) => Math.min(Math.max(ms, run.minMs), run.maxMs);
    const extremes = { minMs: clamp(this.#minMs), maxMs: clamp(this.#maxMs) };
    return { ...extremes, medianMs: locustMedian(this.#all, extremes) };
  }
}
