import { readFile } from 'node:fs/promises';
import { extname, relative } from 'node:path';
import { unreadable } from '../../decode/file-problem.ts';
import { checkSettings, type LineOf } from '../../decode/settings/check-settings.ts';
import { Problem } from '../../model/problem.ts';
import type { Settings } from '../../model/settings.ts';

/** A settings file that was read. */
export interface ReadSettings {
  readonly settings: Settings;
  /** As it is named in messages. */
  readonly file: string;
  readonly lineOf: LineOf;
}

/**
 * Reads a settings file: YAML, JSON, or a program that exports settings as its default.
 *
 * @param path absolute.
 * @throws {Problem} 'invalid-settings', 'settings-threw', 'cannot-read', 'scenario-syntax'.
 */
export async function readSettings(path: string, cwd: string): Promise<ReadSettings> {
  const file = shown(path, cwd);
  if (!['.yaml', '.yml', '.json'].includes(extname(path))) return fromProgram(path, file);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw unreadable(file, error);
  });
  const { readYaml } = await import('../../decode/settings/read-yaml.ts');
  const { value, lineOf } = readYaml(text, file);
  return { settings: checkSettings(value, file, lineOf), file, lineOf };
}

async function fromProgram(path: string, file: string): Promise<ReadSettings> {
  const { importFile } = await import('../../engine/scenario-file/import-file.ts');
  const exported = await importFile(path).catch(async (error: unknown) => {
    throw error instanceof Problem ? error : await thrown(error, path, file);
  });
  const names = typeof exported === 'object' && exported !== null ? Object.keys(exported) : [];
  if (!names.includes('default')) {
    throw new Problem('usage', 'invalid-settings', 'the settings file has no default export', {
      where: { file },
      fix: 'Write "export default defineSettings({ … })".',
    });
  }
  const lineOf = () => null;
  const value: unknown = await Reflect.get(Object(exported), 'default');
  return { settings: checkSettings(value, file, lineOf), file, lineOf };
}

async function thrown(error: unknown, path: string, file: string): Promise<Problem> {
  const { describeError, placeOfError } = await import('../../engine/scenario-file/place-of-error.ts');
  const place = placeOfError(error, path);
  const what = `the settings could not be loaded: ${describeError(error)}`;
  return new Problem('usage', 'settings-threw', what, {
    where: place === null ? { file } : { file, line: place.line },
    cause: error,
    fix: 'Correct that line, or what it calls.',
  });
}

function shown(path: string, cwd: string): string {
  const inside = relative(cwd, path);
  return inside.startsWith('..') && inside.split('..').length > 4 ? path : inside;
}
