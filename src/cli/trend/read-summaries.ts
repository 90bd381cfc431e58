import { analyseRun } from '../../analysis/analyse-run.ts';
import { Problem } from '../../model/problem.ts';
import type { RunSummary } from '../../model/run-summary.ts';
import type { Trend } from '../../model/trend.ts';
import { keepSummary, keptSummary } from '../../store/run-summaries.ts';
import { loadRun, storedIds } from '../../store/stored-runs.ts';
import { summarise } from '../../trend/summarise.ts';
import type { Progress } from '../progress.ts';
import { toolIdentity } from '../version.ts';

/** The summaries of all stored runs, and which could not be read. */
export interface StoredSummaries {
  readonly summaries: readonly RunSummary[];
  readonly leftOut: Trend['leftOut'];
}

/**
 * Reads the summary of every stored run; where there is none of the run that lies there, the run is analysed, as
 * `plimsoll report` without options does, and its summary kept for the next time. A store that cannot be written to is
 * no reason to fail.
 */
export async function readSummaries(store: string, progress: Progress): Promise<StoredSummaries> {
  const summaries: RunSummary[] = [];
  const leftOut: { id: string; reason: string }[] = [];
  const ids = await storedIds(store);
  for (const [position, id] of ids.entries()) {
    progress.step(`Reading run ${position + 1} of ${ids.length}`);
    try {
      summaries.push(await summaryOf(store, id));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      leftOut.push({ id, reason: error.message });
    }
  }
  return { summaries, leftOut };
}

async function summaryOf(store: string, id: string): Promise<RunSummary> {
  const { version } = toolIdentity();
  const kept = await keptSummary(store, id, version);
  if (kept.summary !== null) return kept.summary;
  const analysis = analyseRun(await loadRun(store, id));
  const summary = summarise(analysis, { runSha256: kept.runSha256, toolVersion: version });
  await keepSummary(store, summary).catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
  });
  return summary;
}
