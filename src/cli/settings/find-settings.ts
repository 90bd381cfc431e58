import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Problem } from '../../model/problem.ts';

/** What a settings file is called. */
const NAMES = ['yaml', 'yml', 'json', 'ts', 'mts', 'js', 'mjs'].map((ending) => `plimsoll.config.${ending}`);
/** A folder with one of these is the root of a project: nothing above it is looked at. */
const ROOTS = ['.git', 'package.json'];

/**
 * The settings file of a folder: in it, or in one above it up to the root of the project. Without a project only the
 * folder itself counts, since a settings file may be a program and whoever writes above is not known.
 *
 * @param named what --config says, if anything.
 * @returns absolute; null where there is none.
 * @throws {Problem} 'no-such-settings'; 'several-settings' when a folder has two.
 */
export function findSettings(named: string | undefined, cwd: string): string | null {
  if (named !== undefined) return namedSettings(named, cwd);
  for (const folder of foldersUpToRoot(cwd)) {
    const [first, second] = NAMES.filter((name) => isFile(join(folder, name)));
    if (first !== undefined && second !== undefined) throw several(folder, first, second);
    if (first !== undefined) return join(folder, first);
  }
  return null;
}

function namedSettings(named: string, cwd: string): string {
  const file = resolve(cwd, named);
  if (isFile(file)) return file;
  throw new Problem('usage', 'no-such-settings', `there is no settings file "${named}"`, {
    fix: 'Check the path of --config; "plimsoll init" writes a settings file to begin with.',
  });
}

function foldersUpToRoot(cwd: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    folders.push(folder);
    if (ROOTS.some((name) => existsSync(join(folder, name)))) return folders;
    if (dirname(folder) === folder) return folders.slice(0, 1);
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function several(folder: string, first: string, second: string): Problem {
  return new Problem('usage', 'several-settings', `"${basename(folder)}" has both ${first} and ${second}`, {
    fix: `Keep one of them, or name it: --config ${first}`,
  });
}
