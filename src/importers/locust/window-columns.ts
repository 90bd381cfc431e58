import type { WindowQuantiles, Windows } from '../../model/run.ts';

/** One window, as it is added. */
export interface WindowRow {
  readonly startMs: number;
  readonly endMs: number;
  readonly requests: number;
  readonly failures: number;
  /** NaN where unknown. */
  readonly sumMs: number;
  /** One value per percentile, NaN where there is none. */
  readonly quantilesMs: readonly number[];
}

const FIXED = ['startMs', 'endMs', 'requests', 'failures', 'sumMs'] as const;
const FIRST_CAPACITY = 64;

/** Collects windows in columns that grow by doubling: 84 bytes a window with eleven percentiles. */
export class WindowColumns {
  #length = 0;
  #capacity = FIRST_CAPACITY;
  #fixed = FIXED.map(() => new Float64Array(FIRST_CAPACITY));
  #quantiles: Float32Array[];

  constructor(percentiles: number) {
    this.#quantiles = Array.from({ length: percentiles }, () => new Float32Array(FIRST_CAPACITY));
  }

  get length(): number {
    return this.#length;
  }

  /** Adds a window at the end. */
  push(row: WindowRow): void {
    if (this.#length === this.#capacity) this.#grow();
    FIXED.forEach((name, column) => {
      const values = this.#fixed[column];
      if (values !== undefined) values[this.#length] = row[name];
    });
    this.#quantiles.forEach((values, column) => {
      values[this.#length] = row.quantilesMs[column] ?? Number.NaN;
    });
    this.#length += 1;
  }

  /** Gives the windows and lets go of the spare room. `sumMs` is null when `hasSums` is false. */
  finish(hasSums: boolean, quantiles: Omit<WindowQuantiles, 'valuesMs'> | null): Windows {
    const [startMs, endMs, requests, failures, sumMs] = this.#fixed.map((values) =>
      values.slice(0, this.#length),
    );
    const empty = new Float64Array();
    return {
      length: this.#length,
      startMs: startMs ?? empty,
      endMs: endMs ?? empty,
      requests: requests ?? empty,
      failures: failures ?? empty,
      sumMs: hasSums ? (sumMs ?? empty) : null,
      quantiles:
        quantiles === null
          ? null
          : { ...quantiles, valuesMs: this.#quantiles.map((values) => values.slice(0, this.#length)) },
      histograms: null,
    };
  }

  #grow(): void {
    this.#capacity *= 2;
    this.#fixed = this.#fixed.map((values) => enlarged(values, new Float64Array(this.#capacity)));
    this.#quantiles = this.#quantiles.map((values) => enlarged(values, new Float32Array(this.#capacity)));
  }
}

function enlarged<Column extends Float64Array | Float32Array>(values: Column, into: Column): Column {
  into.set(values);
  return into;
}
