import type { FlaggedPeriod, GeneratorAnalysis, Timeline } from '../model/analysis.ts';
import type { GeneratorRecord } from '../model/generator.ts';
import { percentileOf } from '../model/percentile.ts';
import type { Run } from '../model/run.ts';
import { generatorSeries } from './generator-series.ts';
import { advice, describeKeptUp, describePeriod, describeSaturation } from './generator-words.ts';

/*
 * The thresholds are those of `docs/design/engine.md`, section 11, from one run for each condition on two cores.
 * Calibrated: not yet on this engine; change them here and in docs/method.md together.
 */

/** Above this share of its time the event loop has no room left for bursts. */
const BUSY_UTILIZATION = 0.8;
/** Above this share of its time, other processes keep a generator that is ready to run from running. */
const STOLEN_SHARE = 0.15;
/** Timers of 1 ms are this late on a healthy machine too. */
const LEAST_LATE_MS = 5;
/** Lateness below this share of the median response time is lost in it. */
const LATE_SHARE_OF_MEDIAN = 0.1;
/** Of fewer requests the p99 is the largest: one timer that came late. Then the limit is this many times as high. */
const FEWEST_FOR_P99 = 100;
const LATE_SINGLE_FACTOR = 4;

/**
 * The first seconds of a run are not judged: code is compiled while it runs for the first time, and all users of a run
 * without a ramp connect at once. They are part of the ramp-up, which the steady state leaves out.
 */
const START_UP_MS = 2000;
/** Shares of a shorter piece of a second (the last one of a run) mean nothing. */
const SHORTEST_MS = 500;

/** The generator was the bottleneck from this share of the judged time on, but for a single second… */
const SATURATED_SHARE = 0.05;
const LEAST_SATURATED_S = 2;
/** …or when it was in so many seconds in a row, however long the run. */
const SATURATED_IN_A_ROW = 3;
/**
 * A record of more than an hour keeps the worst of two, four, … seconds in one row, so a flagged row is one second for
 * certain, and single seconds make rows in a row sooner.
 */
const LONG_ROW_MS = 1500;
const SATURATED_LONG_ROWS_IN_A_ROW = 10;

type Reason = FlaggedPeriod['reason'];

/** A second, or several of a long run, that was looked at. */
interface Judged {
  readonly index: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly reason: Reason | null;
}

/**
 * Whether the load generator kept up with the load, second by second; null where the source does not record it. What a
 * saturated generator measured is its own delay, so no verdict may rest on it.
 *
 * @param timeline the axis of the series.
 */
export function judgeGenerator(run: Run, timeline: Timeline | null): GeneratorAnalysis | null {
  const record = run.generator;
  if (record === null) return null;
  const limitMs = lateLimitMs(run);
  const judged = judgedSeconds(record, run, limitMs);
  const flagged = periodsOf(judged, record, limitMs);
  const own = judged.filter(({ reason }) => isOwnFault(reason));
  const figures = figuresOf(record, judged, own, timeline);
  if (judged.length === 0) {
    const explanation = 'The run was too short to tell whether the load generator kept up.';
    return { outcome: 'not-judged', explanation, flagged, ...figures };
  }
  if (!isSaturated(own, judged)) {
    return { outcome: 'kept-up', explanation: describeKeptUp(figures, flagged), flagged, ...figures };
  }
  const reasons = new Set(own.flatMap(({ reason }) => reason ?? []));
  const explanation = `${describeSaturation(figures, reasons)} ${advice(reasons, record.workers)}`;
  return { outcome: 'saturated', explanation, flagged, ...figures };
}

/** The limit of in-flight requests is set by the user and reached because the service is slow. */
function isOwnFault(reason: Reason | null): boolean {
  return reason !== null && reason !== 'in-flight-limit';
}

function lateLimitMs(run: Run): number {
  const latency = run.total?.latency ?? null;
  const median = latency === null ? null : percentileOf(latency, 50);
  return Math.max(LEAST_LATE_MS, LATE_SHARE_OF_MEDIAN * (median?.valueMs ?? 0));
}

function judgedSeconds(record: GeneratorRecord, run: Run, limitMs: number): readonly Judged[] {
  const firstMs = (run.startMs ?? record.startMs[0] ?? 0) + START_UP_MS;
  const judged: Judged[] = [];
  for (let index = 0; index < record.length; index += 1) {
    const startMs = record.startMs[index] ?? 0;
    const endMs = record.endMs[index] ?? startMs;
    if (startMs < firstMs || endMs - startMs < SHORTEST_MS) continue;
    judged.push({ index, startMs, endMs, reason: reasonOf(record, index, limitMs) });
  }
  return judged;
}

