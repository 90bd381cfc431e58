// How often the verdict is wrong: pairs of runs that are the same, and pairs with a known change, from a seeded generator.
//   node bench/simulation/false-alarms.mjs                                    200 identical pairs per process, 300 s long
//   node bench/simulation/false-alarms.mjs --pairs 1000 --seconds 900 --power
// Exits with 1 when more than 5 % of identical pairs are flagged where the method promises fewer (give or take chance).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const folder = mkdtempSync(join(tmpdir(), 'plimsoll-simulation-'));
try {
  const outfile = join(folder, 'simulation.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'simulation.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
  });
  const { simulate } = await import(pathToFileURL(outfile).href);
  process.exitCode = simulate(process.argv.slice(2)) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
