import { writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadScenario, placeOfError, tracebackOf } from '../../src/engine/load-scenario.ts';
import { Problem } from '../../src/model/problem.ts';
import { type Scenario, taskOf, type User } from '../../src/scenario/scenario.ts';
import { writtenFiles } from '../scenario/written-files.ts';

async function problemOf(file: string): Promise<Problem> {
  const error = await loadScenario({ file }).catch((thrown: unknown) => thrown);
  if (!(error instanceof Problem)) throw error;
  return error;
}

/** Runs the only task of the only user type, which is expected to throw. */
async function errorOfTask(scenario: Scenario): Promise<unknown> {
  const task = Object.values(Object.values(scenario.users)[0]?.tasks ?? {})[0];
  // The tasks of these tests ask nothing of their user.
  if (task === undefined) throw new Error('there is no task');
  return taskOf(task)
    .run({} as User)
    .then(
      () => null,
      (error: unknown) => error,
    );
}

const plain = `{ name: 'plain', users: { one: { tasks: { home: { run: async () => {} } } } } }`;

describe('a scenario is loaded', () => {
  it('from TypeScript, with the library by its name and files beside it', async () => {
    const file = writtenFiles({
      'shop.ts': `
        import { between, csvFeed, defineScenario, type Scenario } from 'plimsoll';
        import { names } from './lib/names.ts';
        interface Row { readonly account: string }
        const feed = csvFeed<Row>('accounts.csv');
        const tasks: Record<string, { run: () => Promise<void> }> = {};
        for (const name of names) tasks[name] = { run: async () => {} };
        const scenario: Scenario = { name: feed.rows[0]!.account, users: { one: { thinkTime: between('1s', '2s'), tasks } } };
        export default defineScenario(scenario);`,
      'lib/names.ts': `export const names = ['a', 'b'] as const;`,
      'accounts.csv': 'account\nalice\n',
    });
    const scenario = await loadScenario({ file });
    expect(scenario.name).toBe('alice');
    expect(Object.keys(scenario.users['one']?.tasks ?? {})).toEqual(['a', 'b']);
  });

  it.each([
    ['plain.mjs', `export default ${plain};`],
    ['plain.js', `export const scenario = ${plain};`],
    ['plain.mts', `const waited = await Promise.resolve(${plain}); export default waited;`],
    ['plain.cjs', `module.exports = ${plain};`],
    [
      'plain.js',
      `const { defineScenario } = require('plimsoll'); module.exports = defineScenario(${plain});`,
    ],
    ['plain.cts', `import { defineScenario } from 'plimsoll'; export = defineScenario(${plain});`],
    ['plain.ts', `exports.default = ${plain};`],
  ])('from %s: %s', async (name, text) => {
    expect((await loadScenario({ file: writtenFiles({ [name]: text }) })).name).toBe('plain');
  });

  it('anew each time, and a file that it imports twice once', async () => {
    const file = writtenFiles({
      'fresh.ts': `
        import { count } from './count.ts';
        import { again } from './again.ts';
        export default { name: \`\${count.value} \${count === again}\`, users: ${plain}.users };`,
      'again.ts': `export { count as again } from './count.ts';`,
      'count.ts': `export const count = { value: 1 };`,
    });
    expect((await loadScenario({ file })).name).toBe('1 true');
    writeFileSync(join(dirname(file), 'count.ts'), 'export const count = { value: 2 };');
    expect((await loadScenario({ file })).name).toBe('2 true');
  });

  it('with the feeds of its own folder, when several are loaded at once', async () => {
    const files = ['first', 'second', 'third'].map((name) =>
      writtenFiles({
        'feed.ts': `
          import { csvFeed } from 'plimsoll';
          await new Promise((resolve) => setTimeout(resolve, 5));
          export default { name: csvFeed('who.csv').rows[0].who, users: ${plain}.users };`,
        'who.csv': `who\n${name}\n`,
      }),
    );
    const scenarios = await Promise.all(files.map((file) => loadScenario({ file })));
    expect(scenarios.map(({ name }) => name)).toEqual(['first', 'second', 'third']);
  });

  it('of ours by name', async () => {
    expect((await loadScenario({ builtIn: 'chatbot' })).name).toBe('chatbot');
  });

  it('that "plimsoll init" writes', async () => {
    const scenario = await loadScenario({ file: resolve('templates/scenario/scenario.ts') });
    expect(Object.keys(scenario.users)).toEqual(['visitor']);
    expect(scenario.load?.stages).toHaveLength(3);
  });
});

