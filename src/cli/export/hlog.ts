import { Problem } from '../../model/problem.ts';
import type { Run } from '../../model/run.ts';
import { histogramLog } from '../../tables/histogram-log.ts';

/** @throws {Problem} 'without-histograms' when the run has none. */
export function hlogLines(run: Run): Iterable<string> {
  const hasHistograms = run.endpoints.some(({ windows }) => windows?.histograms != null);
  if (hasHistograms) return histogramLog(run);
  throw new Problem(
    'input',
    'without-histograms',
    `a log of histograms needs every response time, and ${run.source.tool} left percentiles only`,
    { fix: 'Export a run of "plimsoll run", or one whose request log was imported; or take --to xlsx.' },
  );
}
