import type { Result } from '../../model/result.ts';
import { comparisonBadge, summaryBesideBadge } from '../../report/findings/comparison.ts';
import { showText } from '../../report/format.ts';
import { exitCodeOfVerdict, exitCodes } from '../exit-codes.ts';
import type { GateOptions } from '../gates/gate-options.ts';
import type { Io } from '../io.ts';
import type { BaselineReference } from './find-baseline.ts';

/** Says with what the runs are compared and why, or why with nothing; on standard error. */
export function sayBaseline({ references, words, notices }: BaselineReference, { stderr }: Io): void {
  if (references.length > 0) stderr.write(`Baseline: ${showText(words)}\n`);
  for (const { message, hint } of notices) {
    stderr.write(`${showText(message)}\n${hint === undefined ? '' : `  ${showText(hint)}\n`}`);
  }
}

/** Says what came of a comparison; on standard error. */
export function sayComparison({ comparison }: Result, { stderr }: Io): void {
  if (comparison === null) return;
  const { text } = comparisonBadge(comparison);
  stderr.write(`${text}. ${showText(summaryBesideBadge(comparison))}\n`);
}

/** The exit status: that of the verdict where something was compared, or gates were set; a run without both passes. */
export function exitCodeOfReport(result: Result, { gate, inconclusive }: GateOptions): number {
  const isJudged = result.comparison !== null || gate !== undefined;
  return isJudged ? exitCodeOfVerdict(result, inconclusive) : exitCodes.done;
}
