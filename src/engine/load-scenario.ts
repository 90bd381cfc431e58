import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname } from 'node:path';
import { systemErrorCode, unreadable } from '../decode/file-problem.ts';
import { nearestName } from '../decode/near-name.ts';
import { Problem } from '../model/problem.ts';
import { checkScenario } from '../scenario/define-scenario.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { ScenarioReference } from './load-test.ts';
import { importFile } from './scenario-file/import-file.ts';
import { describeError, placeOfError } from './scenario-file/place-of-error.ts';
import { shownFile } from './scenario-file/shown-file.ts';
import { engineSyntaxProblem } from './scenario-file/syntax-problem.ts';

export { placeOfError, tracebackOf } from './scenario-file/place-of-error.ts';

const extensions = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'];

/**
 * A scenario of ours, or the one that a file exports: as its default, as `module.exports`, or as `scenario`. A file
 * is run anew each time.
 *
 * @throws {Problem} 'no-such-file', 'cannot-read', 'no-scenario', 'scenario-syntax', 'scenario-threw', and what is
 *   wrong in the scenario itself, such as 'invalid-scenario' or 'invalid-feed'; with file and line.
 */
export async function loadScenario(reference: ScenarioReference): Promise<Scenario> {
  if ('builtIn' in reference) return (await import('../scenario/chatbot.ts')).chatbot;
  const { file } = reference;
  await checkFile(file);
  return checkExported(file, exportedScenario(file, await importScenario(file)));
}

async function importScenario(file: string): Promise<unknown> {
  try {
    return await importFile(file);
  } catch (error) {
    throw loadingProblem(error, file);
  }
}

async function checkFile(file: string): Promise<void> {
  const status = await stat(file).catch(async (error: unknown) => {
    throw systemErrorCode(error) === 'ENOENT' ? await missing(file) : unreadable(shownFile(file), error);
  });
  if (status.isFile() && extensions.includes(extname(file))) return;
  throw new Problem(
    'input',
    'no-scenario',
    `"${shownFile(file)}" is ${status.isFile() ? 'no TypeScript or JavaScript file' : 'no file'}`,
    { fix: 'Name a scenario in a .ts or .js file; "plimsoll init" writes one.' },
  );
}

async function missing(file: string): Promise<Problem> {
  const siblings = await readdir(dirname(file)).catch(() => []);
  const near = nearestName(basename(file), siblings);
  return new Problem('input', 'no-such-file', `there is no file "${shownFile(file)}"`, {
    fix:
      near === null
        ? 'Check the path; "plimsoll init" writes a scenario to begin with.'
        : `Did you mean "${near}"?`,
  });
}

/** The part of what a file exports that is meant to be the scenario. */
function exportedScenario(file: string, exported: unknown): unknown {
  const names = typeof exported === 'object' && exported !== null ? Object.keys(exported) : [];
  const of = (name: string): unknown => Reflect.get(Object(exported), name);
  if (names.includes('default')) return of('default');
  if (names.includes('scenario')) return of('scenario');
  // Of module.exports, jiti gives a copy of the top and the original as its default.
  if (names.includes('users') || names.length === 0) return of('default') ?? exported;
  throw new Problem('input', 'no-scenario', `"${shownFile(file)}" has no default export`, {
    fix: `Write "export default defineScenario({ … })". It exports ${names.join(', ')}.`,
  });
}

function checkExported(file: string, value: unknown): Scenario {
  const wrong = notAScenario(value);
  if (wrong !== null) {
    throw new Problem('input', 'no-scenario', `the export of "${shownFile(file)}" is ${wrong.is}`, {
      fix: wrong.fix,
    });
  }
  try {
    return checkScenario(value);
  } catch (error) {
    throw loadingProblem(error, file);
  }
}

function notAScenario(value: unknown): { readonly is: string; readonly fix: string } | null {
  const fix = 'Write "export default defineScenario({ … })".';
  if (typeof value === 'function')
    return { is: 'a function', fix: 'Export the scenario itself, not what makes it.' };
  if (typeof value !== 'object' || value === null) return { is: `no scenario but ${String(value)}`, fix };
  if (typeof Reflect.get(value, 'then') === 'function') {
    return { is: 'a promise', fix: 'Export what it becomes: "export default await …".' };
  }
  return Object.keys(value).length === 0 ? { is: 'empty', fix } : null;
}

/** What went wrong while the file ran, with the place in the user's own files. */
function loadingProblem(error: unknown, file: string): Problem {
  const place = placeOfError(error, file);
  const at = place === null ? { file: shownFile(file) } : { file: shownFile(place.file), line: place.line };
  if (error instanceof Problem) {
    const where = error.where?.file === undefined ? { ...error.where, ...at } : error.where;
    const fix = error.fix === undefined ? {} : { fix: error.fix };
    return new Problem(error.kind, error.code, error.message, { where, cause: error, ...fix });
  }
  if (error instanceof SyntaxError && place === null) return engineSyntaxProblem(error);
  return new Problem(
    'input',
    'scenario-threw',
    `the scenario could not be loaded: ${describeError(error)}${place === null ? '' : ` (column ${place.column})`}`,
    { where: at, cause: error, fix: 'Correct that line, or what it calls.' },
  );
}
