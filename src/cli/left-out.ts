import { showText } from '../report/format.ts';
import type { Io } from './io.ts';

const MOST_SHOWN = 10;

/** Says on standard error which files were not read, and why. */
export function warnLeftOut(
  leftOut: readonly { readonly file: string; readonly reason: string }[],
  { stderr }: Io,
): void {
  for (const { file, reason } of leftOut.slice(0, MOST_SHOWN)) {
    stderr.write(`Left out: ${showText(file)} (${showText(reason)})\n`);
  }
  if (leftOut.length > MOST_SHOWN) stderr.write(`Left out: ${leftOut.length - MOST_SHOWN} more files\n`);
}
