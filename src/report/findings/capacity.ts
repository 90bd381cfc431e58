import type { Capacity, FittedValue, LoadLevel } from '../../model/capacity.ts';
import { formatCount, formatRate, NARROW_SPACE, shortText } from '../format.ts';
import type { Finding } from './finding.ts';

/** Throughput that grows by no more than a quarter beyond the knee has levelled off; the knee alone says only where it bends. */
const LITTLE_MORE = 1.25;

/** A load with what it counts: '48 users', '20 arrivals/s'. */
function loadWithUnit(load: number, loadIs: Capacity['loadIs']): string {
  if (loadIs === 'arrivals-per-s') return `${plainLoad(load)} arrivals/s`;
  return `${plainLoad(load)} ${load === 1 ? 'user' : 'users'}`;
}

/** A load without its unit; of a ramp it is a mean, and to be rounded. */
export function plainLoad(load: number): string {
  return load >= 99.5 || Number.isInteger(load) ? formatCount(load) : String(Number(load.toPrecision(3)));
}

/** What was found of the capacity, and how to read it. */
export function capacityFinding(capacity: Capacity): Finding {
  if (capacity.outcome === 'not-measured')
    return { title: 'This run does not show how much the service can take', note: capacity.reason ?? '' };
  return { title: capacityTitle(capacity), note: capacityNote(capacity) };
}

function capacityTitle(capacity: Capacity): string {
  return limitsTitle(capacity) ?? peakTitle(capacity) ?? growthTitle(capacity);
}

function limitsTitle({ withinLimits, loadIs }: Capacity): string | null {
  if (withinLimits === null) return null;
  const { largestKept, smallestBroken } = withinLimits;
  const limits = shortText(withinLimits.limits.join(' and '));
  if (largestKept === null && smallestBroken === null) return null;
  if (largestKept === null) return `No tested load is known to keep ${limits}`;
  const next =
    smallestBroken === null ? ', the largest that was tested' : `; ${plainLoad(smallestBroken)} did not`;
  return `Up to ${loadWithUnit(largestKept, loadIs)} kept ${limits}${next}`;
}

/** A peak is claimed only where the data show one: measured beyond it, and not as well fitted without. */
export function shownPeak({ scalability, remarks }: Capacity): FittedValue | null {
  const isDoubtful = remarks.some(({ kind }) => kind.startsWith('peak-') || kind === 'no-peak-demonstrated');
  if (scalability === null || scalability.peakLoad.value === null || isDoubtful) return null;
  return scalability.peakLoad;
}

function peakTitle(capacity: Capacity): string | null {
  const peak = shownPeak(capacity);
  if (peak?.value == null) return null;
  const most = capacity.scalability?.peakThroughputPerS.value ?? null;
  return `Throughput peaks at about ${loadWithUnit(Math.round(peak.value), capacity.loadIs)}, with ${formatRate(most)} requests/s`;
}

function growthTitle(capacity: Capacity): string {
  const { knee, loadIs } = capacity;
  const best = bestLevel(capacity);
  const most = `${formatRate(best?.throughputPerS.value ?? null)} requests/s at ${loadWithUnit(best?.load ?? 0, loadIs)}`;
  const used = usedLevels(capacity);
  if (knee !== null && knee.load < (used.at(-1)?.load ?? 0)) {
    const at = loadWithUnit(knee.load, loadIs);
    const isFlat = (best?.throughputPerS.value ?? 0) <= knee.throughputPerS * LITTLE_MORE;
    return isFlat
      ? `From ${at} on more load brings little more throughput; the most was ${most}`
      : `Throughput grows more slowly from ${at} on, with ${formatRate(knee.throughputPerS)} requests/s; the most was ${most}`;
  }
  if (best?.load === used.at(-1)?.load)
    return `Throughput was highest at the largest load, ${most}: more load may bring more`;
  return `The most throughput was ${most}`;
}

/** Levels from which something is concluded. */
function usedLevels({ levels }: Capacity): readonly LoadLevel[] {
  return levels.filter(({ leftOut }) => leftOut === null);
}

/** The level of the greatest throughput. */
function bestLevel(capacity: Capacity): LoadLevel | null {
  return usedLevels(capacity).reduce<LoadLevel | null>(
    (best, level) => (best === null || level.throughputPerS.value > best.throughputPerS.value ? level : best),
    null,
  );
}

function capacityNote(capacity: Capacity): string {
  const used = usedLevels(capacity).length;
  const between = `${used} levels of load; between two of them nothing was tested.`;
  return capacity.scalability === null
    ? between
    : `${between} The curve is the universal scalability law through them.`;
}

/** The numbers behind the finding, each with its name. */
export function capacityCounts(
  capacity: Capacity,
): readonly { readonly term: string; readonly value: string }[] {
  const { knee, scalability, loadIs } = capacity;
  const best = bestLevel(capacity);
  const counts = [
    {
      term: 'Most throughput measured',
      value: `${formatRate(best?.throughputPerS.value ?? null)}/s at ${loadWithUnit(best?.load ?? 0, loadIs)}`,
    },
    ...(knee === null ? [] : [{ term: 'Knee', value: loadWithUnit(knee.load, loadIs) }]),
  ];
  const peak = shownPeak(capacity);
  if (scalability === null) return counts;
  const percent = (value: number | null) =>
    value === null ? '' : `${Number((value * 100).toPrecision(2))}${NARROW_SPACE}%`;
  return [
    ...counts,
    ...(peak === null ? [] : [{ term: 'Peak of the curve', value: fittedLoad(peak, loadIs) }]),
    { term: 'Contention α', value: percent(scalability.alpha.value) },
    { term: 'Coherency β', value: String(Number((scalability.beta.value ?? 0).toPrecision(2))) },
    { term: 'One user alone γ', value: `${formatRate(scalability.gamma.value)}/s` },
  ];
}

/** '97 users (91 to 104)'. */
function fittedLoad({ value, lo, hi }: FittedValue, loadIs: Capacity['loadIs']): string {
  const about = loadWithUnit(Math.round(value ?? 0), loadIs);
  if (lo === null) return about;
  const [from, to] = [plainLoad(Math.round(lo)), hi === null ? null : plainLoad(Math.round(hi))];
  if (to === null) return `${about} (${from} or more)`;
  return from === to ? about : `${about} (${from} to ${to})`;
}
