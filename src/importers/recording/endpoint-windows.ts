import type { BucketCounts } from '../../decode/hdr-histogram.ts';
import type { Windows } from '../../model/run.ts';
import { middlesOf } from './bucket-middles.ts';
import type { BucketSum } from './bucket-sum.ts';
import type { DecodedWindow } from './decoded-window.ts';
import { countsColumn, numbersColumn } from './growing-column.ts';
import type { Seconds } from './seconds.ts';

/** The windows of one endpoint, added second by second; only those in which something completed take room. */
export class EndpointWindows {
  readonly #second = countsColumn();
  readonly #requests = numbersColumn();
  readonly #failures = numbersColumn();
  readonly #sumMs = numbersColumn();
  /** Where the entries of a window end. */
  readonly #entriesEnd = countsColumn();
  readonly #buckets = countsColumn();
  readonly #counts = countsColumn();
  readonly #adder: BucketSum;
  #open: {
    second: number;
    requests: number;
    failures: number;
    sumMs: number;
    histograms: BucketCounts[];
  } | null = null;

  constructor(adder: BucketSum) {
    this.#adder = adder;
  }

  /** What completed in a second, beside what was added of it before; seconds must not go back. */
  add(second: number, { requests, failures, responseTime }: DecodedWindow): void {
    if (this.#open?.second !== second) {
      this.#close();
      this.#open = { second, requests: 0, failures: 0, sumMs: 0, histograms: [] };
    }
    this.#open.requests += requests;
    this.#open.failures += failures;
    if (responseTime === null) return;
    this.#open.sumMs += responseTime.sum;
    this.#open.histograms.push(responseTime);
  }

  #close(): void {
    if (this.#open === null) return;
    const { second, requests, failures, sumMs, histograms } = this.#open;
    this.#second.push(second);
    this.#requests.push(requests);
    this.#failures.push(failures);
    this.#sumMs.push(sumMs);
    const { indices, counts } = this.#together(histograms);
    for (let i = 0; i < indices.length; i += 1) {
      this.#buckets.push(indices[i] ?? 0);
      this.#counts.push(counts[i] ?? 0);
    }
    this.#entriesEnd.push(this.#buckets.length);
    this.#open = null;
  }

  #together(histograms: readonly BucketCounts[]): BucketCounts {
    const [first] = histograms;
    if (first !== undefined && histograms.length === 1) return first;
    for (const histogram of histograms) this.#adder.add(histogram);
    return this.#adder.take();
  }

  /** A window for every second, and all their histograms in one; to be called once. */
  finish(seconds: Seconds): { readonly windows: Windows; readonly buckets: BucketCounts } {
    this.#close();
    const { length } = seconds;
    const column = () => new Float64Array(length);
    const columns = { requests: column(), failures: column(), sumMs: column() };
    const offsets = new Uint32Array(length + 1);
    this.#second.values().forEach((second, row) => {
      columns.requests[second] = this.#requests.at(row);
      columns.failures[second] = this.#failures.at(row);
      columns.sumMs[second] = this.#sumMs.at(row);
      offsets[second + 1] = this.#entriesEnd.at(row);
    });
    for (let second = 1; second <= length; second += 1) {
      offsets[second] = Math.max(offsets[second] ?? 0, offsets[second - 1] ?? 0);
    }
    const counts = this.#counts.values().slice();
    this.#adder.add({ indices: this.#buckets.values(), counts });
    const valuesMs = middlesOf(this.#buckets.values());
    // A long recording of many endpoints would else be in memory twice.
    for (const column of [this.#buckets, this.#counts]) column.clear();
    return {
      windows: {
        length,
        ...seconds.columns(),
        ...columns,
        quantiles: null,
        histograms: {
          offsets,
          valuesMs,
          counts,
          rounding: 'three-digits',
        },
      },
      buckets: this.#adder.take(),
    };
  }
}
