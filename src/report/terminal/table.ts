import type { Paint, Style } from './paint.ts';
import { cutMiddle, padTo, widthOf } from './width.ts';

/** One column of a table for the terminal. All columns of a table have equally many cells. */
export interface Column {
  readonly header: string;
  readonly align: 'left' | 'right';
  readonly cells: readonly string[];
  /** Left out when the table is too wide, the largest number first; 0 is never left out. */
  readonly dropOrder: number;
  /** The width down to which cells may be cut in the middle; absent where a cut cell would be a wrong number. */
  readonly leastWidth?: number;
  /** Whether a bar separates it from the column before. */
  readonly startsGroup?: boolean;
  readonly style?: (row: number) => Style | null;
}

/** A text cut to less says nothing. */
const LEAST_WIDTH = 6;

interface Placed {
  readonly column: Column;
  readonly width: number;
}

/**
 * Header, rule and rows as lines of at most `width` columns (null: no limit). `totalRow` puts a second rule before the
 * last row. Too wide tables first cut their texts in the middle, then leave columns out.
 */
export function tableLines(
  columns: readonly Column[],
  options: { readonly width: number | null; readonly paint: Paint; readonly totalRow: boolean },
): readonly string[] {
  const placed = fitColumns(columns, options.width ?? Number.POSITIVE_INFINITY);
  const rows = placed[0]?.column.cells.length ?? 0;
  const rule = options.paint('dim', ruleLine(placed));
  const lines = [options.paint('dim', headerLine(placed)), rule];
  for (let row = 0; row < rows; row += 1) {
    if (options.totalRow && row > 0 && row === rows - 1) lines.push(rule);
    lines.push(rowLine(placed, row, options.paint));
  }
  return lines;
}

function fitColumns(columns: readonly Column[], width: number): readonly Placed[] {
  const natural = columns.map((column) => ({
    column,
    width: column.cells.reduce((widest, cell) => Math.max(widest, widthOf(cell)), widthOf(column.header)),
  }));
  const shrunk = shrink(natural, totalWidth(natural) - width);
  if (totalWidth(shrunk) <= width) return shrunk;
  const next = Math.max(...columns.map((column) => column.dropOrder));
  if (next > 0)
    return fitColumns(
      columns.filter((column) => column.dropOrder !== next),
      width,
    );
  const least = columns.map((column) =>
    column.leastWidth === undefined ? column : { ...column, leastWidth: LEAST_WIDTH },
  );
  const narrow = least.map((column, i) => ({ column, width: natural[i]?.width ?? 0 }));
  return cutHard(shrink(narrow, totalWidth(narrow) - width), width);
}

/** Takes `excess` from the columns that may be cut, always from the widest. */
function shrink(placed: readonly Placed[], excess: number): readonly Placed[] {
  const widths = placed.map((entry) => entry.width);
  for (let left = excess; left > 0; left -= 1) {
    let widest = -1;
    placed.forEach(({ column }, i) => {
      const current = widths[i] ?? 0;
      if (column.leastWidth !== undefined && current > column.leastWidth && current > (widths[widest] ?? 0))
        widest = i;
    });
    if (widest === -1) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return placed.map(({ column }, i) => ({ column, width: widths[i] ?? 0 }));
}

/** The last resort in a window of a few columns: columns from the left, as far as they go. */
function cutHard(placed: readonly Placed[], width: number): readonly Placed[] {
  const kept: Placed[] = [];
  for (const entry of placed) {
    if (totalWidth([...kept, entry]) > width) break;
    kept.push(entry);
  }
  return kept;
}

function totalWidth(placed: readonly Placed[]): number {
  return placed.reduce(
    (sum, { column, width }, i) => sum + width + (i === 0 ? 0 : gapBefore(column).length),
    0,
  );
}

function gapBefore(column: Column): string {
  return column.startsGroup === true ? ' | ' : '  ';
}

function headerLine(placed: readonly Placed[]): string {
  return joined(placed, ({ column, width }) => padTo(cutMiddle(column.header, width), width, column.align));
}

function ruleLine(placed: readonly Placed[]): string {
  return placed
    .map(
      ({ column, width }, i) => (i === 0 ? '' : gapBefore(column).replaceAll(' ', '-')) + '-'.repeat(width),
    )
    .join('');
}

function rowLine(placed: readonly Placed[], row: number, paint: Paint): string {
  return joined(placed, ({ column, width }) => {
    const cell = padTo(cutMiddle(column.cells[row] ?? '', width), width, column.align);
    const style = column.style?.(row) ?? null;
    return style === null ? cell : paint(style, cell);
  });
}

function joined(placed: readonly Placed[], cell: (entry: Placed) => string): string {
  return placed
    .map((entry, i) => (i === 0 ? '' : gapBefore(entry.column)) + cell(entry))
    .join('')
    .trimEnd();
}
