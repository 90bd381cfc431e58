import type { GeneratorRecord } from '../model/generator.ts';
import type { Notice } from '../model/notice.ts';
import type { LoadModel, Run } from '../model/run.ts';
import { grouped } from './grouped.ts';

/** A difference below this share is not worth saying. */
const SMALL_SHARE = 0.01;
/** One task that was due in the last instant is begun in the next. */
const FEWEST_LATE = 2;

type Stages = Extract<LoadModel, { kind: 'open' }>['stages'];

/** The rate of an open model that was asked for and the one that came about, in tasks per second. */
interface Rates {
  readonly askedPerS: number;
  readonly achievedPerS: number;
  readonly plannedMs: number;
  readonly due: number;
  readonly dropped: number;
  /** Begun after the time in which all were due. */
  readonly late: number;
}

/**
 * Says what was asked for and what was achieved where an open model fell more than 1 % short of its rate, or more than
 * 1 % of its tasks were begun only after the planned time. What was asked for are the tasks that were due: of random
 * arrivals they are not exactly as many as the rate says.
 */
export function rateNotReached(run: Run): readonly Notice[] {
  const rates = ratesOf(run);
  if (rates === null) return [];
  const { askedPerS, achievedPerS, due, late } = rates;
  const isLate = late >= FEWEST_LATE && late > SMALL_SHARE * due;
  if (!isLate && achievedPerS >= askedPerS * (1 - SMALL_SHARE)) return [];
  return [
    {
      code: 'rate-not-reached',
      severity: 'warning',
      message: `${perSecond(askedPerS)} asked, ${perSecond(achievedPerS)} achieved${shortfall(rates)}.`,
      hint: 'Ask for a rate that the service can answer, or allow more in flight.',
    },
  ];
}

function shortfall({ late, dropped, due, plannedMs }: Rates): string {
  const planned = `${Number((plannedMs / 1000).toFixed(1))} s`;
  const parts = [
    ...(late >= FEWEST_LATE
      ? [`${grouped(late)} of ${grouped(due)} tasks waited and were begun after the planned ${planned}`]
      : []),
    ...(dropped > 0 ? [`${grouped(dropped)} of ${grouped(due)} tasks were dropped`] : []),
  ];
  return parts.length === 0 ? '' : `; ${parts.join('; ')}`;
}

function ratesOf({ load, startMs, durationMs, generator }: Run): Rates | null {
  if (load.kind !== 'open' || generator === null || startMs === null) return null;
  // A run that was cut off was due no more than until then.
  const plannedMs = Math.min(lengthOf(load.stages), durationMs ?? Number.POSITIVE_INFINITY);
  const due = sum(generator.due);
  if (!(plannedMs > 0) || due === 0) return null;
  const begun = sum(generator.begun);
  const late = Math.round(begun - begunUntil(generator, startMs + plannedMs));
  // Only late tasks make the time longer in which they were begun.
  const takenMs =
    late < FEWEST_LATE ? plannedMs : Math.max(plannedMs, lastBegunMs(generator, startMs) - startMs);
  return {
    askedPerS: (due * 1000) / plannedMs,
    achievedPerS: (begun * 1000) / takenMs,
    plannedMs,
    due,
    dropped: sum(generator.dropped),
    late,
  };
}

function lengthOf(stages: Stages): number {
  return stages.reduce((all, { durationMs }) => all + durationMs, 0);
}

/** Tasks of a second that lies across the instant are shared by time. */
function begunUntil({ length, startMs, endMs, begun }: GeneratorRecord, untilMs: number): number {
  let all = 0;
  for (let i = 0; i < length; i += 1) {
    const from = startMs[i] ?? 0;
    const to = endMs[i] ?? from;
    const share = to <= untilMs ? 1 : Math.max(0, untilMs - from) / (to - from);
    all += share * (begun[i] ?? 0);
  }
  return all;
}

function lastBegunMs({ length, endMs, begun }: GeneratorRecord, startMs: number): number {
  for (let i = length - 1; i >= 0; i -= 1) {
    if ((begun[i] ?? 0) > 0) return endMs[i] ?? startMs;
  }
  return startMs;
}

/** '50/s', '9.9/s', '0.25/s'. */
function perSecond(rate: number): string {
  if (rate >= 99.95) return `${grouped(Math.round(rate))}/s`;
  return `${Number(rate.toFixed(rate < 0.995 ? 2 : 1))}/s`;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
