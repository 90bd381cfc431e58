import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Codes as they stand in the sources: `code: 'x'` of a notice, the second argument of a problem, and named constants. */
function codesInSources(): ReadonlySet<string> {
  const codes = new Set<string>();
  for (const name of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    const text = readFileSync(join('src', name), 'utf8');
    for (const [, code = ''] of text.matchAll(/code: '([a-z0-9-]+)'/g)) codes.add(code);
    for (const [, code = ''] of text.matchAll(/new Problem\(\s*'[a-z]+',\s*'([a-z0-9-]+)'/g)) codes.add(code);
  }
  return codes;
}

it('every code of a notice or problem is in docs/notices.md', () => {
  const page = readFileSync('docs/notices.md', 'utf8');
  const missing = [...codesInSources()].filter((code) => !page.includes(`\`${code}\``));
  expect(missing).toEqual([]);
});

it('docs/notices.md has no code that the sources have not', () => {
  const page = readFileSync('docs/notices.md', 'utf8');
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join('src', name), 'utf8'))
    .join('\n');
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  const codes = rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`([a-z0-9-]+)`/g)].map(([, code = '']) => code),
  );
  expect(codes.length).toBeGreaterThan(50);
  expect(codes.filter((code) => !sources.includes(`'${code}'`))).toEqual([]);
});
