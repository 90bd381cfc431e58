import type { RunWithAnalysis } from './options.ts';

/** A value of each run of a side in words: once where all agree, 'unknown' where a run has none. */
export function inWords(
  runs: readonly RunWithAnalysis[],
  read: (run: RunWithAnalysis) => string | number | null,
): string {
  return [...new Set(runs.map((run) => String(read(run) ?? 'unknown')))].join(', ');
}

/** Whole seconds below two minutes, else minutes to a tenth. */
export function lengthWords(seconds: number): string {
  return seconds < 120 ? `${Math.round(seconds)} s` : `${(seconds / 60).toFixed(1)} min`;
}
