import { endpointLabel } from '../../model/endpoint-key.ts';
import type { Trend, TrendChange, TrendSeries } from '../../model/trend.ts';
import {
  changeWhere,
  changeWords,
  commitsWords,
  conditionWords,
  seriesValue,
  trendHeadline,
} from '../findings.ts';
import { formatCount, UNKNOWN } from '../format.ts';
import { codeOf, proseOf } from './escape.ts';
import type { Block } from './fit.ts';

/** A trend for a pull request or a wiki: changes with their commits, then every series folded away. */
export function trendBlocks(trend: Trend): readonly Block[] {
  const { badge, title, lead } = trendHeadline(trend);
  const head = [
    `### ${badge.text}`,
    '',
    `**${proseOf(title)}**`,
    '',
    proseOf(lead.map(({ text }) => text).join('')),
  ];
  return [
    { head, rows: [], tail: [], rowsAre: '', priority: 0 },
    ...[...trend.changes].reverse().map((change) => changeBlock(trend, change)),
    {
      head: [
        '<details>',
        `<summary>${formatCount(trend.series.length)} series</summary>`,
        '',
        '| Endpoint | Metric | Runs | Level | Latest | Changes |',
        '|---|---|--:|--:|--:|--:|',
      ],
      rows: trend.series.map(seriesRow),
      tail: ['', '</details>'],
      rowsAre: 'series',
      priority: 2,
    },
  ];
}

function changeBlock(trend: Trend, change: TrendChange): Block {
  const commits = commitsWords(change.commits);
  const listed = (change.commits?.commits ?? []).map(
    ({ hash, subject }) => `- ${codeOf(hash, 20)} ${codeOf(subject, 120)}`,
  );
  return {
    head: [
      `**Change** at ${proseOf(changeWhere(trend, change))}`,
      ...conditionWords(change).map((words) => `\nDiffers too: ${proseOf(words)}`),
      '',
      '| Endpoint | Metric | Before | After | Change |',
      '|---|---|--:|--:|--:|',
    ],
    rows: change.series.flatMap((row) => {
      const series = trend.series[row.series];
      if (series === undefined) return [];
      const cells = [
        nameOf(series),
        series.label,
        seriesValue(series, row.before),
        seriesValue(series, row.after),
        `${changeWords(row) || UNKNOWN} ${row.direction}`,
      ];
      return [`| ${cells.join(' | ')} |`];
    }),
    tail:
      commits === null
        ? []
        : ['', `Between: ${codeOf(commits)}`, ...(listed.length > 0 ? ['', ...listed] : [])],
    rowsAre: 'series',
    priority: 1,
  };
}

function nameOf({ endpoint }: TrendSeries): string {
  return endpoint === null ? 'All requests' : codeOf(endpointLabel(endpoint));
}

function seriesRow(series: TrendSeries): string {
  const level = series.levels.at(-1);
  const cells = [
    nameOf(series),
    series.label,
    formatCount(series.runs.length),
    level === undefined ? UNKNOWN : seriesValue(series, level.mean),
    seriesValue(series, series.values.at(-1) ?? 0),
    series.isSearched ? formatCount(series.levels.length - 1) : UNKNOWN,
  ];
  return `| ${cells.join(' | ')} |`;
}
