/** The values of a figure as a table: every cell is text, the first of a row is its heading. */
export interface TableView {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly { readonly heading: string; readonly cells: readonly string[] }[];
  /** Said below when the table shows a part of what is drawn; empty otherwise. */
  readonly note: string;
}

/** Which of `count` rows to show so that there are at most `limit`: every k-th, from the first. */
export function everyFew(
  count: number,
  limit: number,
): { readonly step: number; readonly indices: readonly number[] } {
  const step = Math.max(1, Math.ceil(count / limit));
  return { step, indices: Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step) };
}

/** 'Every 4th bucket of 2 s': what a table that leaves rows out says below. */
export function everyFewNote(step: number, bucket: string): string {
  const ending = { 1: 'st', 2: 'nd', 3: 'rd' }[step % 10];
  const isTeen = step % 100 >= 11 && step % 100 <= 13;
  return `Every ${step}${ending === undefined || isTeen ? 'th' : ending} bucket of ${bucket}`;
}
