import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';

/** A layering check that sees no modules passes; so check what it sees. */
it('the layering check looks at every source file', () => {
  const report = execFileSync('node_modules/.bin/depcruise', ['src', '--output-type', 'json'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const seen = (JSON.parse(report) as { modules: { source: string }[] }).modules.map(
    (module) => module.source,
  );
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  expect(files.length).toBeGreaterThan(50);
  expect(seen).toEqual(expect.arrayContaining(files.map((file) => `src/${file}`)));
});
