import { listRuns } from '../store/stored-runs.ts';
import type { Io } from './io.ts';
import { originOfImport } from './origin/origin.ts';
import type { ReadRun } from './read-files.ts';

/**
 * Runs that were just read, with what is known of them besides their files: what the store has of a run it holds
 * already, else where they are imported. A recording of our own brings that itself.
 */
export async function asDescribed(
  runs: readonly ReadRun[],
  store: string,
  io: Pick<Io, 'cwd' | 'env'>,
): Promise<readonly ReadRun[]> {
  const stored = new Map((await listRuns(store)).runs.map((run) => [run.id, run]));
  const origin = await originOfImport(io);
  return runs.map(({ run, sources }) => {
    const known = stored.get(run.id);
    if (known !== undefined) {
      const { label, labels } = known;
      return { run: { ...run, label, labels, origin: known.origin ?? run.origin }, sources };
    }
    return { run: run.source.kind === 'engine' ? run : { ...run, origin }, sources };
  });
}
