import type { AutoscalerTarget } from '../../model/scaling.ts';
import type { Decision } from './fuse-chains.ts';
import { middleMs } from './interval.ts';
import { levelAt } from './levels.ts';
import { lowerBound } from './lower-bound.ts';
import { type Recommendation, recommendation } from './recommendation.ts';
import type { ScalingContext } from './scaling-context.ts';
import { type Limit, scaleDownLimit, scaleUpLimit } from './scaling-limits.ts';
import type { Reading } from './signals.ts';

/** The status that shows a decision's metric is written with it, and read up to one look of the autoscaler later. */
const LOOK_MS = 15_000;
/** A metric that was not written anew for so long tells nothing of a decision. */
const OLDEST_MS = 600_000;
/** A pod counts once its metrics cover a time in which it was ready. */
const METRICS_LAG_MS = 30_000;
const DEFAULT_DOWN_WINDOW_MS = 300_000;

/**
 * Why a decision came out as it did, by the formula of the horizontal pod autoscaler with the metric, the ready pods and
 * the limits that were recorded: "cpu 82 % against 70 % on 4 pods asks for ceil(4 × 82/70) = 5". Null where no recorded
 * reading near the decision gives its number.
 */
export function explainDecision(context: ScalingContext, position: number): string | null {
  const { known, timeline } = context;
  const decision = known.decisions[position];
  if (decision === undefined || known.knownFrom !== 'desired') return null;
  const counts = countsOf(context, decision);
  const candidates = candidatesNear(context.readings, decision);
  const fitting = candidates.flatMap((newest) =>
    counts.flatMap(({ counted, isSure }): Fitting[] => {
      const asked = recommendation(newest, counted, decision.from);
      const held = asked === null ? null : heldTo(context, position, asked.replicas);
      if (asked === null || held?.replicas !== decision.to) return [];
      // A number of pods that is a guess proves nothing by giving the right result.
      if (held.words === null && !isSure) return [];
      return [{ asked, counted, held: held.words }];
    }),
  );
  // Which pods counted is open, and what held it back would hold for any.
  const isGuess = context.ready === null && position > 0;
  const exact = fitting.find(({ held }) => held === null);
  if (exact !== undefined) return sentence(decision, exact, '', timeline);
  // Held back, any of several numbers of counted pods comes to the same: the least is for certain.
  const [least, ...others] = [...fitting].sort((a, b) => a.counted - b.counted);
  if (least === undefined || isGuess) return null;
  const isOpen = decision.to > decision.from && others.some(({ counted }) => counted !== least.counted);
  return sentence(decision, least, isOpen ? 'at least ' : '', timeline);
}

interface Fitting {
  readonly asked: Recommendation;
  readonly counted: number;
  readonly held: string | null;
}

/** How many pods it may have counted: those that were ready, or all; and, less surely, those that had been for longer. */
function countsOf(
  { ready }: ScalingContext,
  { at, from }: Decision,
): readonly { readonly counted: number; readonly isSure: boolean }[] {
  const now = (ready === null ? null : levelAt(ready, middleMs(at))) ?? from;
  const before = ready === null ? null : levelAt(ready, middleMs(at) - METRICS_LAG_MS);
  const sure = [...new Set([now, from])].map((counted) => ({ counted, isSure: true }));
  const isNew = before !== null && before !== now && before !== from;
  const all = isNew ? [...sure, { counted: before, isSure: false }] : sure;
  return all.filter(({ counted }) => counted > 0 && counted <= from);
}

