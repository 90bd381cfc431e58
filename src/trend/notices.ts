import type { Notice } from '../model/notice.ts';
import type { RunSummary } from '../model/run-summary.ts';
import type { Trend, TrendRun, TrendSeries } from '../model/trend.ts';
import { mixedConditions } from './conditions.ts';
import { FEWEST_RUNS } from './search-series.ts';

/** Of 100 histories without a change at most about so many show one (see `changePoints`). */
const FALSE_CHANGES_OF_100 = 2;

/** What to know about a trend. */
export function trendNotices(
  runs: readonly TrendRun[],
  series: readonly TrendSeries[],
  summaries: readonly RunSummary[],
  leftOut: Trend['leftOut'],
): readonly Notice[] {
  return [
    ...tooFew(runs, series),
    ...mixedConditions(runs),
    ...unreadable(leftOut),
    ...partsMixed(summaries),
    ...withoutTime(runs),
    ...manySeries(series),
  ];
}

function tooFew(runs: readonly TrendRun[], series: readonly TrendSeries[]): readonly Notice[] {
  if (series.some(({ isSearched }) => isSearched)) return [];
  const missing = FEWEST_RUNS - runs.length;
  const more = missing > 0 ? `; ${missing} more ${missing === 1 ? 'is' : 'are'} needed` : '';
  return [
    {
      code: 'trend-too-few-runs',
      severity: 'warning',
      message: `Changes are looked for in ${FEWEST_RUNS} runs or more, and there ${runs.length === 1 ? 'is 1' : `are ${runs.length}`}${more}.`,
      hint: 'A change shows when about five runs lie on each side of it.',
    },
  ];
}

function unreadable(leftOut: Trend['leftOut']): readonly Notice[] {
  const [first] = leftOut;
  if (first === undefined) return [];
  const others = leftOut.length > 1 ? ` and ${leftOut.length - 1} more` : '';
  return [
    {
      code: 'trend-runs-left-out',
      severity: 'warning',
      message: `${leftOut.length} stored ${leftOut.length === 1 ? 'run' : 'runs'} could not be read: ${first.id} (${first.reason})${others}.`,
      hint: 'Import the original files again, or remove the entries with plimsoll runs rm.',
    },
  ];
}

/** Of some runs a steady state was found and of others not: their numbers are of different things. */
function partsMixed(summaries: readonly RunSummary[]): readonly Notice[] {
  const wholes = summaries.filter(({ endpoints }) =>
    endpoints[0]?.values.some(({ metric, part }) => metric === 'throughput' && part === 'whole'),
  ).length;
  if (wholes === 0 || wholes === summaries.length) return [];
  return [
    {
      code: 'trend-parts-mixed',
      severity: 'warning',
      message: `Of ${summaries.length - wholes} runs the numbers are of the steady state, of ${wholes} of the whole run, ramp-up included.`,
      hint: 'Hold the load longer, so that every run has a steady state.',
    },
  ];
}

function withoutTime(runs: readonly TrendRun[]): readonly Notice[] {
  const count = runs.filter(({ startMs }) => startMs === null).length;
  if (count === 0) return [];
  return [
    {
      code: 'trend-without-time',
      severity: 'warning',
      message: `${count} of ${runs.length} runs do not tell when they were made; they stand first.`,
      hint: 'Import the history file of these runs too.',
    },
  ];
}

function manySeries(series: readonly TrendSeries[]): readonly Notice[] {
  const searched = series.filter(({ isSearched }) => isSearched).length;
  if (searched === 0) return [];
  const expected = (searched * FALSE_CHANGES_OF_100) / 100;
  const about = expected < 1 ? 'less than one' : `up to about ${Math.round(expected)}`;
  return [
    {
      code: 'trend-many-series',
      severity: 'info',
      message: `Changes were looked for in ${searched} series; where nothing changed, ${about} would show one by chance. A change that several metrics share is likelier to be real.`,
      hint: 'To decide whether two versions differ, compare them: plimsoll compare.',
    },
  ];
}
