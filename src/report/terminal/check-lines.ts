import type { Check, Outcome } from '../../model/verdict.ts';
import { sortedChecks } from '../findings/gates.ts';
import { shortText } from '../format.ts';
import type { Paint } from './paint.ts';
import { wrapWords } from './width.ts';

const words: Readonly<Record<Outcome, string>> = { fail: 'MISSED', inconclusive: 'not judged', pass: 'met' };
const styles = { pass: 'pass', fail: 'fail', inconclusive: 'warn' } as const;
const WIDTH = 12;
const NARROW = 50;

/** Each check on lines of its own, what was missed first: what was measured and expected, and below it why. */
export function checkLines(
  checks: readonly Check[],
  { width, paint }: { readonly width: number | null; readonly paint: Paint },
): readonly string[] {
  // On a narrow terminal the outcome stands on a line of its own.
  const isNarrow = width !== null && width < NARROW;
  const indent = isNarrow ? '' : ' '.repeat(WIDTH);
  const inner = width === null ? null : width - indent.length;
  return sortedChecks(checks).flatMap((check) => {
    const { subject, actual, expected, explanation, outcome } = check;
    const what = `${shortText(subject)}: ${shortText(actual)}, expected ${shortText(expected)}`;
    const [first = '', ...rest] = wrapWords(what, inner);
    const why = wrapWords(shortText(explanation, 600), inner);
    const word = paint(styles[outcome], words[outcome]);
    const gap = ' '.repeat(WIDTH - words[outcome].length);
    return [
      ...(isNarrow ? [word, first] : [`${word}${gap}${first}`]),
      ...rest.map((line) => `${indent}${line}`),
      ...why.map((line) => `${indent}${paint('dim', line)}`),
    ];
  });
}
