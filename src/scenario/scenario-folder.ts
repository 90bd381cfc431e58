import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Known to every copy of this module: a scenario may import another copy than the one that loads it. */
const FOLDER = Symbol.for('plimsoll.scenario-folder');

/** Where relative files of feeds are looked for from now on; null for the current folder. */
export function setScenarioFolder(folder: string | null): void {
  Object.assign(globalThis, { [FOLDER]: folder });
}

/** The absolute path of a file that a scenario names: relative to the scenario's folder while it is being loaded. */
export function scenarioFile(file: string | URL): string {
  if (file instanceof URL) return fileURLToPath(file);
  if (isAbsolute(file)) return file;
  const folder: unknown = Reflect.get(globalThis, FOLDER);
  return resolve(typeof folder === 'string' ? folder : process.cwd(), file);
}
