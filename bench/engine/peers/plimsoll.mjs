import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Whether a built command line can run tests. */
export function canRun(program) {
  return spawnSync(process.execPath, [program, 'run', '--help'], { encoding: 'utf8' }).stdout.includes(
    '--spawn-rate',
  );
}

/**
 * `plimsoll run` of one of the scenarios beside this folder, with its recording, in a store of its own. `storedRun`
 * gives the run it left there, when it has ended.
 */
export function plimsoll({ folder, scenario, host, runS, load, node = [], program }) {
  const file = fileURLToPath(new URL(`../scenarios/${scenario}.mjs`, import.meta.url));
  const store = mkdtempSync(join(folder, 'store-'));
  const flags = ['--host', host, '--run-time', `${runS}s`, '--seed', '1', '--store', store, '--no-report'];
  const storedRun = () => {
    const files = readdirSync(store).map((entry) => join(store, entry, 'run.json'));
    const found = files.find((path) => existsSync(path));
    if (found === undefined) throw new Error(`plimsoll left no run.json in ${store}`);
    return JSON.parse(readFileSync(found, 'utf8'));
  };
  return {
    name: 'plimsoll',
    command: [process.execPath, ...node, program, 'run', file, ...flags, ...load],
    storedRun,
    verify: () => {
      const run = storedRun();
      const failures = run.endpoints.reduce((sum, endpoint) => sum + endpoint.failures, 0);
      if (failures > 0) throw new Error(`plimsoll reports ${failures} failures`);
    },
  };
}

/** Users of the closed model, all at once or by `perS`. */
export function closed(users, perS = 1000) {
  return ['--users', String(users), '--spawn-rate', String(perS)];
}

/** Arrivals of the open model. */
export function open(perS) {
  return ['--rate', `${perS}/s`];
}
