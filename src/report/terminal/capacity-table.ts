import type { Capacity, LoadLevel } from '../../model/capacity.ts';
import type { Estimate } from '../../model/estimate.ts';
import { plainLoad } from '../findings.ts';
import { formatRate, formatRatio, UNKNOWN } from '../format.ts';
import { cellMs } from './request-tables.ts';
import type { Column } from './table.ts';

/** Every level of load, from the smallest; response times in ms. */
export function capacityColumns({ levels, loadIs }: Capacity): readonly Column[] {
  const number = (header: string, read: (level: LoadLevel) => string, dropOrder: number): Column => ({
    header,
    align: 'right',
    cells: levels.map(read),
    dropOrder,
  });
  const columns = [
    number(loadIs === 'users' ? 'Users' : 'Arrivals/s', ({ load }) => plainLoad(load), 0),
    number('req/s', ({ throughputPerS }) => formatRate(throughputPerS.value), 0),
    number('Interval', ({ throughputPerS }) => intervalWords(throughputPerS), 4),
    number('Mean', ({ meanMs }) => cellMs(meanMs), 1),
    number('p95', ({ p95Ms }) => cellMs(p95Ms), 0),
    number('Failed', ({ errorRatio }) => formatRatio(errorRatio?.value ?? null), 2),
  ];
  const limits = levels.some((level) => level.limits !== null)
    ? [number('Limits', (level) => level.limits?.replace('-', ' ') ?? UNKNOWN, 1)]
    : [];
  const remarks = levels.map(({ leftOut, origin }) => leftOut ?? (origin === 'ramp' ? 'ramp' : ''));
  const remark: Column = { header: 'Remark', align: 'left', cells: remarks, dropOrder: 3, leastWidth: 10 };
  return [...columns, ...limits, ...(remarks.some((text) => text !== '') ? [remark] : [])];
}

function intervalWords({ interval }: Estimate): string {
  if (interval === null || interval.hi === null) return UNKNOWN;
  return `${formatRate(interval.lo)} to ${formatRate(interval.hi)}`;
}
