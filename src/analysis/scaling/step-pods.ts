import type { Occurrence, PodRecord } from '../../model/scaling.ts';
import type { PhaseMark } from '../../model/scaling-analysis.ts';
import type { Decision } from './fuse-chains.ts';
import { nthOf } from './interval.ts';

/** What is known of a pod's way into service. */
export type PodPhase = 'created' | 'scheduled' | 'started' | 'ready' | 'inEndpoints';

/**
 * Which pods each decision brought, by position of the decision: in order of creation each goes to the first decision
 * that still lacks one and was made before it, unless the next decision must have been made before it too.
 */
export function podsOfDecisions(
  decisions: readonly Decision[],
  pods: readonly PodRecord[],
): ReadonlyMap<number, readonly PodRecord[]> {
  const ups = decisions.flatMap((decision, position) =>
    decision.to > decision.from ? [{ decision, position, lacks: decision.to - decision.from }] : [],
  );
  const found = new Map<number, PodRecord[]>(ups.map(({ position }) => [position, []]));
  for (const pod of inOrderOfCreation(pods)) {
    const { created } = pod;
    if (created === null || pod.wasThere) continue;
    const made = ups.filter(({ decision }) => decision.at.earliestMs <= created.latestMs);
    const fitting = made.filter(({ lacks, position }) => lacks > 0 && !isOver(decisions, position, created));
    const chosen = fitting[0] ?? made.filter(({ lacks }) => lacks > 0).at(-1);
    if (chosen === undefined) continue;
    chosen.lacks -= 1;
    found.get(chosen.position)?.push(pod);
  }
  return found;
}

function inOrderOfCreation(pods: readonly PodRecord[]): readonly PodRecord[] {
  return [...pods].sort((a, b) => (a.created?.earliestMs ?? 0) - (b.created?.earliestMs ?? 0));
}

/** A later decision came before the pod for certain. */
function isOver(decisions: readonly Decision[], position: number, created: Occurrence): boolean {
  const next = decisions[position + 1];
  return next !== undefined && next.at.latestMs < created.earliestMs;
}

/**
 * When `needed` of a step's pods had come so far. Not recorded where fewer pods than that are known, or none of the record's
 * has this phase.
 */
export function podMark(
  own: readonly PodRecord[],
  all: readonly PodRecord[],
  phase: PodPhase,
  needed: number,
): PhaseMark {
  const seen = own.flatMap((pod) => pod[phase] ?? []);
  const at = nthOf(seen, needed);
  if (at !== null) return seenAt(at);
  const isRecorded = own.length >= needed && all.some((pod) => pod[phase] !== null && !pod.wasThere);
  return isRecorded ? NEVER : NOT_RECORDED;
}

/** Seen then. */
export function seenAt({ earliestMs, latestMs, basis }: Occurrence): PhaseMark {
  return { outcome: 'seen', at: { earliestMs, latestMs }, basis };
}

/** Not in this record, though it would show. */
export const NEVER: PhaseMark = { outcome: 'never', at: null, basis: null };
/** No source tells. */
export const NOT_RECORDED: PhaseMark = { outcome: 'not-recorded', at: null, basis: null };
/** Nothing of the kind had to happen. */
export const NOT_APPLICABLE: PhaseMark = { outcome: 'not-applicable', at: null, basis: null };
