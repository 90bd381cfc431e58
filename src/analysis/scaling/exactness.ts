import type { InstantBasis, ScalingTimeline } from '../../model/scaling.ts';
import { widthMs } from './interval.ts';
import type { ScalingContext } from './scaling-context.ts';

/** How changes were seen, in words: 'watched', 'polled every 12 s (10 to 21 s)'. */
export function exactnessOf(context: ScalingContext): string {
  const bases = new Map<InstantBasis, number>();
  for (const { at } of context.known.decisions) bases.set(at.basis, (bases.get(at.basis) ?? 0) + 1);
  for (const { began } of context.ready?.levels ?? [])
    if (began !== null) bases.set(began.basis, (bases.get(began.basis) ?? 0) + 1);
  const has = (basis: InstantBasis) => bases.has(basis);
  if (has('polled')) {
    const also = has('cluster-time') || has('watched') ? ", some changes by the cluster's own times" : '';
    return `${polledWords(context)}${also}`;
  }
  if (has('watched')) return has('cluster-time') ? "watched, with the cluster's own times" : 'watched';
  if (has('cluster-time')) return "by the cluster's own times";
  return intervalsMs(context.timeline).length > 0 ? polledWords(context) : 'no change was recorded';
}

function polledWords(context: ScalingContext): string {
  const intervals = intervalsMs(context.timeline);
  const widths = changeWidths(context);
  // Sources that keep what changed alone have no interval of reading.
  const isRegular = intervals.length >= 3 && (widths.length === 0 || median(intervals) <= 3 * median(widths));
  const known = isRegular ? intervals : widths;
  const sorted = [...known].sort((a, b) => a - b);
  if (sorted.length === 0) return 'polled';
  const at = (share: number) => Math.round((sorted[Math.floor(share * (sorted.length - 1))] ?? 0) / 1000);
  const [least, typical, most] = [at(0), at(0.5), at(1)];
  return least === most ? `polled every ${typical} s` : `polled every ${typical} s (${least} to ${most} s)`;
}

/** Between two reads of the same thing. */
function intervalsMs({ signals, usage }: ScalingTimeline): readonly number[] {
  const polled = signals.find(({ earliestMs, latestMs }) =>
    latestMs.some((latest, i) => latest > (earliestMs[i] ?? latest)),
  );
  const times = polled?.earliestMs ?? longest(usage.map(({ atMs }) => atMs));
  return times.slice(1).map((atMs, i) => atMs - (times[i] ?? atMs));
}

function longest(columns: readonly (readonly number[])[]): readonly number[] {
  return columns.reduce<readonly number[]>((a, b) => (b.length > a.length ? b : a), []);
}

function changeWidths({ known, ready }: ScalingContext): readonly number[] {
  const all = [...known.decisions.map(({ at }) => at), ...(ready?.levels.map(({ began }) => began) ?? [])];
  return all.flatMap((at) => (at !== null && at.basis === 'polled' ? [widthMs(at)] : []));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}
