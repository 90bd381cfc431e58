import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../process.mjs';

/** Builds the command line as `npm run build` does, but not minified, so that esbuild's comments tell the modules apart. */
export function buildReadable(folder) {
  const copy = join(folder, 'readable');
  mkdirSync(copy);
  for (const name of ['src', 'package.json']) cpSync(join(root, name), join(copy, name), { recursive: true });
  for (const name of ['node_modules', 'templates', 'samples'])
    symlinkSync(join(root, name), join(copy, name));
  const config = readFileSync(join(root, 'esbuild.config.mjs'), 'utf8');
  const readable = config.replaceAll('minify: true', 'minify: false');
  if (readable === config) throw new Error('esbuild.config.mjs does not say "minify: true" any more');
  writeFileSync(join(copy, 'esbuild.config.mjs'), readable);
  mkdirSync(join(copy, 'dist'));
  execFileSync(process.execPath, ['esbuild.config.mjs'], {
    cwd: copy,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return join(copy, 'dist/cli/main.js');
}

/** Which source file a line of a bundle came from: a search in the comments that esbuild writes before each. */
export function sourceLines(bundle) {
  const starts = [];
  for (const [line, text] of readFileSync(bundle, 'utf8').split('\n').entries()) {
    const source = /^(?: {2})?\/\/ (\S*(?:src|node_modules)\/\S+)$/.exec(text)?.[1];
    if (source !== undefined)
      starts.push({ line, source: source.replace(/^.*?(?=src\/|node_modules\/)/, '') });
  }
  return (line) => starts.findLast((start) => start.line <= line)?.source ?? 'bundle';
}
