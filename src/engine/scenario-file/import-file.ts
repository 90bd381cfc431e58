import { dirname } from 'node:path';
import type { JitiOptions, TransformOptions } from 'jiti';
import { setScenarioFolder } from '../../scenario/scenario-folder.ts';
import { syntaxProblem } from './syntax-problem.ts';
import { rememberTransformed } from './transformed-files.ts';
import { refuseUnknownImports } from './unknown-imports.ts';

/** One after the other: while a file is imported, feeds are looked for in its folder. */
let previous: Promise<unknown> = Promise.resolve();

/**
 * Runs a TypeScript or JavaScript file, with what it imports, and gives what it exports. In it, 'plimsoll' is this
 * copy of the library. Every call runs the file and its imports anew.
 *
 * @param file absolute.
 * @throws {Problem} 'scenario-syntax'; and whatever the file throws.
 */
export function importFile(file: string): Promise<unknown> {
  const imported = previous.then(() => importNow(file));
  previous = imported.catch(() => undefined);
  return imported;
}

async function importNow(file: string): Promise<unknown> {
  // jiti and Babel are 1.7 MB: only those pay who load a file.
  const [{ createJiti }, library] = await Promise.all([
    import('jiti/static'),
    import('../../scenario/public.ts'),
  ]);
  // Its own environment variables do not count: a scenario is the same for everybody.
  const fixed: JitiOptions = {
    fsCache: false,
    moduleCache: false,
    debug: false,
    sourceMaps: false,
    interopDefault: true,
    alias: {},
    nativeModules: [],
    transformModules: [],
    tryNative: false,
    jsx: false,
    tsconfigPaths: false,
  };
  const babel = createJiti(file, fixed);
  const transform = (options: TransformOptions) => ({
    code: transformed(options, (mapped) => babel.transform(mapped), Object.keys(library)),
  });
  const jiti = createJiti(file, { ...fixed, transform, virtualModules: { plimsoll: { ...library } } });
  setScenarioFolder(dirname(file));
  try {
    return await jiti.import(file);
  } finally {
    setScenarioFolder(null);
  }
}

function transformed(
  options: TransformOptions,
  transform: (options: TransformOptions) => string,
  exported: readonly string[],
): string {
  const { source, filename } = options;
  if (filename === undefined) return transform(options);
  const map = { sourceMaps: 'inline', sourceFileName: filename };
  const code = transform({ ...options, babel: { ...options.babel, ...map } });
  throwWhenBroken(code, source, filename);
  refuseUnknownImports({ file: filename, source, code, exported });
  return rememberTransformed(filename, code);
}

/** What jiti gives instead of code when Babel cannot read a file. */
const BROKEN = 'exports.__JITI_ERROR__ = ';

function throwWhenBroken(code: string, source: string, file: string): void {
  if (!code.startsWith(BROKEN)) return;
  const error: unknown = JSON.parse(code.slice(BROKEN.length));
  const of = (key: string): unknown =>
    typeof error === 'object' && error !== null ? Reflect.get(error, key) : null;
  throw syntaxProblem({
    file,
    source,
    line: Number(of('line') ?? 0),
    // Babel counts columns from 0.
    column: Number(of('column') ?? 0) + 1,
    message: String(of('message') ?? ''),
  });
}
