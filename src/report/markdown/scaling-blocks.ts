import type { Analysis } from '../../model/analysis.ts';
import type { ScalingAnalysis } from '../../model/scaling-analysis.ts';
import { type FactTable, stepTable, stuckTable, surgeTable } from '../findings/scaling-tables.ts';
import { scalingFinding, scalingRemarks } from '../findings.ts';
import { proseOf } from './escape.ts';
import type { Block } from './fit.ts';

/** A comment is short; more workloads are in the JSON. */
const MOST_WORKLOADS = 5;

/** Of each workload what happened, its surges, steps and stuck pods, and what to know of it. */
export function scalingBlocks(analysis: Analysis): readonly Block[] {
  return analysis.scaling.slice(0, MOST_WORKLOADS).flatMap((scaling) => blocksOf(analysis, scaling));
}

function blocksOf(analysis: Analysis, scaling: ScalingAnalysis): readonly Block[] {
  const { title, note } = scalingFinding(scaling);
  const remarks = scalingRemarks(analysis, scaling).map((remark) => proseOf(remark));
  const tables = [surgeTable(analysis, scaling), stepTable(analysis, scaling), stuckTable(scaling)];
  const said = [proseOf(note), ...remarks].join(' ');
  return [
    {
      head: [
        `**Scaling:** ${proseOf(title)}. ${said} Times are since the start; the true value lies within a range.`,
      ],
      rows: [],
      tail: [],
      rowsAre: '',
      priority: 2,
    },
    ...tables.filter(({ rows }) => rows.length > 0).map(tableBlock),
  ];
}

function tableBlock({ title, columns, rows, left }: FactTable): Block {
  const hasRemarks = rows.some(({ remark }) => remark !== '');
  const heads = [...columns.map(({ head }) => head), ...(hasRemarks ? ['Remark'] : [])];
  const rules = [
    ...columns.map(({ isNumber }) => (isNumber ? '--:' : '---')),
    ...(hasRemarks ? ['---'] : []),
  ];
  return {
    head: [`| ${heads.join(' | ')} |`, `|${rules.join('|')}|`],
    rows: rows.map(({ cells, remark }) => {
      const all = hasRemarks ? [...cells, remark] : cells;
      return `| ${all.map((cell) => proseOf(cell)).join(' | ')} |`;
    }),
    tail: left > 0 ? ['', `*${left} more ${title.toLowerCase()} are in the JSON.*`] : [],
    rowsAre: title.toLowerCase(),
    priority: 2,
  };
}
