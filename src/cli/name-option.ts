import { Problem } from '../model/problem.ts';

/**
 * Does a check of a place that an option names.
 *
 * @throws {Problem} that of the check, whose advice names this option and no other.
 */
export async function namingOption(option: string, check: () => Promise<void>): Promise<void> {
  try {
    await check();
  } catch (error) {
    if (!(error instanceof Problem) || error.fix === undefined) throw error;
    const { kind, code, message, where, fix, cause } = error;
    throw new Problem(kind, code, message, {
      ...(where === undefined ? {} : { where }),
      fix: fix.replace('--output or --store', option),
      cause,
    });
  }
}
