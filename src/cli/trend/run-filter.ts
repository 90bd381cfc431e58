import type { RunHeader } from '../../model/analysis.ts';
import { Problem } from '../../model/problem.ts';

/** The shortest beginning of a commit that names it. */
const SHORTEST_COMMIT = 4;

/** One condition on the runs of a trend: a label, or what a key has to be. */
export interface RunFilter {
  /** Null: the run's own label. */
  readonly key: string | null;
  readonly value: string;
  /** As it was written. */
  readonly text: string;
}

/**
 * A filter as the command line takes it: 'checkout' is the label of runs, 'branch=main' what a key has to be.
 *
 * @throws {Problem} 'wrong-option-value' for a key without a name.
 */
export function parseRunFilter(text: string): RunFilter {
  const at = text.indexOf('=');
  if (at === -1) return { key: null, value: text, text };
  const key = text.slice(0, at).trim();
  if (key !== '') return { key, value: text.slice(at + 1).trim(), text };
  throw new Problem('usage', 'wrong-option-value', `--trend holds "${text}", expected LABEL or KEY=VALUE`, {
    fix: 'Write for example: --trend branch=main',
  });
}

/**
 * Whether a run is meant: by its label, or by a key that the user gave it, else by what is known of it (branch, commit
 * or its beginning, host, tool).
 */
export function isMeant(run: RunHeader, { key, value }: RunFilter): boolean {
  if (key === null) return run.label === value;
  const given = run.labels.find((label) => label.key === key);
  if (given !== undefined) return given.value === value;
  const { git } = run.origin ?? { git: null };
  if (key === 'branch') return git?.branch === value;
  if (key === 'commit') return value.length >= SHORTEST_COMMIT && (git?.commit.startsWith(value) ?? false);
  if (key === 'host') return run.source.host === value;
  return key === 'tool' && run.source.tool === value;
}
