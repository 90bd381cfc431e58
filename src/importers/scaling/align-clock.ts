import type { Run } from '../../model/run.ts';
import type { ClockAlignment, ScalingTimeline } from '../../model/scaling.ts';

/**
 * How long an autoscaler at its defaults takes at most from a load that is too much to its first decision: 15 s until the
 * metric is measured, a window of 30 s, 15 s until it looks (scaling.md 2.1).
 */
const LATEST_DECISION_MS = 60_000;

/**
 * How the record's clock stands to the load generator's. What the user says counts. Else a record keeps what its source
 * measured; and where replicas rose before there was any load, which they cannot, its clock is behind: then it is put where
 * the first decision comes within a minute of the load.
 *
 * @param shiftMs `--clock-shift`; null without.
 */
export function alignClock(run: Run, timeline: ScalingTimeline, shiftMs: number | null): ClockAlignment {
  const { clock } = timeline;
  if (shiftMs !== null) {
    return {
      ...clock,
      shiftMs,
      uncertaintyMs: 0,
      basis: 'given',
      explanation: `${signed(shiftMs)} was added to the record's times, as asked for (--clock-shift).`,
    };
  }
  if (clock.basis !== 'same-clock') return clock;
  const behindMs = leastBehindMs(run, timeline);
  if (behindMs === null) {
    return {
      ...clock,
      explanation:
        "Nothing tells how the record's clock stood to the load generator's: they are taken to agree. State a known difference with --clock-shift.",
    };
  }
  const estimate = behindMs + LATEST_DECISION_MS / 2;
  return {
    ...clock,
    shiftMs: estimate,
    uncertaintyMs: LATEST_DECISION_MS / 2,
    basis: 'overlap',
    explanation: `Replicas rose ${inSeconds(behindMs)} before the load began, so the record's clock was behind the load generator's; ${signed(estimate)} was added to its times (± ${inSeconds(LATEST_DECISION_MS / 2)}). State the true difference with --clock-shift.`,
  };
}

/** How far the first rise of replicas lies before the load at least, in ms; null when it does not. */
function leastBehindMs(run: Run, { replicas }: ScalingTimeline): number | null {
  const loadMs = loadBeganMs(run);
  if (loadMs === null) return null;
  const rises = replicas
    .filter(({ quantity }) => quantity === 'desired')
    .flatMap(({ levels }) =>
      levels.flatMap(({ replicas: to, began }, i) => {
        const from = levels[i - 1]?.replicas;
        return began !== null && from !== undefined && to > from ? [began.latestMs] : [];
      }),
    );
  const firstMs = Math.min(...rises);
  // More than an hour is another matter: a time zone, or another test.
  return firstMs < loadMs && loadMs - firstMs < 3_600_000 ? loadMs - firstMs : null;
}

/** The first users or, where none are recorded, the begin of the run. */
function loadBeganMs({ users, startMs }: Run): number | null {
  if (users === null) return startMs;
  const first = users.users.findIndex((count) => count > 0);
  return users.atMs[first] ?? startMs;
}

function inSeconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}

function signed(ms: number): string {
  return `${ms < 0 ? '−' : '+'}${Math.abs(ms) < 1000 ? `${Math.abs(ms)} ms` : inSeconds(Math.abs(ms))}`;
}
