import { nearestName } from '../../decode/near-name.ts';
import { Problem } from '../../model/problem.ts';
import { shownFile } from './shown-file.ts';

/** What Babel makes of an import of ours: `var _plimsoll = await jitiImport("plimsoll")`, and then `_plimsoll.json`. */
const IMPORTED = /\b(?:var|const) (_plimsoll\d*) = [^;\n]*?\("plimsoll"\)/g;

/**
 * Refuses names that a file imports from 'plimsoll', uses, and that do not exist there: else they are undefined, and the
 * error is about something that is no function.
 *
 * @param imported.code as Babel has made it of the source.
 * @param imported.exported what there is.
 * @throws {Problem} 'invalid-scenario', with the line of the import and the name that was most likely meant.
 */
export function refuseUnknownImports(imported: {
  readonly file: string;
  readonly source: string;
  readonly code: string;
  readonly exported: readonly string[];
}): void {
  const { file, source, code, exported } = imported;
  for (const [, variable = ''] of code.matchAll(IMPORTED)) {
    for (const [, name = ''] of code.matchAll(new RegExp(`\\(0, ${variable}\\.([\\w$]+)\\)`, 'g'))) {
      if (!exported.includes(name)) throw unknownImport(name, file, source, exported);
    }
  }
}

function unknownImport(name: string, file: string, source: string, exported: readonly string[]): Problem {
  const near = nearestName(name, exported);
  const line = source
    .split('\n')
    .findIndex((text) => new RegExp(`\\b${name.replaceAll('$', '\\$')}\\b`).test(text));
  return new Problem('input', 'invalid-scenario', `plimsoll exports no "${name}"`, {
    where: { file: shownFile(file), ...(line === -1 ? {} : { line: line + 1 }) },
    fix: near === null ? `It exports ${exported.join(', ')}.` : `Did you mean "${near}"?`,
  });
}
