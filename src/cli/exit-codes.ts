import type { ProblemKind } from '../model/problem.ts';
import type { Verdict } from '../model/verdict.ts';

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

/** The exit status for a verdict; nothing to judge is no failure. */
export function exitCodeOfVerdict(verdict: Verdict | null): number {
  const codes = {
    pass: exitCodes.done,
    fail: exitCodes.missed,
    inconclusive: exitCodes.inconclusive,
  } as const;
  return verdict === null ? exitCodes.done : codes[verdict.outcome];
}

/** The exit status for a problem. */
export function exitCodeOf(kind: ProblemKind): number {
  return exitCodes[kind];
}
