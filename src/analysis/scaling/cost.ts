import { roundingInterval } from '../../model/percentile.ts';
import type { Run, Windows } from '../../model/run.ts';
import type { ScalingCost, Surge } from '../../model/scaling-analysis.ts';
import { timedRequests } from '../window-selection.ts';
import { inWords } from './number-words.ts';
import { nextChangeMs, type ScalingContext } from './scaling-context.ts';

/** [fromMs, toMs), Unix epoch ms. */
interface Period {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * What users met while replicas were too few: from each change of the load until all replicas asked for were ready, or the load
 * changed again. Where these instants are ranges, the longest period that they allow. Null without a load test beside the
 * record, or without a surge.
 */
export function costOf(run: Run, context: ScalingContext, surges: readonly Surge[]): ScalingCost | null {
  const windows = run.total?.windows ?? null;
  if (windows === null) return null;
  const periods = joined(surges.flatMap((surge) => periodOf(surge, context, run.endMs) ?? []));
  if (periods.length === 0) return null;
  const limitMs = context.limitMs ?? surges.find(({ slow }) => slow !== null)?.slow?.limitMs ?? null;
  let requests = 0;
  let failures = 0;
  let least = 0;
  let most = 0;
  let isCountable = limitMs !== null;
  let windowAt = 0;
  for (const { fromMs, toMs } of periods) {
    while (windowAt < windows.length && (windows.endMs[windowAt] ?? 0) <= fromMs) windowAt += 1;
    for (; windowAt < windows.length && (windows.startMs[windowAt] ?? 0) < toMs; windowAt += 1) {
      requests += windows.requests[windowAt] ?? 0;
      failures += windows.failures[windowAt] ?? 0;
      const slow =
        limitMs === null ? null : slowInWindow(windows, windowAt, limitMs, run.source.latencyCovers);
      if (slow === null) isCountable = false;
      least += slow?.least ?? 0;
      most += slow?.most ?? 0;
    }
  }
  const slow = isCountable && limitMs !== null ? { limitMs, least, most } : null;
  const underProvisionedS = periods.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0) / 1000;
  return {
    underProvisionedS,
    requests,
    failures,
    slow,
    explanation: sentence(surges.length, requests, failures, slow),
  };
}

function periodOf(surge: Surge, context: ScalingContext, endMs: number | null): Period | null {
  const { loadChange, allReady } = surge;
  if (loadChange === null || surge.outcome === 'not-recorded') return null;
  const untilMs = Math.min(
    allReady === null ? context.timeline.observed.toMs : allReady.latestMs + context.uncertaintyMs,
    nextChangeMs(context, loadChange),
    endMs ?? Number.POSITIVE_INFINITY,
  );
  return untilMs <= loadChange.earliestMs ? null : { fromMs: loadChange.earliestMs, toMs: untilMs };
}

function joined(periods: readonly Period[]): readonly Period[] {
  const merged: Period[] = [];
  for (const period of [...periods].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = merged.at(-1);
    if (last !== undefined && period.fromMs <= last.toMs)
      merged[merged.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, period.toMs) };
    else merged.push(period);
  }
  return merged;
}

/** Null where the window's own response times are not known: percentiles of a longer period tell nothing of one window. */
function slowInWindow(
  windows: Windows,
  i: number,
  limitMs: number,
  latencyCovers: Run['source']['latencyCovers'],
): { readonly least: number; readonly most: number } | null {
  const timed = timedRequests(windows, i, latencyCovers);
  if (timed === 0) return { least: 0, most: 0 };
  if (windows.histograms !== null) return slowInHistogram(windows.histograms, i, limitMs);
  const { quantiles } = windows;
  if (quantiles === null || quantiles.covers !== 'window') return null;
  let least = 0;
  let most = timed;
  quantiles.percentiles.forEach((percentile, column) => {
    const valueMs = quantiles.valuesMs[column]?.[i] ?? Number.NaN;
    if (Number.isNaN(valueMs)) return;
    const { loMs, hiMs } = roundingInterval(valueMs, quantiles.rounding);
    // Sources differ in which of the ascending values a percentile is, by one.
    const above = timed * (1 - percentile / 100);
    if (loMs > limitMs) least = Math.max(least, Math.floor(above));
    if (hiMs <= limitMs) most = Math.min(most, Math.ceil(above) + 1);
  });
  return { least, most: Math.max(least, Math.min(most, timed)) };
}

function slowInHistogram(
  { offsets, valuesMs, counts, rounding }: NonNullable<Windows['histograms']>,
  i: number,
  limitMs: number,
): { readonly least: number; readonly most: number } {
  let least = 0;
  let most = 0;
  for (let at = offsets[i] ?? 0; at < (offsets[i + 1] ?? 0); at += 1) {
    const { loMs, hiMs } = roundingInterval(valuesMs[at] ?? 0, rounding);
    if (loMs > limitMs) least += counts[at] ?? 0;
    if (hiMs > limitMs) most += counts[at] ?? 0;
  }
  return { least, most };
}

function sentence(surges: number, requests: number, failures: number, slow: ScalingCost['slow']): string {
  const what = surges === 1 ? 'The surge' : `The ${inWords(surges)} surges`;
  const failed = `${failures} ${failures === 1 ? 'failure' : 'failures'}`;
  if (slow === null)
    return `${what} cost ${failed} among ${requests} requests until all replicas were ready.`;
  const count = slow.least === slow.most ? String(slow.least) : `${slow.least} to ${slow.most}`;
  const limit =
    slow.limitMs >= 1000
      ? `${Number((slow.limitMs / 1000).toPrecision(3))} s`
      : `${Math.round(slow.limitMs)} ms`;
  return `${what} cost ${count} requests over ${limit} and ${failed}, of ${requests} until all replicas were ready.`;
}
