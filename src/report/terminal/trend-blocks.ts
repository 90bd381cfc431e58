import type { Trend, TrendChange, TrendSeries } from '../../model/trend.ts';
import {
  changeWhere,
  changeWords,
  commitsWords,
  conditionWords,
  endpointName,
  seriesValue,
  trendHeadline,
} from '../findings.ts';
import { formatCount, shortText, UNKNOWN } from '../format.ts';
import type { Paint } from './paint.ts';
import { MOST_ROWS } from './shown-endpoints.ts';
import { type Column, tableLines } from './table.ts';
import { wrapWords } from './width.ts';

const MOST_CHANGES = 20;
const MOST_COMMITS = 10;

interface Terminal {
  readonly width: number | null;
  readonly paint: Paint;
}

/** A trend on a terminal: what changed last, every change with its commits, the latest level of every series. */
export function trendBlocks(trend: Trend, terminal: Terminal): readonly (readonly string[])[] {
  const { badge, title, lead } = trendHeadline(trend);
  const { width, paint } = terminal;
  const latest = [...trend.changes].reverse();
  const left = latest.length - MOST_CHANGES;
  return [
    [
      paint(badge.tone === 'warn' ? 'warn' : 'dim', badge.text),
      ...wrapWords(title, width).map((line) => paint('bold', line)),
      ...wrapWords(lead.map(({ text }) => text).join(''), width),
    ],
    ...latest.slice(0, MOST_CHANGES).map((change) => changeBlock(trend, change, terminal)),
    ...(left > 0 ? [[paint('dim', `${formatCount(left)} earlier changes are in the JSON.`)]] : []),
    seriesBlock(trend, terminal),
  ];
}

function changeBlock(trend: Trend, change: TrendChange, { width, paint }: Terminal): readonly string[] {
  const rows = change.series.slice(0, MOST_ROWS).flatMap((row) => {
    const series = trend.series[row.series];
    return series === undefined ? [] : [{ row, series }];
  });
  const text = (header: string, cells: readonly string[], dropOrder = 0): Column => ({
    header,
    align: 'left',
    cells,
    dropOrder,
    leastWidth: 12,
  });
  const number = (header: string, cells: readonly string[], dropOrder = 0): Column => ({
    header,
    align: 'right',
    cells,
    dropOrder,
  });
  const commits = (change.commits?.commits ?? []).slice(0, MOST_COMMITS);
  return [
    ...wrapWords(`Change at ${changeWhere(trend, change)}`, width).map((line) => paint('bold', line)),
    ...tableLines(
      [
        text(
          'Endpoint',
          rows.map(({ series }) => endpointName(series.endpoint)),
        ),
        text(
          'Metric',
          rows.map(({ series }) => series.label),
        ),
        number(
          'Before',
          rows.map(({ series, row }) => seriesValue(series, row.before)),
          1,
        ),
        number(
          'After',
          rows.map(({ series, row }) => seriesValue(series, row.after)),
        ),
        {
          ...number(
            'Change',
            rows.map(({ row }) => `${changeWords(row) || UNKNOWN} ${row.direction}`),
          ),
          style: (row) => (rows[row]?.row.direction === 'worse' ? 'warn' : 'pass'),
        },
      ],
      { width, paint, totalRow: false },
    ),
    ...conditionWords(change)
      .flatMap((line) => wrapWords(`Differs too: ${line}`, width))
      .map((line) => paint('warn', line)),
    ...wrapWords(commitsWords(change.commits) ?? '', width),
    ...commits
      .flatMap(({ hash, subject }) => wrapWords(`  ${shortText(hash, 20)} ${shortText(subject, 100)}`, width))
      .map((line) => paint('dim', line)),
  ].filter((line) => line !== '');
}

function seriesBlock(trend: Trend, { width, paint }: Terminal): readonly string[] {
  const shown = trend.series.slice(0, MOST_ROWS * 2);
  const left = trend.series.length - shown.length;
  const last = (series: TrendSeries) => series.levels.at(-1);
  const columns: readonly Column[] = [
    {
      header: 'Endpoint',
      align: 'left',
      cells: shown.map(({ endpoint }) => endpointName(endpoint)),
      dropOrder: 0,
      leastWidth: 14,
    },
    { header: 'Metric', align: 'left', cells: shown.map(({ label }) => label), dropOrder: 0 },
    {
      header: 'Runs',
      align: 'right',
      cells: shown.map(({ runs }) => formatCount(runs.length)),
      dropOrder: 3,
    },
    {
      header: 'Level',
      align: 'right',
      cells: shown.map((series) => {
        const level = last(series);
        return level === undefined ? UNKNOWN : seriesValue(series, level.mean);
      }),
      dropOrder: 1,
    },
    {
      header: 'Latest',
      align: 'right',
      cells: shown.map((series) => seriesValue(series, series.values.at(-1) ?? 0)),
      dropOrder: 0,
    },
    {
      header: 'Changes',
      align: 'right',
      cells: shown.map(({ levels, isSearched }) => (isSearched ? formatCount(levels.length - 1) : UNKNOWN)),
      dropOrder: 2,
    },
  ];
  return [
    paint('bold', 'Series: the mean of the runs since the last change, and the latest run'),
    ...tableLines(columns, { width, paint, totalRow: false }),
    ...(left > 0 ? [paint('dim', `${formatCount(left)} more series are in the JSON.`)] : []),
  ];
}
