import { extname } from 'node:path';
import { Problem } from '../model/problem.ts';
import type { ReporterId } from '../report/registry.ts';

/** What a report is written as, and where; `file` is null for standard output. */
export interface Target {
  readonly format: ReporterId;
  readonly file: string | null;
}

const formatByEnding = new Map<string, ReporterId>([
  ['.html', 'html'],
  ['.htm', 'html'],
  ['.json', 'json'],
  ['.md', 'markdown'],
  ['.markdown', 'markdown'],
  ['.xml', 'junit'],
  ['.txt', 'text'],
]);

const defaultFile = {
  html: 'plimsoll-report.html',
  json: 'plimsoll-result.json',
  markdown: 'plimsoll-report.md',
  junit: 'plimsoll-junit.xml',
  text: null,
  github: null,
} as const satisfies Record<ReporterId, string | null>;

/**
 * Where a report goes: as asked; without a format by the ending of the file, else HTML; without a file to one in the
 * current folder, but text and annotations to standard output.
 *
 * @throws {Problem} 'contradicting-options' when `json` is given with another format or file; 'output-is-folder'.
 */
export function chooseTarget(options: {
  readonly format?: ReporterId;
  readonly output?: string;
  readonly json?: boolean;
}): Target {
  const { format, output, json } = options;
  if (json) {
    if ((format ?? 'json') !== 'json' || (output ?? '-') !== '-') {
      throw new Problem(
        'usage',
        'contradicting-options',
        '--json is short for --format json -o -, and more is asked',
        {
          fix: 'Leave out --json.',
        },
      );
    }
    return { format: 'json', file: null };
  }
  refuseFolder(output);
  const chosen = format ?? formatByEnding.get(extname(output ?? '').toLowerCase()) ?? 'html';
  if (output === '-') return { format: chosen, file: null };
  return { format: chosen, file: output ?? defaultFile[chosen] };
}

/**
 * Refuses an output that ends with a slash: it names a folder, even one that is not there yet.
 *
 * @param option which named it, for the message.
 * @throws {Problem} 'output-is-folder'.
 */
export function refuseFolder(output: string | undefined, option = '--output'): void {
  if (output === undefined || !/[/\\]$/.test(output)) return;
  throw new Problem('usage', 'output-is-folder', `${option} holds "${output}", which is a folder`, {
    fix: 'Name a file in it.',
  });
}
