import type { Result } from '../model/result.ts';
import type { Verdict } from '../model/verdict.ts';
import { verdictBadge } from './findings.ts';
import { NARROW_SPACE, shortText } from './format.ts';
import { checksBlock } from './markdown/blocks.ts';
import { fitBlocks } from './markdown/fit.ts';
import type { RenderOptions } from './reporter.ts';
import { checkLines } from './terminal/check-lines.ts';
import { painter } from './terminal/paint.ts';
import { wrapWords } from './terminal/width.ts';

/** As much as GitHub takes in a comment, and a line around it. */
const LIMIT = 65_000;
const toneStyles = { pass: 'pass', fail: 'fail', warn: 'warn', neutral: 'dim' } as const;

/** The verdict alone, for a terminal: what `plimsoll check` prints. */
export function verdictText(result: Result, { columns, colour }: RenderOptions): string {
  const paint = painter(colour);
  const { text, tone } = badgeOf(result.verdict);
  const lines = [
    paint(toneStyles[tone], text),
    ...wrapWords(judgedRuns(result), columns),
    '',
    ...checkLines(result.verdict?.checks ?? [], { width: columns, paint }),
  ];
  return `${lines.join('\n').trimEnd().replaceAll(NARROW_SPACE, ' ')}\n`;
}

/** The same for a comment on a pull request. */
export function verdictMarkdown({ verdict }: Result): string {
  if (verdict === null) return `### ${badgeOf(null).text}\n`;
  return fitBlocks([checksBlock(verdict, true)], LIMIT);
}

function badgeOf(verdict: Verdict | null) {
  return verdict === null ? ({ text: 'Nothing to judge', tone: 'neutral' } as const) : verdictBadge(verdict);
}

/** 'candidate, against baseline' */
function judgedRuns({ analyses, comparison }: Result): string {
  const names = (runs: readonly { readonly label: string }[]) =>
    runs.map(({ label }) => shortText(label, 60)).join(', ');
  if (comparison === null) return names(analyses.map(({ run }) => run));
  return `${names(comparison.candidate)}, against ${names(comparison.baseline)}`;
}
