import { github } from './github.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import type { Reporter } from './reporter.ts';
import { text } from './text.ts';

/** Every output format, the default first. The HTML report loads its chart library only when it is rendered. */
export const reporters = [
  {
    id: 'html',
    title: 'HTML report, one offline file',
    fileName: 'report.html',
    async render(result, options) {
      const html: Reporter = (await import('./html.ts')).html;
      return html.render(result, options);
    },
  },
  json,
  markdown,
  junit,
  text,
  github,
] as const satisfies readonly Reporter[];

/** The name of an output format, as `--format` takes it. */
export type ReporterId = (typeof reporters)[number]['id'];

/** The output format of this name; null when there is none. */
export function reporterFor(id: string): Reporter<ReporterId> | null {
  return reporters.find((reporter) => reporter.id === id) ?? null;
}
