import type { Analysis, EndpointAnalysis } from '../../model/analysis.ts';
import { rankedEndpoints } from '../charts/ranking.ts';
import { formatCount } from '../format.ts';

/** More rows than this scroll the rest of the report away. */
export const MOST_ROWS = 40;

/**
 * The endpoints that a terminal's tables show: all of them, in their order and groups last, or the slowest 40, slowest
 * first.
 */
export function shownEndpoints(analysis: Analysis): readonly EndpointAnalysis[] {
  const { endpoints } = analysis;
  if (endpoints.length > MOST_ROWS) return rankedEndpoints(analysis).slice(0, MOST_ROWS);
  // Groups last: what stands above the total adds up to it.
  return [...endpoints.filter(({ isGroup }) => !isGroup), ...endpoints.filter(({ isGroup }) => isGroup)];
}

/** ' The 40 slowest of 10 000 endpoints.', for the title of a table; empty where all are shown. */
export function shownNote({ endpoints }: Analysis): string {
  return endpoints.length > MOST_ROWS
    ? ` The ${MOST_ROWS} slowest of ${formatCount(endpoints.length)} endpoints.`
    : '';
}

/** 'and 9 960 more (in the HTML report and JSON)', below a table of the first of so many; nothing where all are shown. */
export function moreLines(all: number, shown: number = MOST_ROWS): readonly string[] {
  return all > shown ? [`and ${formatCount(all - shown)} more (in the HTML report and JSON)`] : [];
}
