import { endpointLabel } from '../../model/endpoint-key.ts';
import { shortCommit } from '../../model/origin.ts';
import type { CommitRange, SeriesChange, Trend, TrendChange, TrendSeries } from '../../model/trend.ts';
import {
  formatCount,
  formatInstant,
  formatMs,
  formatRate,
  formatRatio,
  MINUS,
  NARROW_SPACE,
  shortText,
} from '../format.ts';
import { counted, type Headline, namedText, plain } from './finding.ts';

/** What a trend says first. */
export function trendHeadline(trend: Trend): Headline {
  const { runs, changes, series } = trend;
  const searched = series.filter(({ isSearched }) => isSearched).length;
  const over = `${counted(runs.length, formatCount(runs.length), 'run')}`;
  const lead = [plain(`${over}${filterWords(trend)}, ${spanWords(trend)}.`)];
  if (searched === 0) {
    return { badge: { text: 'Too few runs', tone: 'neutral' }, title: tooFewTitle(trend), lead };
  }
  const last = changes.at(-1);
  if (last === undefined) {
    const title = `No change of level in ${formatCount(searched)} series over ${over}`;
    return { badge: { text: 'No change', tone: 'neutral' }, title, lead };
  }
  const isWorse = last.series.some(({ direction }) => direction === 'worse');
  const badge = counted(changes.length, formatCount(changes.length), 'change');
  return {
    badge: { text: badge, tone: isWorse ? 'warn' : 'neutral' },
    title: lastChangeTitle(trend, last),
    lead: [
      ...lead,
      plain(
        ` ${changes.length === 1 ? 'One change was' : `${formatCount(changes.length)} changes were`} found; the last is above.`,
      ),
    ],
  };
}

function tooFewTitle({ runs, runsNeeded }: Trend): string {
  const needed = runsNeeded ?? 0;
  return `${counted(runs.length, formatCount(runs.length), 'run is', 'runs are')} too few to look for changes: ${needed} are needed`;
}

function lastChangeTitle(trend: Trend, change: TrendChange): string {
  const main = mainChange(trend, change);
  const series = main === undefined ? undefined : trend.series[main.series];
  if (main === undefined || series === undefined) return 'The level changed';
  const others = change.series.length - 1;
  const more =
    others > 0 ? `, and ${formatCount(others)} more ${others === 1 ? 'series' : 'series'} with it` : '';
  const when = instantDay(trend, change.run);
  return `${seriesName(series)} ${main.after > main.before ? 'rose' : 'fell'} from ${seriesValue(series, main.before)} to ${seriesValue(series, main.after)}${changeWords(main) === '' ? '' : ` (${changeWords(main)})`}${when}${more}`;
}

/**
 * Of several series that changed at one run: what became worse comes before what became better, then response times of
 * an endpoint say most and all requests together least.
 */
function mainChange({ series }: Trend, change: TrendChange): SeriesChange | undefined {
  const rank = ({ series: position, direction }: SeriesChange) => {
    const of = series[position];
    const isBetter = direction === 'better' ? 100 : 0;
    return (
      isBetter +
      (of?.endpoint === null ? 10 : 0) +
      (of?.metric === 'latency-p95' ? 0 : of?.unit === 'ms' ? 1 : 2)
    );
  };
  return [...change.series].sort((a, b) => rank(a) - rank(b) || size(b) - size(a))[0];
}

function size({ change }: SeriesChange): number {
  return Math.abs(change ?? 0);
}

function instantDay({ runs }: Trend, run: number): string {
  const instant = formatInstant(runs[run]?.startMs ?? null);
  const [day] = instant.split(',');
  return runs[run]?.startMs === null || day === undefined ? '' : ` on ${day}`;
}

function filterWords({ filter }: Trend): string {
  return filter.length === 0 ? '' : ` of ${filter.map((text) => shortText(text, 60)).join(' and ')}`;
}

function spanWords({ runs }: Trend): string {
  const times = runs.map(({ startMs }) => startMs).filter((atMs) => atMs !== null);
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return 'at unknown times';
  const day = (atMs: number) => formatInstant(atMs).split(',')[0];
  return day(first) === day(last) ? `on ${day(first)}` : `from ${day(first)} to ${day(last)}`;
}

/** 'POST /chat, response time p95'. */
function seriesName({ endpoint, label }: TrendSeries): string {
  return `${endpointName(endpoint)}, ${label}`;
}

/** 'POST /chat'; 'All requests'. */
export function endpointName(endpoint: TrendSeries['endpoint']): string {
  return endpoint === null ? 'All requests' : namedText(endpointLabel(endpoint), 60);
}

/** A value of a series with its unit. */
export function seriesValue({ unit }: TrendSeries, value: number): string {
  if (unit === 'ms') return formatMs(value);
  if (unit === 'ratio') return formatRatio(value);
  return unit === 'per-second' ? `${formatRate(value)}/s` : formatRate(value);
}

/** '+25 %'; empty where there is no relative change. */
export function changeWords({ change }: SeriesChange): string {
  if (change === null) return '';
  const percent = Math.abs(change * 100);
  const digits = percent < 9.95 ? percent.toFixed(1) : formatCount(percent);
  return `${change < 0 ? MINUS : '+'}${digits}${NARROW_SPACE}%`;
}

/** 'commits 4fc0e1a2b3c4 to 9d8e7f6a5b4c, 12 in between'; null when not both are known, or nothing was committed. */
export function commitsWords(commits: CommitRange | null): string | null {
  if (commits === null) return null;
  const range = `commit ${shortText(shortCommit(commits.from), 20)} to ${shortText(shortCommit(commits.to), 20)}`;
  if (commits.count === null) return range;
  return `${range}: ${counted(commits.count, formatCount(commits.count), 'commit')}`;
}

/** 'host: a → b', each of what else differs at a change. */
export function conditionWords({ conditions }: TrendChange): readonly string[] {
  return conditions.map(
    ({ aspect, before, after }) => `${aspect}: ${shortText(before, 80)} → ${shortText(after, 80)}`,
  );
}

/** The run at which a level began: its day, its label and id. */
export function changeWhere({ runs }: Trend, { run }: TrendChange): string {
  const at = runs[run];
  if (at === undefined) return '';
  const when = at.startMs === null ? '' : `${formatInstant(at.startMs)}, `;
  return `${when}run ${shortText(at.label, 60)} (${at.id})`;
}
