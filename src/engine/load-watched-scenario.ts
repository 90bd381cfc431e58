import type { Scenario } from '../scenario/scenario.ts';
import { loadScenario } from './load-scenario.ts';
import type { Watched } from './stuck.ts';
import { startWatchdog } from './watchdog.ts';

/**
 * Loads a scenario; a file that loops without end while it is loaded ends the process, which says where.
 *
 * @throws {Problem} as `loadScenario` does.
 */
export async function loadWatchedScenario(watched: Watched): Promise<Scenario> {
  if (!('file' in watched.scenario)) return loadScenario(watched.scenario);
  const watchdog = startWatchdog(watched, 'loading');
  try {
    await watchdog.isUp;
    watchdog.watch();
    return await loadScenario(watched.scenario);
  } finally {
    watchdog.end();
  }
}
