import type { ProblemKind } from '../model/problem.ts';
import type { Result } from '../model/result.ts';

/**
 * What the command's exit status means. The numbers from 64 on are those of BSD's sysexits.h; 2 is left unused because
 * many tools and shells use it for wrong usage.
 */
export const exitCodes = {
  done: 0,
  missed: 1,
  inconclusive: 3,
  usage: 64,
  input: 65,
  environment: 69,
  internal: 70,
  interrupted: 130,
} as const;

/**
 * The exit status for a verdict; nothing to judge is no failure. What needs a baseline, where none was given, is not held
 * against a run: it may be the first.
 *
 * @param inconclusive what to take for it where nothing can be concluded.
 */
export function exitCodeOfVerdict(
  { verdict, comparison }: Pick<Result, 'verdict' | 'comparison'>,
  inconclusive?: 'pass' | 'fail',
): number {
  const codes = {
    pass: exitCodes.done,
    fail: exitCodes.missed,
    inconclusive: { pass: exitCodes.done, fail: exitCodes.missed, none: exitCodes.inconclusive }[
      inconclusive ?? 'none'
    ],
  } as const;
  if (verdict === null) return exitCodes.done;
  if (verdict.outcome !== 'inconclusive') return codes[verdict.outcome];
  const isOpen = verdict.checks.some(
    ({ outcome, kind }) => outcome === 'inconclusive' && (comparison !== null || kind !== 'regression'),
  );
  return isOpen ? codes.inconclusive : codes.pass;
}

/** The exit status for a problem. */
export function exitCodeOf(kind: ProblemKind): number {
  return exitCodes[kind];
}