/** The first that holds: a busy loop is late too, and a loop that is kept from running looks busy to nobody. */
function reasonOf(record: GeneratorRecord, index: number, limitMs: number): Reason | null {
  const waiting = record.waiting[index] ?? 0;
  if ((record.eventLoopUtilization[index] ?? 0) > BUSY_UTILIZATION) return 'busy';
  if ((record.stolenShare[index] ?? 0) > STOLEN_SHARE) return 'stolen';
  if (waiting > 0) return 'in-flight-limit';
  const isSingle = (record.begun[index] ?? 0) < FEWEST_FOR_P99;
  const allowedMs = isSingle ? LATE_SINGLE_FACTOR * limitMs : limitMs;
  return (record.lateP99Ms[index] ?? 0) > allowedMs ? 'late' : null;
}

function isSaturated(own: readonly Judged[], judged: readonly Judged[]): boolean {
  const seconds = certainSeconds(own);
  if (seconds >= LEAST_SATURATED_S && seconds >= SATURATED_SHARE * secondsOf(judged)) return true;
  return stretches(own, isNext).some((stretch) => {
    const least = stretch.some(isLong) ? SATURATED_LONG_ROWS_IN_A_ROW : SATURATED_IN_A_ROW;
    return stretch.length >= least;
  });
}

function isLong({ startMs, endMs }: Judged): boolean {
  return endMs - startMs > LONG_ROW_MS;
}

/** How many seconds are flagged for certain. */
function certainSeconds(rows: readonly Judged[]): number {
  return rows.reduce((sum, row) => sum + (isLong(row) ? 1000 : row.endMs - row.startMs), 0) / 1000;
}

function secondsOf(seconds: readonly Judged[]): number {
  return seconds.reduce((sum, { startMs, endMs }) => sum + (endMs - startMs), 0) / 1000;
}

function isNext(one: Judged, other: Judged): boolean {
  return other.index === one.index + 1;
}

/** Neighbours that belong together. */
function stretches(
  seconds: readonly Judged[],
  belong: (one: Judged, other: Judged) => boolean,
): readonly (readonly Judged[])[] {
  const found: Judged[][] = [];
  for (const second of seconds) {
    const last = found.at(-1);
    const before = last?.at(-1);
    if (last !== undefined && before !== undefined && belong(before, second)) last.push(second);
    else found.push([second]);
  }
  return found;
}

function periodsOf(
  judged: readonly Judged[],
  record: GeneratorRecord,
  limitMs: number,
): readonly FlaggedPeriod[] {
  const flagged = judged.filter(({ reason }) => reason !== null);
  const together = stretches(flagged, (one, other) => isNext(one, other) && one.reason === other.reason);
  return together.flatMap((stretch) => {
    const [first] = stretch;
    const last = stretch.at(-1);
    if (first === undefined || last === undefined || first.reason === null) return [];
    const part = { from: first.index, to: last.index + 1 };
    const explanation = describePeriod(first.reason, record, part, limitMs);
    return [{ startMs: first.startMs, endMs: last.endMs, reason: first.reason, explanation }];
  });
}

/** Peaks are of the judged seconds, counts of the whole run. */
function figuresOf(
  record: GeneratorRecord,
  judged: readonly Judged[],
  own: readonly Judged[],
  timeline: Timeline | null,
) {
  const peak = (column: readonly (number | null)[]) => {
    const known = judged.flatMap(({ index }) => column[index] ?? []);
    return known.length === 0 ? null : known.reduce((a, b) => Math.max(a, b));
  };
  const sum = (column: readonly number[]) => column.reduce((all, count) => all + count, 0);
  const due = sum(record.due);
  const begun = sum(record.begun);
  return {
    workers: record.workers,
    secondsJudged: Math.round(secondsOf(judged)),
    secondsAtFault: Math.round(certainSeconds(own)),
    achievedRatio: due === 0 ? null : begun / due,
    due,
    begun,
    dropped: sum(record.dropped),
    unfinished: record.unfinished,
    peakEventLoopUtilization: peak(record.eventLoopUtilization),
    peakStolenShare: peak(record.stolenShare),
    peakLateP99Ms: peak(record.lateP99Ms),
    peakWaiting: record.waiting.reduce((a, b) => Math.max(a, b), 0),
    series: generatorSeries(record, timeline),
  };
}
