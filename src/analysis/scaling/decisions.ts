import type { Occurrence, ReplicaSeries, ScalingTimeline } from '../../model/scaling.ts';
import { type Decision, fuseChains, STAMP_SLACK_MS } from './fuse-chains.ts';
import { intersection, overlaps, widthMs } from './interval.ts';
import { bestSeries, levelAt } from './levels.ts';
import { type RescaleSighting, rescaleSightings } from './rescale-events.ts';

/** Pods of one decision are created within this; more is another decision. */
const SAME_DECISION_MS = 5000;
/** The autoscaler decides at most once in this time (kubernetes, `--horizontal-pod-autoscaler-sync-period`). */
const SYNC_MS = 15_000;

/** Every change of the desired replicas that the record tells of, and how it is known. */
export interface Decisions {
  readonly decisions: readonly Decision[];
  /**
   * 'desired': the number asked for was recorded. 'created': only the pods that came of it, so when it was asked for is not
   * known. 'none': neither.
   */
  readonly knownFrom: 'desired' | 'created' | 'none';
  /** Changes of one source that another source's exclude. */
  readonly contradictions: number;
  /** Two changes may look like one. */
  readonly mayHideSteps: boolean;
}

/** Puts together what all sources of a timeline tell of the desired replicas. */
export function decisionsOf(timeline: ScalingTimeline): Decisions {
  const desired = timeline.replicas.filter(({ quantity }) => quantity === 'desired');
  const sightings = rescaleSightings(timeline.events);
  const knownDirectly = desired.length > 0 || sightings.some(({ isOfWorkload }) => isOfWorkload);
  if (!knownDirectly) return fromCreatedPods(timeline);
  const chains = desired.map(chainOf).sort((a, b) => b.length - a.length || totalWidth(a) - totalWidth(b));
  let decisions: readonly Decision[] = chains[0] ?? [];
  let contradictions = 0;
  for (const chain of chains.slice(1)) {
    const fused = fuseChains(decisions, chain);
    decisions = fused.decisions;
    contradictions += fused.contradictions;
  }
  const told =
    desired.length > 0
      ? withSightings(decisions, sightings, levelAtStart(desired))
      : { decisions: chainOfEvents(timeline, sightings), contradictions: 0 };
  return {
    decisions: told.decisions,
    knownFrom: 'desired',
    contradictions: contradictions + told.contradictions,
    mayHideSteps: told.decisions.some(mayBeTwo),
  };
}

/** Two decisions fit between two reads, and one could have led where two did. */
function mayBeTwo({ at, from, to }: Decision): boolean {
  return at.basis === 'polled' && widthMs(at) > SYNC_MS && Math.abs(to - from) > 1;
}

function totalWidth(chain: readonly Decision[]): number {
  return chain.reduce((sum, { at }) => sum + widthMs(at), 0);
}

function chainOf({ levels }: ReplicaSeries): readonly Decision[] {
  const chain: Decision[] = [];
  for (let i = 1; i < levels.length; i += 1) {
    const before = levels[i - 1];
    const here = levels[i];
    if (before === undefined || here === undefined || before.replicas === here.replicas) continue;
    const at: Occurrence = here.began ?? {
      earliestMs: before.lastSeenMs,
      latestMs: here.lastSeenMs,
      basis: 'polled',
    };
    chain.push({ from: before.replicas, to: here.replicas, at, reason: null });
  }
  return chain;
}

function levelAtStart(series: readonly ReplicaSeries[]): number | null {
  return series.find(({ levels }) => levels.length > 0)?.levels[0]?.replicas ?? null;
}

/**
 * What events add to changes known from levels: a narrower instant, the autoscaler's reason, and a size in between that no
 * level shows. Repeated events are kept by their first and last time only, so they cannot deny a change.
 */
