import { Problem } from '../../model/problem.ts';
import { type ArrivalOptions, arrivalStages, userStages } from '../../scenario/load-builders.ts';
import type { LoadPlan } from '../../scenario/load-plan.ts';

/** The unit of a rate. Everything without it is users. */
const PER_SECOND = /\/\s*s(?![a-z])/gi;

/** Whether stages are of a rate ('10/s@1m', the open model) and not of users ('10@1m'). */
export function areOfRate(stages: string): boolean {
  return stages.search(PER_SECOND) !== -1;
}

/**
 * The load of '10@1m,10..50@2m' (users) or of '10/s@1m,10..50/s@2m' (a rate).
 *
 * @throws {Problem} 'wrong-option-value' when only some of the stages are of a rate; 'invalid-stages' at what cannot be
 *   read; 'invalid-load'.
 */
export function planOfStages(stages: string, options: ArrivalOptions): LoadPlan {
  if (!areOfRate(stages)) return userStages(stages);
  if (!stages.split(',').every(areOfRate)) {
    const what = `--stages holds "${stages}": some stages are of users and some, with /s, of a rate`;
    throw new Problem('usage', 'wrong-option-value', what, {
      fix: 'Write all of them with /s, or none: --stages 10/s@1m,10..50/s@2m',
    });
  }
  // Blanks in the place of the unit: what the parser says of columns stays right.
  return arrivalStages(
    stages.replace(PER_SECOND, (unit) => ' '.repeat(unit.length)),
    options,
  );
}
