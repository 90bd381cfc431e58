import { createHash } from 'node:crypto';
import Handlebars from 'handlebars';
import { OwnMarkup } from '../../report/charts/own-markup.ts';
import { scriptSafeJson } from '../../report/embed.ts';
import { pageParts, templateText } from '../../report/templates.ts';

/** The pages, each with a template and a script of its name. */
export type PageName = 'runs' | 'new' | 'live' | 'refused';

/** A page and what it may do. */
export interface RenderedPage {
  readonly html: string;
  /** For the header `Content-Security-Policy`. */
  readonly policy: string;
}

const SCRIPTS: Readonly<Record<PageName, readonly string[]>> = {
  runs: ['send', 'runs', 'upload'],
  new: ['send', 'new'],
  live: ['send', 'chart', 'live'],
  refused: [],
};

interface Compiled {
  readonly fill: (view: object) => string;
  readonly css: string;
  readonly theme: string;
  readonly script: string;
}

const compiled = new Map<PageName, Compiled>();

/**
 * Fills a page. Every value is escaped.
 *
 * @param view what its template shows.
 * @param data what its script reads, JSON.
 */
export function renderPage(name: PageName, title: string, view: object, data: object = {}): RenderedPage {
  const page = compiled.get(name) ?? compile(name);
  compiled.set(name, page);
  const { css, theme, script } = page;
  const html = page.fill({
    ...view,
    title,
    page: { isRuns: name === 'runs', isNew: name === 'new', isLive: name === 'live' },
    css: new OwnMarkup(css),
    theme: new OwnMarkup(theme),
    script: new OwnMarkup(script),
    data: new OwnMarkup(scriptSafeJson(data)),
  });
  return { html, policy: policy(css, [theme, script]) };
}

function compile(name: PageName): Compiled {
  const handlebars = Handlebars.create();
  for (const partial of ['head', 'foot'])
    handlebars.registerPartial(partial, templateText(`web/${partial}.hbs`));
  const scripts = SCRIPTS[name].map((file) => templateText(`script/web/${file}.js`));
  return {
    fill: handlebars.compile(templateText(`web/${name}.hbs`), {
      strict: true,
      assumeObjects: true,
      knownHelpersOnly: true,
    }),
    css: pageParts().css + templateText('web/web.css'),
    theme: inScope(templateText('script/web/theme.js')),
    script: inScope(scripts.join('\n')),
  };
}

function inScope(script: string): string {
  return `(()=>{'use strict';\n${script}})();`;
}

/** Nothing is loaded but from this server, nothing runs and nothing is styled but what this program wrote. */
function policy(css: string, scripts: readonly string[]): string {
  return [
    "default-src 'none'",
    `script-src ${scripts.map(hashOf).join(' ')}`,
    `style-src ${hashOf(css)}`,
    'font-src data:',
    'img-src data:',
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