function withSightings(
  known: readonly Decision[],
  sightings: readonly RescaleSighting[],
  atStart: number | null,
): { readonly decisions: readonly Decision[]; readonly contradictions: number } {
  let decisions = [...known];
  let contradictions = 0;
  for (const sighting of sightings) {
    const same = decisions.findIndex(
      ({ at, from, to }) =>
        to === sighting.to &&
        (sighting.from === null || sighting.from === from) &&
        overlaps(at, sighting.at, STAMP_SLACK_MS),
    );
    const met = decisions[same];
    if (met !== undefined) {
      const at = intersection(met.at, sighting.at) ?? met.at;
      decisions[same] = { ...met, at, reason: met.reason ?? sighting.reason };
      continue;
    }
    if (!sighting.isOfWorkload) continue;
    const split = splitBy(decisions, sighting) ?? addedAround(decisions, sighting, atStart);
    if (split === null) contradictions += 1;
    else decisions = split;
  }
  return { decisions, contradictions };
}

/** 2 → 7 between two reads, and an event "New size: 4" then: 2 → 4 → 7. */
function splitBy(decisions: readonly Decision[], { at, to, reason }: RescaleSighting): Decision[] | null {
  const whole = decisions.findIndex((one) => one.to !== to && one.from !== to && overlaps(one.at, at));
  const found = decisions[whole];
  if (found === undefined) return null;
  const first = intersection(found.at, at) ?? at;
  return decisions.toSpliced(
    whole,
    1,
    { from: found.from, to, at: first, reason },
    { ...found, from: to, at: { ...found.at, earliestMs: Math.max(found.at.earliestMs, first.earliestMs) } },
  );
}

/** Before the first or after the last change, where no level was recorded. */
function addedAround(
  decisions: readonly Decision[],
  { at, to, reason }: RescaleSighting,
  atStart: number | null,
): Decision[] | null {
  const last = decisions.at(-1);
  const level = last?.to ?? atStart;
  if (level !== null && level !== to && (last === undefined || at.earliestMs > last.at.latestMs))
    return [...decisions, { from: level, to, at, reason }];
  // At that size already: said twice, or the size at which the record began.
  return level === to || to === decisions[0]?.from ? [...decisions] : null;
}

function chainOfEvents(
  timeline: ScalingTimeline,
  sightings: readonly RescaleSighting[],
): readonly Decision[] {
  const chain: Decision[] = [];
  for (const sighting of sightings.filter(({ isOfWorkload }) => isOfWorkload)) {
    const from = chain.at(-1)?.to ?? sizeBefore(timeline, sightings, sighting);
    if (from === null || from === sighting.to) continue;
    chain.push({ from, to: sighting.to, at: sighting.at, reason: sighting.reason });
  }
  return chain;
}

/** Replicas before the first event, by whatever tells. */
function sizeBefore(
  timeline: ScalingTimeline,
  sightings: readonly RescaleSighting[],
  first: RescaleSighting,
): number | null {
  const paired = sightings.find(
    ({ at, from, to }) => from !== null && to === first.to && overlaps(at, first.at, STAMP_SLACK_MS),
  );
  if (paired !== undefined) return paired.from;
  const series = bestSeries(timeline, 'created') ?? bestSeries(timeline, 'ready');
  const level = series === null ? null : levelAt(series, first.at.earliestMs);
  if (level !== null) return level;
  const there = timeline.pods.filter(({ wasThere }) => wasThere).length;
  return there > 0 ? there : (timeline.autoscaler?.minReplicas ?? null);
}

function fromCreatedPods(timeline: ScalingTimeline): Decisions {
  const series = bestSeries(timeline, 'created');
  if (series === null) return { decisions: [], knownFrom: 'none', contradictions: 0, mayHideSteps: false };
  const merged: Decision[] = [];
  for (const change of chainOf(series)) {
    const last = merged.at(-1);
    const goesOn =
      last !== undefined &&
      last.to > last.from === change.to > change.from &&
      change.at.earliestMs - last.at.latestMs <= SAME_DECISION_MS;
    if (goesOn) merged[merged.length - 1] = { ...last, to: change.to };
    else merged.push(change);
  }
  return {
    decisions: merged,
    knownFrom: 'created',
    contradictions: 0,
    mayHideSteps: merged.some(mayBeTwo),
  };
}