/** What the autoscaler may have seen: the newest reading of each metric at each look near the decision, nearest first. */
function candidatesNear(
  readings: readonly Reading[],
  { at }: Decision,
): readonly ReadonlyMap<string, Reading>[] {
  const newest = new Map<string, Reading>();
  const found: { readonly apartMs: number; readonly newest: ReadonlyMap<string, Reading> }[] = [];
  const first = lowerBound(readings, at.earliestMs - OLDEST_MS, (reading) => reading.at.latestMs);
  for (let i = first; i < readings.length; i += 1) {
    const reading = readings[i];
    if (reading === undefined || reading.at.earliestMs > at.latestMs + LOOK_MS) break;
    newest.set(reading.metric, reading);
    // Metrics that were read together belong together.
    if (readings[i + 1]?.at.latestMs === reading.at.latestMs) continue;
    const lastMs = readings[i + 1]?.at.latestMs ?? Number.POSITIVE_INFINITY;
    if (lastMs < at.earliestMs - LOOK_MS) continue;
    const apartMs = Math.abs(middleMs(reading.at) - middleMs(at));
    found.push({ apartMs, newest: new Map(newest) });
  }
  return found.sort((a, b) => a.apartMs - b.apartMs).map((one) => one.newest);
}

interface Held {
  readonly replicas: number;
  /** What held it there; null: nothing. */
  readonly words: string | null;
}

/** What is left of a recommendation by the policies, the maximum and the minimum. */
function heldTo({ timeline, known }: ScalingContext, position: number, asked: number): Held {
  const { autoscaler } = timeline;
  const decision = known.decisions[position];
  const isUp = decision !== undefined && decision.to > decision.from;
  const limit = isUp
    ? scaleUpLimit(autoscaler, known.decisions, position)
    : scaleDownLimit(autoscaler, known.decisions, position);
  let held: Held = { replicas: asked, words: null };
  if (isUp && beyond(limit, (to) => asked > to)) held = heldBy(limit, 'ScaleUpLimit');
  if (!isUp && beyond(limit, (to) => asked < to)) held = heldBy(limit, 'ScaleDownLimit');
  const most = autoscaler?.maxReplicas ?? null;
  const least = autoscaler?.minReplicas ?? null;
  if (most !== null && held.replicas > most) held = { replicas: most, words: `the maximum of ${most}` };
  if (least !== null && held.replicas < least) held = { replicas: least, words: `the minimum of ${least}` };
  return held;
}

function beyond(limit: Limit | null, is: (replicas: number) => boolean): limit is Limit {
  return limit !== null && is(limit.replicas);
}

function heldBy({ replicas, words }: Limit, condition: string): Held {
  return { replicas, words: `${replicas} by its limit: ${words} (${condition})` };
}

function sentence(
  { from, to }: Decision,
  { asked: { by, replicas }, counted, held }: Fitting,
  asks: string,
  { autoscaler }: ScalingContext['timeline'],
): string {
  const value = amount(by.value ?? 0, by.unit);
  const target = amount(by.target ?? 0, by.unit);
  const pods =
    counted === from ? `${from} ${from === 1 ? 'pod' : 'pods'}` : `the ${counted} ready of ${from} pods`;
  const formula = `ceil(${counted} × ${plain(by.value ?? 0)}/${plain(by.target ?? 0)}) = ${replicas}`;
  const limited = held === null ? '' : `; held to ${held}`;
  const behavior = autoscaler?.behavior ?? null;
  const rules = behavior === null || behavior === 'default' ? null : behavior.scaleDown;
  const windowMs = rules?.stabilizationWindowMs ?? DEFAULT_DOWN_WINDOW_MS;
  const waited = to < from && windowMs > 0 ? `, once it had asked for no more for ${windowMs / 1000} s` : '';
  return `${by.metric} at ${value} against ${target} on ${pods} asks for ${asks}${formula}${limited}${waited}`;
}

function amount(value: number, unit: AutoscalerTarget['unit']): string {
  if (unit === 'percent') return `${plain(value)}\u202f%`;
  if (unit === 'cores') return `${plain(value)} cores`;
  return unit === 'bytes' ? `${plain(value / 2 ** 20)} MiB` : plain(value);
}

function plain(value: number): string {
  return String(Number(value.toPrecision(4)));
}
