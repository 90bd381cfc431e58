const FIRST_CAPACITY = 16;
/** Less than twice: of many long columns the empty ends add up. */
const GROWTH = 1.5;

/** Numbers that are added one by one, in a typed array that grows when it is full. */
export class GrowingColumn<Column extends Float64Array | Uint32Array> {
  #values: Column;
  #length = 0;
  readonly #ofLength: (length: number) => Column;

  /** @param ofLength makes an empty column: `(length) => new Uint32Array(length)`. */
  constructor(ofLength: (length: number) => Column) {
    this.#ofLength = ofLength;
    this.#values = ofLength(FIRST_CAPACITY);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = this.#ofLength(Math.ceil(GROWTH * this.#length));
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  at(index: number): number {
    return this.#values[index] ?? Number.NaN;
  }

  /** Gives the room back; what was added is gone. */
  clear(): void {
    this.#values = this.#ofLength(FIRST_CAPACITY);
    this.#length = 0;
  }

  /** What was added, as a view of the column. */
  values(): Column {
    return this.#values.subarray(0, this.#length) as Column;
  }
}

/** Of any numbers. */
export function numbersColumn(): GrowingColumn<Float64Array> {
  return new GrowingColumn((length) => new Float64Array(length));
}

/** Of whole numbers below 2^32. */
export function countsColumn(): GrowingColumn<Uint32Array> {
  return new GrowingColumn((length) => new Uint32Array(length));
}
