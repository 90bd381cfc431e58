import { type MetricId, metrics } from '../model/metric.ts';
import type {
  CommitRange,
  SeriesChange,
  Trend,
  TrendChange,
  TrendCondition,
  TrendLevel,
  TrendRun,
  TrendSeries,
  TrendSettings,
} from '../model/trend.ts';
import { columnShape, endpointKeyShape, noticeShape } from './model-shapes.ts';
import { aBoolean, aCount, aList, aNumber, anObject, aText, type Check, oneOf, orNull } from './shape.ts';

const metricIds: readonly MetricId[] = metrics.map(({ id }) => id);
const aspectShape = oneOf('source tool', 'host', 'load', 'duration', 'generator');

const runShape: Check<TrendRun> = anObject<TrendRun>({
  id: aText,
  label: aText,
  startMs: orNull(aNumber),
  commit: orNull(aText),
  branch: orNull(aText),
  conditions: aList(anObject<TrendCondition>({ aspect: aspectShape, value: aText })),
});

const levelShape: Check<TrendLevel> = anObject<TrendLevel>({
  firstRun: aCount,
  lastRun: aCount,
  count: aCount,
  mean: aNumber,
  lo: orNull(aNumber),
  hi: orNull(aNumber),
});

const seriesShape: Check<TrendSeries> = anObject<TrendSeries>({
  endpoint: orNull(endpointKeyShape),
  metric: oneOf(...metricIds),
  label: aText,
  unit: oneOf('ms', 'per-second', 'ratio', 'score', 'bytes'),
  better: oneOf('lower', 'higher'),
  runs: aList(aCount),
  values: aList(aNumber),
  lo: columnShape,
  hi: columnShape,
  isSearched: aBoolean,
  levels: aList(levelShape),
});

const commitsShape: Check<CommitRange> = anObject<CommitRange>({
  from: aText,
  to: aText,
  commits: orNull(
    aList(anObject<NonNullable<CommitRange['commits']>[number]>({ hash: aText, subject: aText })),
  ),
  count: orNull(aCount),
});

const changeShape: Check<TrendChange> = anObject<TrendChange>({
  run: aCount,
  previousRun: aCount,
  series: aList(
    anObject<SeriesChange>({
      series: aCount,
      before: aNumber,
      after: aNumber,
      change: orNull(aNumber),
      p: aNumber,
      direction: oneOf('worse', 'better'),
    }),
  ),
  conditions: aList(
    anObject<TrendChange['conditions'][number]>({ aspect: aspectShape, before: aText, after: aText }),
  ),
  commits: orNull(commitsShape),
});

/** How metrics went over a series of runs. */
export const trendShape: Check<Trend> = anObject<Trend>({
  schema: oneOf('trend/1'),
  filter: aList(aText),
  settings: anObject<TrendSettings>({ windowLength: aNumber, maximumP: aNumber, minimumMagnitude: aNumber }),
  runs: aList(runShape),
  series: aList(seriesShape),
  changes: aList(changeShape),
  runsNeeded: orNull(aCount),
  leftOut: aList(anObject<Trend['leftOut'][number]>({ id: aText, reason: aText })),
  notices: aList(noticeShape),
});
