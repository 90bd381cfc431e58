const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** A count in a sentence: 'two', '12'. */
export function inWords(count: number): string {
  return NUMBERS[count] ?? String(count);
}
