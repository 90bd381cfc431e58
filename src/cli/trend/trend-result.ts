import { nearestName } from '../../decode/near-name.ts';
import { Problem } from '../../model/problem.ts';
import type { Result } from '../../model/result.ts';
import type { RunSummary } from '../../model/run-summary.ts';
import { makeTrend } from '../../trend/make-trend.ts';
import type { Io } from '../io.ts';
import type { Progress } from '../progress.ts';
import { toolIdentity } from '../version.ts';
import { withCommits } from './commits-between.ts';
import { readSummaries } from './read-summaries.ts';
import { isMeant, type RunFilter } from './run-filter.ts';

/**
 * The trend over the stored runs that all filters mean.
 *
 * @throws {Problem} 'no-run-in-trend' when none is meant; 'cannot-read' when the store cannot be read.
 */
export async function trendResult(
  store: string,
  filters: readonly RunFilter[],
  io: Io,
  progress: Progress,
): Promise<Result> {
  const { summaries, leftOut } = await readSummaries(store, progress);
  const meant = summaries.filter(({ run }) => filters.every((filter) => isMeant(run, filter)));
  if (meant.length === 0) throw noRun(summaries, filters);
  progress.step('Looking for changes');
  const trend = makeTrend(
    meant,
    filters.map(({ text }) => text),
    leftOut,
  );
  return {
    schema: 'result/1',
    tool: toolIdentity(),
    createdMs: io.now(),
    analyses: [],
    comparison: null,
    trend: await withCommits(trend, { cwd: io.cwd, env: io.env }),
    verdict: null,
  };
}

function noRun(summaries: readonly RunSummary[], filters: readonly RunFilter[]): Problem {
  if (summaries.length === 0) {
    return new Problem('input', 'no-run-in-trend', 'there is no stored run to make a trend of', {
      fix: 'Store runs with plimsoll run or plimsoll import; --store names another store.',
    });
  }
  const asked = filters.map(({ text }) => `"${text}"`).join(' and ');
  const labels = summaries.flatMap(({ run }) => [
    run.label,
    ...run.labels.map(({ key, value }) => `${key}=${value}`),
    ...(run.origin?.git?.branch == null ? [] : [`branch=${run.origin.git.branch}`]),
  ]);
  const near = nearestName(filters[0]?.text ?? '', [...new Set(labels)]);
  const what = `none of ${summaries.length} stored runs is ${asked}`;
  return new Problem('input', 'no-run-in-trend', what, {
    fix: near === null ? 'List what is stored: plimsoll runs list' : `Did you mean "${near}"?`,
  });
}
