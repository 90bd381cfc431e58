import { Problem } from '../model/problem.ts';
import type { BaselineInStore, MissingRun } from './baseline-runs.ts';

/** More are not named. */
const MOST_NAMED = 5;

/** 'the store lacks 2 of the 5 runs of baseline "main": 0a1b2c3d4e5f "nightly" of 22 Nov 2026, …' */
export function missingRunsWords({ baseline, missing }: BaselineInStore): string {
  const named = missing.slice(0, MOST_NAMED).map(missingRunWords);
  const more = missing.length > MOST_NAMED ? `, and ${missing.length - MOST_NAMED} more` : '';
  const all = baseline.runs.length;
  const count =
    missing.length === all
      ? all === 1
        ? 'the run'
        : `all ${all} runs`
      : `${missing.length} of the ${all} runs`;
  return `the store lacks ${count} of baseline "${baseline.name}": ${named.join(', ')}${more}`;
}

/** What remains of a baseline, and how to make it whole or smaller. */
export function repairWords({ baseline, present }: BaselineInStore): string {
  const bring =
    'Bring their folders back into the store, or import their files again: the same files give the same id.';
  if (present.length === 0)
    return `${bring} Or remove the baseline: plimsoll baseline unset ${baseline.name}`;
  const rest = present.map(({ id }) => id);
  return `${bring} Or go on with the ${rest.length} that remain: plimsoll baseline set ${baseline.name} ${rest.join(' ')}`;
}

/** The problem of a baseline whose runs are gone. */
export function missingRunsProblem(inStore: BaselineInStore): Problem {
  return new Problem('input', 'baseline-incomplete', missingRunsWords(inStore), {
    fix: repairWords(inStore),
  });
}

/** '0a1b2c3d4e5f "nightly" of 2026-11-22' */
export function missingRunWords({ id, label, startMs, isDamaged }: MissingRun): string {
  const day = startMs === null ? '' : ` of ${new Date(startMs).toISOString().slice(0, 10)}`;
  return `${id} "${label.slice(0, 60)}"${day}${isDamaged ? ', which cannot be read' : ''}`;
}
