import type { Analysis } from '../../model/analysis.ts';
import type { ScalingAnalysis } from '../../model/scaling-analysis.ts';
import { type FactTable, stepTable, stuckTable, surgeTable } from '../findings/scaling-tables.ts';
import { scalingFinding, scalingRemarks } from '../findings.ts';
import type { Paint } from './paint.ts';
import { type Column, tableLines } from './table.ts';
import { wrapWords } from './width.ts';

interface Terminal {
  readonly width: number | null;
  readonly paint: Paint;
}

/** More workloads than these are in the JSON. */
const MOST_WORKLOADS = 5;

/** Reasons of so many steps are read; the page has all. */
const MOST_REMARKS = 12;
/** Longer cells may be cut. */
const PROSE_LENGTH = 30;

/** Of each workload what happened, its surges, steps and stuck pods, and what to know of it. */
export function scalingBlocks(analysis: Analysis, terminal: Terminal): readonly (readonly string[])[] {
  const shown = analysis.scaling.slice(0, MOST_WORKLOADS);
  const left = analysis.scaling.length - shown.length;
  const more = left > 0 ? [[terminal.paint('dim', `${left} more workloads are in the JSON.`)]] : [];
  return [...shown.map((scaling) => blockOf(analysis, scaling, terminal)), ...more];
}

function blockOf(analysis: Analysis, scaling: ScalingAnalysis, terminal: Terminal): readonly string[] {
  const { width, paint } = terminal;
  const { title, note } = scalingFinding(scaling);
  const tables = [surgeTable(analysis, scaling), stepTable(analysis, scaling), stuckTable(scaling)];
  const said = [note, 'Times are since the start; the true value lies within a range.'];
  return [
    ...wrapWords(`Scaling. ${title}.`, width).map((line) => paint('bold', line)),
    ...wrapWords(said.join(' '), width).map((line) => paint('dim', line)),
    ...tables.flatMap((table) => factLines(table, terminal)),
    ...scalingRemarks(analysis, scaling).flatMap((remark) => wrapWords(remark, width)),
  ];
}

function factLines(table: FactTable, { width, paint }: Terminal): readonly string[] {
  if (table.rows.length === 0) return [];
  const columns = table.columns.map(({ head, isNumber, dropOrder }, i): Column => {
    const cells = table.rows.map(({ cells: all }) => all[i] ?? '');
    const style: Column['style'] =
      i === table.columns.length - 1 ? (row) => styleOf(table.rows[row]?.tone ?? 'neutral') : () => null;
    const column = { header: head, align: isNumber ? 'right' : 'left', cells, dropOrder, style } as const;
    const isProse = cells.some((cell) => cell.length > PROSE_LENGTH);
    return isProse ? { ...column, leastWidth: 20 } : column;
  });
  const remarks = table.rows
    .filter(({ remark }) => remark !== '')
    .slice(0, MOST_REMARKS)
    .flatMap(({ cells: [name = ''], remark }) => wrapWords(`${name.split(':')[0]}: ${remark}`, width, '  '));
  const left = table.left === 0 ? [] : [`${table.left} more are in the JSON.`];
  return [
    ...tableLines(columns, { width, paint, totalRow: false }),
    ...[...remarks, ...left].map((line) => paint('dim', line)),
  ];
}

function styleOf(tone: FactTable['rows'][number]['tone']) {
  return tone === 'fail' || tone === 'warn' ? tone : null;
}
