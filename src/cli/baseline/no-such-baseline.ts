import { nearestName } from '../../decode/near-name.ts';
import type { Baseline } from '../../model/baseline.ts';
import { Problem } from '../../model/problem.ts';

/** The problem of a name that no baseline has. */
export function noSuchBaseline(name: string, baselines: readonly Baseline[]): Problem {
  const names = baselines.map((baseline) => baseline.name);
  const near = nearestName(name, names);
  const known = names.length === 0 ? 'There are none. ' : `There are: ${names.join(', ')}. `;
  return new Problem('input', 'no-such-baseline', `there is no baseline "${name.slice(0, 100)}"`, {
    fix: near === null ? `${known}Set one with: plimsoll baseline set NAME RUN` : `Did you mean "${near}"?`,
  });
}
