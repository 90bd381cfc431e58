import { Problem } from '../../model/problem.ts';
import type { RunLabel } from '../../model/run.ts';

/** What a run is called, and what is remembered of it. */
export interface RunName {
  readonly label: string;
  /** By key; no key twice, of several values the last. */
  readonly labels: readonly RunLabel[];
  /** Those of which several values were given. */
  readonly repeated: readonly RunLabel[];
}

/**
 * @param given what `--label` was given: texts name the run, keys with values are remembered of it.
 * @param usual what to call the run when no text names it.
 * @throws {Problem} 'contradicting-options' when two texts name it.
 */
export function nameOf(given: readonly (RunLabel | string)[], usual: string): RunName {
  const names = given.filter((label) => typeof label === 'string');
  const pairs = given.filter((label) => typeof label !== 'string');
  if (names.length > 1) {
    const what = `--label names the run twice: "${names[0]}" and "${names[1]}"`;
    throw new Problem('usage', 'contradicting-options', what, {
      fix: 'Name it once; what else is to be remembered has a key: --label commit=4fc0e1a',
    });
  }
  const values = new Map(pairs.map(({ key, value }) => [key, value]));
  const labels = [...values].map(([key, value]): RunLabel => ({ key, value }));
  return {
    label: names[0] ?? usual,
    labels: labels.sort((a, b) => (a.key < b.key ? -1 : 1)),
    repeated: labels.filter(({ key }) => pairs.filter((pair) => pair.key === key).length > 1),
  };
}
