import type { FactTable } from '../findings/scaling-tables.ts';
import { formatCount } from '../format.ts';

/** A table of facts for the page; null when it has no rows. */
export function factView({ title, columns, rows, left }: FactTable) {
  if (rows.length === 0) return null;
  return {
    title,
    head: columns.map(({ head, isNumber }) => ({ head, isNumber })),
    columns: columns.length,
    rows: rows.map(({ cells: [heading = '', ...cells], tone, remark }) => ({
      heading,
      tone,
      remark,
      cells: cells.map((text, i) => ({
        text,
        head: columns[i + 1]?.head ?? '',
        isNumber: columns[i + 1]?.isNumber ?? false,
        isLast: i === cells.length - 1,
      })),
    })),
    left: left > 0 ? formatCount(left) : '',
  };
}
