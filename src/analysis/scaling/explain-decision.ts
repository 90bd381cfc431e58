import type { AutoscalerTarget } from '../../model/scaling.ts';
import type { Decision } from './fuse-chains.ts';
import { middleMs } from './interval.ts';
import { levelAt } from './levels.ts';
import { type Recommendation, recommendation } from './recommendation.ts';
import type { ScalingContext } from './scaling-context.ts';
import { type Limit, scaleDownLimit, scaleUpLimit } from './scaling-limits.ts';
import type { Reading } from './signals.ts';

/** The status that shows a decision's metric is written with it, and read up to one look of the autoscaler later. */
const LOOK_MS = 15_000;
const DEFAULT_DOWN_WINDOW_MS = 300_000;

/**
 * Why a decision came out as it did, by the formula of the horizontal pod autoscaler with the metric, the ready pods and
 * the limits that were recorded: "cpu 82 % against 70 % on 4 pods asks for ceil(4 × 82/70) = 5". Null where no recorded
 * reading near the decision gives its number.
 */
export function explainDecision(context: ScalingContext, position: number): string | null {
  const { known, ready, timeline } = context;
  const decision = known.decisions[position];
  if (decision === undefined || known.knownFrom !== 'desired') return null;
  const readyThen = ready === null ? null : levelAt(ready, middleMs(decision.at));
  const counts = [...new Set([readyThen ?? decision.from, decision.from])].filter((count) => count > 0);
  const candidates = candidatesNear(context.readings, decision);
  for (const counted of counts) {
    for (const newest of candidates) {
      const asked = recommendation(newest, counted, decision.from);
      if (asked === null) continue;
      const held = heldTo(context, position, asked.replicas);
      if (held.replicas === decision.to) return sentence(decision, asked, counted, held.words, timeline);
    }
  }
  return null;
}

/** What the autoscaler may have seen: the newest reading of each metric at each look near the decision, nearest first. */
function candidatesNear(
  readings: readonly Reading[],
  { at }: Decision,
): readonly ReadonlyMap<string, Reading>[] {
  const newest = new Map<string, Reading>();
  const found: { readonly apartMs: number; readonly newest: ReadonlyMap<string, Reading> }[] = [];
  readings.forEach((reading, i) => {
    if (reading.at.earliestMs > at.latestMs + LOOK_MS) return;
    newest.set(reading.metric, reading);
    // Metrics that were read together belong together.
    if (readings[i + 1]?.at.latestMs === reading.at.latestMs) return;
    const lastMs = readings[i + 1]?.at.latestMs ?? Number.POSITIVE_INFINITY;
    if (lastMs < at.earliestMs - LOOK_MS) return;
    const apartMs = Math.abs(middleMs(reading.at) - middleMs(at));
    found.push({ apartMs, newest: new Map(newest) });
  });
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
  { by, replicas }: Recommendation,
  counted: number,
  held: string | null,
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
  return `${by.metric} at ${value} against ${target} on ${pods} asks for ${formula}${limited}${waited}`;
}

function amount(value: number, unit: AutoscalerTarget['unit']): string {
  if (unit === 'percent') return `${plain(value)}\u202f%`;
  if (unit === 'cores') return `${plain(value)} cores`;
  return unit === 'bytes' ? `${plain(value / 2 ** 20)} MiB` : plain(value);
}

function plain(value: number): string {
  return String(Number(value.toPrecision(4)));
}
