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
