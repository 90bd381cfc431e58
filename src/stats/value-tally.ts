/** Adds up amounts by value, where a Map would take most of the time of a comparison: millions of histogram entries. */
export interface ValueTally {
  /** Throws RangeError when the value is NaN. */
  readonly add: (value: number, amount: number) => void;
  /** The values added so far, ascending, with their amounts. */
  readonly sorted: () => { readonly values: Float64Array; readonly amounts: Float64Array };
}

/**
 * A tally without values. 0 and −0 are one value.
 *
 * Source: open addressing with linear probing and multiplicative hashing, D. E. Knuth, "The Art of Computer Programming",
 * volume 3, 6.4.
 */
export function valueTally(): ValueTally {
  let slots = 1024;
  let keys = new Float64Array(slots);
  let amounts = new Float64Array(slots);
  let taken = new Uint8Array(slots);
  let size = 0;
  const number = new Float64Array(1);
  const bits = new Uint32Array(number.buffer);

  const slotOf = (value: number): number => {
    number[0] = value;
    const mixed = Math.imul((bits[0] as number) ^ Math.imul(bits[1] as number, 0x85ebca6b), 0x9e3779b1);
    let slot = (mixed ^ (mixed >>> 15)) & (slots - 1);
    while (taken[slot] === 1 && keys[slot] !== value) slot = (slot + 1) & (slots - 1);
    return slot;
  };
  const put = (value: number, amount: number) => {
    const slot = slotOf(value);
    if (taken[slot] === 0) {
      taken[slot] = 1;
      keys[slot] = value;
      size++;
    }
    amounts[slot] = (amounts[slot] as number) + amount;
  };
  const grow = () => {
    const [oldKeys, oldAmounts, oldTaken] = [keys, amounts, taken];
    slots *= 2;
    keys = new Float64Array(slots);
    amounts = new Float64Array(slots);
    taken = new Uint8Array(slots);
    size = 0;
    for (let slot = 0; slot < oldKeys.length; slot++) {
      if (oldTaken[slot] === 1) put(oldKeys[slot] as number, oldAmounts[slot] as number);
    }
  };
  return {
    add: (value, amount) => {
      if (Number.isNaN(value)) throw new RangeError('Values to count are numbers, found "NaN".');
      // + 0 makes 0 of −0.
      put(value + 0, amount);
      if (2 * size > slots) grow();
    },
    sorted: () => {
      const values = new Float64Array(size);
      let next = 0;
      for (let slot = 0; slot < slots; slot++) {
        if (taken[slot] === 1) values[next++] = keys[slot] as number;
      }
      values.sort();
      const sums = new Float64Array(size);
      for (let i = 0; i < size; i++) sums[i] = amounts[slotOf(values[i] as number)] as number;
      return { values, amounts: sums };
    },
  };
}
