import type { AutoscalerTarget, InstantRange, SignalSeries } from '../../model/scaling.ts';

const MOST_SAMPLES = 20_000;

/** Collects one metric of the autoscaler over time; of more than 20,000 samples every second one is left out. */
export class SignalBuilder {
  readonly #metric: string;
  readonly #unit: AutoscalerTarget['unit'];
  #earliestMs: number[] = [];
  #latestMs: number[] = [];
  #values: (number | null)[] = [];
  #targets: (number | null)[] = [];
  #step = 1;
  #count = 0;

  constructor(metric: string, unit: AutoscalerTarget['unit']) {
    this.#metric = metric;
    this.#unit = unit;
  }

  add(read: InstantRange, value: number | null, target: number | null): void {
    if (this.#count++ % this.#step !== 0) return;
    this.#earliestMs.push(read.earliestMs);
    this.#latestMs.push(read.latestMs);
    this.#values.push(value);
    this.#targets.push(target);
    if (this.#values.length > MOST_SAMPLES) this.#halve();
  }

  series(source: string): SignalSeries {
    return {
      metric: this.#metric,
      unit: this.#unit,
      source,
      earliestMs: this.#earliestMs,
      latestMs: this.#latestMs,
      values: this.#values,
      targets: this.#targets,
    };
  }

  #halve(): void {
    const isKept = (_: unknown, index: number) => index % 2 === 0;
    this.#earliestMs = this.#earliestMs.filter(isKept);
    this.#latestMs = this.#latestMs.filter(isKept);
    this.#values = this.#values.filter(isKept);
    this.#targets = this.#targets.filter(isKept);
    this.#step *= 2;
  }
}
