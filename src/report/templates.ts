import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import { Problem } from '../model/problem.ts';

const FONT = 'inter-latin-wght-normal.woff2';
const PARTIALS = [
  'comparison',
  'comparison-curves',
  'comparison-rows',
  'trend',
  'run',
  'headline',
  'targets',
  'timeline',
  'endpoints',
  'endpoint',
  'distribution',
  'open-model',
  'side-by-side',
  'streaming',
  'generator',
  'capacity',
  'measures',
  'counts',
  'failures',
  'method',
  'scaling',
  'facts',
  'values',
  'name',
];
const SCRIPTS = ['theme', 'instants', 'timeline', 'endpoint-table', 'navigation'];

/** What a page is made of besides its data. */
export interface PageParts {
  /** Fills the page's template. Every value is escaped unless it is `OwnMarkup`. */
  readonly fill: (view: object) => string;
  /** With the font inside, as one style sheet. */
  readonly css: string;
  readonly script: string;
}

let parts: PageParts | null = null;

/**
 * Reads and compiles `templates/`, once per process.
 *
 * @throws {Problem} of kind 'internal' when the package is not whole.
 */
export function pageParts(): PageParts {
  parts ??= readParts();
  return parts;
}

/**
 * A file of `templates/` as text: 'web/runs.hbs'.
 *
 * @throws {Problem} of kind 'internal' when the package is not whole.
 */
export function templateText(name: string): string {
  try {
    return readFileSync(join(packageRoot(), 'templates', name), 'utf8');
  } catch (cause) {
    throw cause instanceof Problem ? cause : incomplete(`templates/${name}`, cause);
  }
}

function readParts(): PageParts {
  const root = packageRoot();
  const read = (name: string) => readFileSync(join(root, 'templates', name), 'utf8');
  const handlebars = Handlebars.create();
  for (const name of PARTIALS) handlebars.registerPartial(name, read(`${name}.hbs`));
  const font = readFileSync(fontPath(root)).toString('base64');
  const face =
    `@font-face{font-family:"Inter Report";src:url(data:font/woff2;base64,${font}) format("woff2");` +
    'font-weight:100 900;font-display:block}';
  return {
    fill: handlebars.compile(read('report.hbs'), {
      strict: true,
      assumeObjects: true,
      knownHelpersOnly: true,
    }),
    css: face + withoutComments(themes(read('report.css'), read('dark.css'))),
    script: `(()=>{'use strict';\n${SCRIPTS.map((name) => read(`script/${name}.js`)).join('\n')}})();`,
  };
}

/** The dark colours stand in two places: for readers whose system is dark, and for those who chose dark. */
function themes(css: string, dark: string): string {
  return css.replaceAll('/* dark colours */', dark);
}

function withoutComments(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
}

/** The nearest folder above this file that holds `templates/`: the package, whether run from source or bundled. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'templates', 'report.hbs'))) {
    const above = dirname(folder);
    if (above === folder) throw incomplete('templates/report.hbs');
    folder = above;
  }
  return folder;
}

/** The build copies the font beside the code; from source it comes out of the package that brings it. */
function fontPath(root: string): string {
  const built = join(root, 'dist', FONT);
  if (existsSync(built)) return built;
  try {
    return createRequire(import.meta.url).resolve(`@fontsource-variable/inter/files/${FONT}`);
  } catch (cause) {
    throw incomplete(FONT, cause);
  }
}

function incomplete(name: string, cause?: unknown): Problem {
  return new Problem('internal', 'package-incomplete', `the file "${name}" of this package is missing`, {
    fix: 'Install plimsoll again.',
    cause,
  });
}
