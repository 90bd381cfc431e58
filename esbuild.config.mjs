import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const OUT = 'dist';
const FONT_PACKAGE = 'node_modules/@fontsource-variable/inter';
const FONT = 'inter-latin-wght-normal.woff2';
const STARTERS = ['src/engine/new-worker.ts', 'src/report/charts/draw.ts'];
/** The licences of what jiti was bundled with by its authors, where they are not the MIT licence. */
const LICENCES_INSIDE_JITI = new Map([['semver', 'ISC']]);

await clean();
const { metafile } = await build({
  entryPoints: [
    'src/index.ts',
    'src/cli/main.ts',
    'src/report/charts/draw-worker.ts',
    'src/engine/worker.ts',
    'src/frames/frames.ts',
  ],
  // People who want DataFrames install it beside: it is forty times as large as all the rest.
  external: ['danfojs-node'],
  outdir: OUT,
  outbase: 'src',
  bundle: true,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  metafile: true,
  // As seen from a chunk, where the code that starts it ends up.
  define: {
    BUNDLED_DRAW_WORKER: JSON.stringify('../report/charts/draw-worker.js'),
    BUNDLED_ENGINE_WORKER: JSON.stringify('../engine/worker.js'),
  },
  plugins: [withoutCanvas(), withBinaryLlhttp()],
  // Packages in CommonJS call require, which a module does not have.
  banner: {
    js: "import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);",
  },
  logLevel: 'warning',
});
checkStarters(metafile);
await copyFile(join(FONT_PACKAGE, 'files', FONT), join(OUT, FONT));
await writeFile(join(OUT, 'THIRD_PARTY_LICENSES.txt'), await notices(metafile));

/** vega looks for this native package to paint pictures. We write SVG, and load no native code that happens to be near. */
function withoutCanvas() {
  return {
    name: 'without-canvas',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^canvas$/ }, () => ({ path: 'canvas', namespace: 'nothing' }));
      onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: '' }));
    },
  };
}

/** undici has llhttp as text that its code decodes; as a module's default export it would be copied byte by byte. */
function withBinaryLlhttp() {
  return {
    name: 'binary-llhttp',
    setup({ onLoad }) {
      const filter = /undici[\\/]lib[\\/]llhttp[\\/]llhttp-wasm\.js$/;
      onLoad({ filter }, ({ path }) => ({ contents: createRequire(path)(path), loader: 'binary' }));
    },
  };
}

/** What starts a worker has to be in a chunk: seen from an entry, the worker would be elsewhere. */
function checkStarters({ outputs }) {
  for (const [output, { inputs }] of Object.entries(outputs)) {
    const starter = STARTERS.find((file) => file in inputs);
    if (starter === undefined || output.startsWith(`${OUT}/chunks/`)) continue;
    throw new Error(`${starter} ended up in ${output}, from where it does not find its worker.`);
  }
}

/** Leaves the type declarations, which tsc has just written. */
async function clean() {
  for (const name of await readdir(OUT).catch(() => [])) {
    if (name !== 'types') await rm(join(OUT, name), { recursive: true });
  }
}

/** Name, version and licence text of every package of which something is in the bundle. */
async function notices({ outputs }) {
  const folders = new Set([FONT_PACKAGE]);
  for (const { inputs } of Object.values(outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
      if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
    }
  }
  const entries = await Promise.all([...folders].sort().map(notice));
  return `plimsoll contains parts of these packages.\n\n${entries.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

async function notice(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined && license === undefined) {
    throw new Error(`${name} ${version} in ${dirname(folder)} states no licence: it cannot be bundled.`);
  }
  const text =
    file === undefined ? 'The package brings no licence text.' : await readFile(join(folder, file), 'utf8');
  const inside = name === 'jiti' ? await insideJiti(folder) : '';
  return `${name} ${version} (${license})\n\n${text.trim()}\n${inside}`;
}

/** jiti comes as two bundles of its own, in which the paths of the packages in them are left. */
async function insideJiti(folder) {
  const bundles = ['dist/jiti.cjs', 'dist/babel.cjs'].map((file) => readFile(join(folder, file), 'utf8'));
  const found = new Set();
  for (const text of await Promise.all(bundles)) {
    for (const [, name, version] of text.matchAll(/\.pnpm\/(@?[\w.+-]+)@(\d[\w.-]*?)(?:_@|\/)/g)) {
      const packageName = name.replace('+', '/');
      found.add(`${packageName} ${version} (${LICENCES_INSIDE_JITI.get(packageName) ?? 'MIT'})`);
    }
  }
  if (found.size === 0) throw new Error('jiti no longer tells what is in it: look up its licences anew.');
  return `\njiti has parts of these packages in it:\n\n${[...found].sort().join('\n')}\n`;
}