describe('a scenario cannot be loaded', () => {
  it('when there is no such file', async () => {
    const file = writtenFiles({ 'scenario.ts': `export default ${plain};` });
    const problem = await problemOf(join(dirname(file), 'scenaro.ts'));
    expect(problem).toMatchObject({ code: 'no-such-file', fix: 'Did you mean "scenario.ts"?' });
  });

  it('when it is another kind of file', async () => {
    const problem = await problemOf(writtenFiles({ 'locustfile.py': 'import locust' }));
    expect(problem.code).toBe('no-scenario');
    expect(problem.message).toContain('locustfile.py" is no TypeScript or JavaScript file');
  });

  it('when its text is broken: the line, the column and the line itself', async () => {
    const file = writtenFiles({ 'broken.ts': `import 'node:fs';\n\nexport default { a: , };\n` });
    const problem = await problemOf(file);
    expect(problem).toMatchObject({ code: 'scenario-syntax', where: { file, line: 3, column: '21' } });
    expect(problem.message).toBe(
      'syntax error: Unexpected token, in column 21 of this line: export default { a: , };',
    );
  });

  it('when the text of a file that it imports is broken', async () => {
    const file = writtenFiles({
      'ok.ts': `import './bad.ts';\nexport default {};`,
      'bad.ts': `\nconst x == 1;`,
    });
    expect(await problemOf(file)).toMatchObject({ where: { file: join(dirname(file), 'bad.ts'), line: 2 } });
  });

  it('when Node cannot read what Babel can', async () => {
    const file = writtenFiles({ 'pattern.ts': `const a: number = 1;\nexport default { b: /(/ };` });
    const problem = await problemOf(file);
    expect(problem).toMatchObject({ code: 'scenario-syntax', where: { file, line: 2 } });
    expect(problem.message).toContain('Unterminated group');
  });

  it('when it throws: where, in the file as it was written', async () => {
    const file = writtenFiles({
      'throws.ts': `interface Shape {\n  readonly a: number;\n}\nconst shape = null as unknown as Shape;\n\nexport default { name: shape.a };`,
    });
    const problem = await problemOf(file);
    expect(problem).toMatchObject({ code: 'scenario-threw', where: { file, line: 6 } });
    expect(problem.message).toContain("TypeError: Cannot read properties of null (reading 'a') (column 30)");
  });

  it('when a call of ours is wrong: the line of the call', async () => {
    const file = writtenFiles({
      'wrong.ts': `import { between } from 'plimsoll';\n\nexport const wait = between('1', '3s');`,
    });
    const problem = await problemOf(file);
    expect(problem).toMatchObject({ code: 'invalid-scenario', where: { file, line: 3 } });
    expect(problem.message).toBe('the time "1" in between(…) cannot be read');
  });

  it('when it calls something that the library has not', async () => {
    const file = writtenFiles({
      'typo.ts': `import { betwen } from 'plimsoll';\nexport const wait = betwen('1s', '3s');`,
    });
    expect(await problemOf(file)).toMatchObject({
      code: 'invalid-scenario',
      message: 'plimsoll exports no "betwen"',
      where: { file, line: 1 },
      fix: 'Did you mean "between"?',
    });
  });

  it('when a file that it imports is missing', async () => {
    const file = writtenFiles({ 'lonely.ts': `import './friend.ts';\nexport default ${plain};` });
    const problem = await problemOf(file);
    expect(problem.code).toBe('scenario-threw');
    expect(problem.message).toContain("Cannot find module './friend.ts'");
  });

  it.each([
    ['has no default export', `export const a = 1;`],
    ['is a function', `export default () => 1;`],
    ['is a promise', `export default Promise.resolve(${plain});`],
    ['is empty', ``],
    ['is no scenario but 12', `export default 12;`],
  ])('when its export %s', async (reason, text) => {
    const problem = await problemOf(writtenFiles({ 'export.ts': text }));
    expect(problem.code).toBe('no-scenario');
    expect(problem.message).toContain(reason);
  });

  it('when what it exports is no right scenario', async () => {
    const file = writtenFiles({ 'keys.ts': `export default { name: 'x', user: {} };` });
    const problem = await problemOf(file);
    expect(problem).toMatchObject({ code: 'invalid-scenario', where: { file } });
    expect(problem.message).toBe('the scenario has an unknown key "user"');
  });
});

describe('an error of a task', () => {
  const text = `import { helper } from './lib/helper.ts'; interface A { readonly b: string }
type Long = {
  readonly c: number;
};
export default { name: 'x', users: { one: { tasks: { buy: {
  run: async (user: A) => {
    const wait = 1 as number;   await null;

    helper(null as unknown as Long);
  },
} } } } };`;
  const helper = `export function helper(value: { c: number }): number {\n\n  if (value !== undefined) {\n        return value.c; }\n  return 1;\n}\n`;

  it('is placed by line and column of the TypeScript that was written', async () => {
    const file = writtenFiles({ 'shop.ts': text, 'lib/helper.ts': helper });
    const error = await errorOfTask(await loadScenario({ file }));
    expect(placeOfError(error, file)).toEqual({
      file: join(dirname(file), 'lib/helper.ts'),
      line: 4,
      column: 22,
    });
    expect(tracebackOf(error, file).split('\n')).toEqual([
      "TypeError: Cannot read properties of null (reading 'c')",
      '    at helper (lib/helper.ts:4:22)',
      // Babel writes the call of an import as (0, helper)(…), which V8 places at its second bracket.
      '    at Object.run (shop.ts:9:11)',
    ]);
  });

  it('is placed in the first line, where jiti writes something before it', async () => {
    const file = writtenFiles({
      'one.ts': `export default { name: 'x', users: { a: { tasks: { b: { run: async (): Promise<void> => { throw new Error('here'); } } } } } };`,
    });
    const error = await errorOfTask(await loadScenario({ file }));
    expect(placeOfError(error, file)).toEqual({ file, line: 1, column: 97 });
  });

  it('has no place when it is no error, or comes from elsewhere', async () => {
    const file = writtenFiles({ 'a.ts': `export default ${plain};` });
    await loadScenario({ file });
    expect(placeOfError('a text', file)).toBeNull();
    expect(placeOfError(new Error('ours'), file)).toBeNull();
    expect(tracebackOf('a text', file)).toBe('thrown: a text');
    expect(tracebackOf(new Error('ours'), file)).toBe('Error: ours');
  });
});
