import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { checkWritable, writeFileAtomically } from '../../files/write-file.ts';
import { Problem } from '../../model/problem.ts';
import { showText } from '../../report/format.ts';
import type { Io } from '../io.ts';
import { findSettings } from '../settings/find-settings.ts';
import { refuseFolder } from '../target.ts';
import { packageFile } from '../version.ts';

/** The options of `plimsoll init`. */
export interface InitOptions {
  readonly force?: boolean;
  /** False with `--no-settings`. */
  readonly settings?: boolean;
}

const SETTINGS_FILE = 'plimsoll.config.yaml';

const ENDINGS = ['.ts', '.mts', '.js', '.mjs'];

/** Writes the commented scenario, and where there are none yet the settings beside the user. */
export async function initCommand(file: string, options: InitOptions, io: Io): Promise<void> {
  refuseFolder(file, 'the command line');
  if (!ENDINGS.includes(extname(file))) {
    throw new Problem('usage', 'no-scenario-file', `"${file}" is no name of a scenario file`, {
      fix: `Let it end in ${ENDINGS.join(', ')}: plimsoll init scenario.ts`,
    });
  }
  const path = resolve(io.cwd, file);
  await checkWritable(path);
  if (existsSync(path) && !options.force) {
    throw new Problem('usage', 'file-exists', `"${file}" is there already`, {
      fix: `Name another file, or overwrite it: plimsoll init ${file} --force`,
    });
  }
  const template = await readFile(packageFile('templates/scenario/scenario.ts'), 'utf8');
  // A name with a line feed must not leave the comment.
  const shown = showText(file).replaceAll('\n', ' ');
  await writeFileAtomically(
    path,
    template.replace('plimsoll run scenario.ts', () => `plimsoll run ${shown}`),
  );
  io.stdout.write(`${file}\n`);
  if (options.settings !== false) await writeSettings(io);
  io.stderr.write(`Next: plimsoll run ${file} --host http://localhost:8000\n`);
}

/** Settings are the project's: those that are there stay, even when the scenario is overwritten. */
async function writeSettings(io: Io): Promise<void> {
  if (findSettings(undefined, io.cwd) !== null) return;
  const settings = await readFile(packageFile(`templates/scenario/${SETTINGS_FILE}`), 'utf8');
  await writeFileAtomically(resolve(io.cwd, SETTINGS_FILE), settings);
  io.stdout.write(`${SETTINGS_FILE}\n`);
}
