import { prepareThread } from './engine-thread.ts';
import { guardExit } from './exit-guard.ts';
import type { LoadTest, OnTick, RunningTest } from './load-test.ts';
import { startIn } from './test-clock.ts';
import { startWatchdog } from './watchdog.ts';
import { startWorkers } from './worker-pool.ts';

/**
 * Begins a test. When this resolves, its clock runs.
 *
 * @param onTick when it throws, the test is given up, and `done` rejects with what was thrown.
 * @throws {Problem} when the scenario cannot be loaded, or nothing is left of it to do.
 */
export async function startLoadTest(test: LoadTest, onTick: OnTick): Promise<RunningTest> {
  if (test.workers > 1) return startWorkers(test, onTick);
  // Its thread comes up while the scenario is read.
  const watchdog = startWatchdog(test, 'running');
  const release = guardExit(test);
  const end = () => {
    watchdog.end();
    release();
  };
  try {
    const prepared = await prepareThread(test, { index: 0, of: 1 });
    await watchdog.isUp;
    const start = startIn(0);
    const thread = prepared.begin(start, onTick);
    watchdog.watch();
    return {
      startMs: start.startMs,
      stop: () => thread.stop(),
      abort: () => thread.abort(),
      done: thread.done.finally(end),
    };
  } catch (error) {
    end();
    throw error;
  }
}
