import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../src/engine/load-scenario.ts';
import { writtenFiles } from './written-files.ts';

const page = readFileSync('docs/scenarios.md', 'utf8');
const blocks = [...page.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = '']) => code);
const modules = blocks.filter((code) => code.startsWith('import '));
const parts = blocks.filter((code) => !code.startsWith('import '));

/** What the author of a scenario imports for a part of one. */
const imports = `import {
  arrivalStages, between, check, csvFeed, jsonFeed, rowsFeed, status, type User,
} from 'plimsoll';
export const used = { arrivalStages, between, check, csvFeed, jsonFeed, rowsFeed, status };
`;

/** Messages of the compiler, as a user's editor shows them. */
function complaints(files: readonly string[]): readonly string[] {
  const program = ts.createProgram(files, {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    allowImportingTsExtensions: true,
    types: ['node'],
    typeRoots: [resolve('node_modules/@types')],
    paths: { plimsoll: [resolve('src/scenario/public.ts')] },
  });
  return ts.getPreEmitDiagnostics(program).map(({ messageText, file, start }) => {
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
    return `${file?.fileName}:${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

describe('the TypeScript of docs/scenarios.md', () => {
  it('is right by the types of the library, and so is what "plimsoll init" writes', () => {
    expect([modules.length, parts.length]).toEqual([2, 8]);
    const files = {
      'init.mts': readFileSync('templates/scenario/scenario.ts', 'utf8'),
      ...Object.fromEntries(modules.map((code, i) => [`module-${i}.mts`, code])),
      ...Object.fromEntries(
        parts.map((code, i) => [
          `part-${i}.mts`,
          `${imports}export async function task(user: User<{ last: string }>): Promise<void> {\n${code}}\n`,
        ]),
      ),
    };
    const folder = dirname(writtenFiles(files));
    expect(complaints(Object.keys(files).map((name) => join(folder, name)))).toEqual([]);
  }, 60_000);

  it.each(modules)('loads, where it is a whole scenario: %#', async (code) => {
    const scenario = await loadScenario({ file: writtenFiles({ 'scenario.ts': code }) });
    expect(scenario.host).toBe('http://localhost:8000');
  });
});

it('what "plimsoll init" writes is JavaScript as well', async () => {
  const template = readFileSync('templates/scenario/scenario.ts', 'utf8');
  const scenario = await loadScenario({ file: writtenFiles({ 'scenario.mjs': template }) });
  expect(scenario.name).toBe('items');
});
