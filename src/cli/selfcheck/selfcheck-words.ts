import type {
  NoiseAndNeed,
  RowCounts,
  SameAgainstSame,
  SameComparison,
} from '../../compare/same-against-same.ts';
import type { RunHeader } from '../../model/analysis.ts';
import { metricLabel, rowEndpoint } from '../../model/comparison-words.ts';
import type { Result } from '../../model/result.ts';
import {
  formatCount,
  formatDuration,
  formatRatio,
  NARROW_SPACE,
  showText,
  UNKNOWN,
} from '../../report/format.ts';
import type { Paint } from '../../report/terminal/paint.ts';
import { MOST_ROWS, moreLines } from '../../report/terminal/shown-endpoints.ts';
import { type Column, tableLines } from '../../report/terminal/table.ts';
import { noiseColumns } from '../baseline/noise-columns.ts';
import {
  allowedAlarms,
  concludeSelfcheck,
  falseAlarms,
  type SelfcheckConclusion,
} from './conclude-selfcheck.ts';

/** What `plimsoll selfcheck --json` prints, but for the conclusion. */
export interface Selfcheck extends SameAgainstSame {
  readonly schema: 'selfcheck/1';
  readonly tool: Result['tool'];
  /** Unix epoch ms. */
  readonly createdMs: number;
  /** Null for the demo target. */
  readonly host: string | null;
  /** Of each run, without its warm-up. */
  readonly runTimeMs: number;
  readonly threshold: number;
  readonly runs: readonly RunHeader[];
}

/** Alarms beyond these are counted. */
const MOST_ALARMS = 5;
const MOST_REASONS = 3;
/** From this share of the noise on longer runs are worth while. */
const MOSTLY_WITHIN = 0.7;

const headlines: Readonly<Record<SelfcheckConclusion, string>> = {
  sound: 'No more false alarms than promised',
  'too-many-alarms':
    'More false alarms than promised: do not rely on verdicts from this machine as it is now',
  'not-judged': 'Nothing could be judged: these runs are not fit for a verdict',
};

/** The self-check for people. */
export function selfcheckLines(
  check: Selfcheck,
  { width, paint }: { readonly width: number | null; readonly paint: Paint },
): readonly string[] {
  const { comparisons, runs, noise, threshold } = check;
  const size = comparisons[0]?.baseline.length ?? 0;
  const rows = noise.slice(0, MOST_ROWS);
  const change = plain(formatRatio(threshold));
  return [
    paint('bold', headlines[concludeSelfcheck(comparisons)]),
    '',
    `Same against same: ${comparisons.length} comparisons of ${size} and ${size} of ${runs.length} runs, ${plain(formatDuration(check.runTimeMs))} each.`,
    `${falseAlarms(comparisons)} of them called something changed; ${allowedAlarms(comparisons.length)} may, by chance.`,
    `  of what decides: ${countWords(sum(comparisons, ({ primary }) => primary))}`,
    `  of all metrics:  ${countWords(sum(comparisons, ({ all }) => all))}`,
    ...unfitLines(comparisons),
    ...alarmLines(comparisons),
    '',
    `How much the runs differ, and how many a change of ${change} takes`,
    '',
    ...tableLines(columnsOf(rows), { width, paint, totalRow: false }),
    ...moreLines(noise.length, rows.length),
    '',
    'differ: standard deviation of the runs. within: the part of it that longer runs make smaller. at most: with',
    '80 %, as few runs easily look alike. needs: runs on each side that find the change in 80 of 100 cases, with',
    'a threshold of half of it; safely: the same with "at most".',
    '',
    ...needLines(noise, change),
  ];
}

function countWords({ noChange, notEnoughEvidence, gated, changed }: RowCounts): string {
  const unfit = gated === 0 ? '' : ` (${formatCount(gated)} of runs that are not fit for it)`;
  return plain(
    `${formatCount(changed)} changed, ${formatCount(noChange)} no change, ${formatCount(notEnoughEvidence)} not enough evidence${unfit}`,
  );
}

function sum(comparisons: readonly SameComparison[], read: (one: SameComparison) => RowCounts): RowCounts {
  const total = (key: keyof RowCounts) => comparisons.reduce((all, one) => all + read(one)[key], 0);
  return {
    noChange: total('noChange'),
    notEnoughEvidence: total('notEnoughEvidence'),
    gated: total('gated'),
    changed: total('changed'),
  };
}

function alarmLines(comparisons: readonly SameComparison[]): readonly string[] {
  const lines = comparisons.flatMap(({ alarms, baseline, candidate }) =>
    alarms.map(
      (alarm) =>
        `  ${alarm.outcome}: ${showText(rowEndpoint(alarm))}, ${metricLabel(alarm)}, runs ${numbers(candidate)} against ${numbers(baseline)}`,
    ),
  );
  const more = lines.length - MOST_ALARMS;
  return more > 0 ? [...lines.slice(0, MOST_ALARMS), `  and ${more} more`] : lines;
}

function unfitLines(comparisons: readonly SameComparison[]): readonly string[] {
  const reasons = [...new Set(comparisons.flatMap(({ unfit }) => unfit))];
  return reasons.slice(0, MOST_REASONS).map((reason) => `  not fit: ${plain(reason)}`);
}

/** As people count. */
function numbers(indexes: readonly number[]): string {
  return indexes.map((index) => index + 1).join('+');
}

function columnsOf(rows: readonly NoiseAndNeed[]): readonly Column[] {
  const runs = (header: string, dropOrder: number, values: readonly (number | null)[]): Column => ({
    header,
    align: 'right',
    dropOrder,
    cells: values.map((value, i) => {
      if (value !== null) return formatCount(value);
      return rows[i]?.noiseFloor == null ? UNKNOWN : '> 1000';
    }),
  });
  return [
    ...noiseColumns(rows),
    runs(
      'needs',
      0,
      rows.map(({ runsNeeded }) => runsNeeded),
    ),
    runs(
      'safely',
      0,
      rows.map(({ runsNeededAtMost }) => runsNeededAtMost),
    ),
  ];
}

/** The metric that decides, where it needs most. */
function needLines(noise: readonly NoiseAndNeed[], change: string): readonly string[] {
  const deciding = noise.filter(({ metric, endpoint }) => metric === 'latency-p95' && endpoint !== 'total');
  const [worst] = [...deciding].sort((a, b) => (b.noiseFloor ?? 0) - (a.noiseFloor ?? 0));
  if (worst?.noiseFloor == null) return [];
  const runs = (count: number | null) => (count === null ? 'more than 1000' : String(count));
  const doesLengthHelp = (worst.withinRun ?? 0) >= MOSTLY_WITHIN * worst.noiseFloor;
  const length =
    worst.withinRun === null ? '' : ` Longer runs would ${doesLengthHelp ? 'do as well' : 'not help'}.`;
  return [
    `To find a change of ${change} in ${metricLabel(worst)} of ${showText(rowEndpoint(worst))}, the most restless:`,
    `${runs(worst.runsNeeded)} runs on each side, ${runs(worst.runsNeededAtMost)} to be safe.${length}`,
  ];
}

function plain(text: string): string {
  return text.replaceAll(NARROW_SPACE, ' ');
}
