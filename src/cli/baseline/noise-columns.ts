import type { MetricNoise } from '../../compare/noise-of-runs.ts';
import { metricLabel } from '../../model/comparison-words.ts';
import { endpointLabel } from '../../model/endpoint-key.ts';
import { formatRatio, shortText, UNKNOWN } from '../../report/format.ts';
import type { Column } from '../../report/terminal/table.ts';

/** More than ten times as much is no number to remember. */
const MOST_SHOWN = 10;

/** How much runs differ, a row for each metric of each endpoint: differ, within, at most. */
export function noiseColumns(rows: readonly MetricNoise[]): readonly Column[] {
  return [
    {
      header: 'Request',
      align: 'left',
      dropOrder: 0,
      leastWidth: 12,
      cells: rows.map(({ endpoint }) =>
        endpoint === 'total' ? 'All requests' : shortText(endpointLabel(endpoint), 60),
      ),
    },
    { header: 'Metric', align: 'left', dropOrder: 0, cells: rows.map(metricLabel) },
    shareColumn(
      'differ',
      0,
      rows.map(({ noiseFloor }) => noiseFloor),
    ),
    shareColumn(
      'within',
      2,
      rows.map(({ withinRun }) => withinRun),
    ),
    shareColumn(
      'at most',
      1,
      rows.map(({ upperBound }) => upperBound),
    ),
  ];
}

/** A column of shares: 0.02 is 2 %. */
export function shareColumn(header: string, dropOrder: number, values: readonly (number | null)[]): Column {
  return {
    header,
    align: 'right',
    dropOrder,
    cells: values.map((value) => {
      if (value === null) return UNKNOWN;
      return value > MOST_SHOWN ? `> ${formatRatio(MOST_SHOWN)}` : formatRatio(value);
    }),
  };
}
