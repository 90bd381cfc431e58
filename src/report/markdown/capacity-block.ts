import type { Analysis } from '../../model/analysis.ts';
import { capacityFinding, plainLoad } from '../findings.ts';
import { formatEstimateCellMs, formatRate, formatRatio } from '../format.ts';
import { proseOf } from './escape.ts';
import type { Block } from './fit.ts';

/** Throughput and response time by load; nothing where the run does not show it. */
export function capacityBlocks({ capacity }: Analysis): readonly Block[] {
  if (capacity.outcome === 'not-measured') return [];
  const { title, note } = capacityFinding(capacity);
  const remarks = capacity.remarks.map(({ message }) => proseOf(message));
  return [
    {
      head: [
        `**Capacity:** ${proseOf(title)}. ${[proseOf(note), ...remarks].join(' ')}`,
        '',
        `| ${capacity.loadIs === 'users' ? 'Users' : 'Arrivals/s'} | Requests/s | Mean | p95 | Failed | Remark |`,
        '|--:|--:|--:|--:|--:|---|',
      ],
      rows: capacity.levels.map(({ load, throughputPerS, meanMs, p95Ms, errorRatio, leftOut, limits }) => {
        const cells = [
          plainLoad(load),
          formatRate(throughputPerS.value),
          formatEstimateCellMs(meanMs),
          formatEstimateCellMs(p95Ms),
          formatRatio(errorRatio?.value ?? null),
          proseOf(leftOut ?? (limits === null ? '' : `limits ${limits.replace('-', ' ')}`)),
        ];
        return `| ${cells.join(' | ')} |`;
      }),
      tail: [],
      rowsAre: 'levels of load',
      priority: 2,
    },
  ];
}
