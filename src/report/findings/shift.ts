import type { EndpointCurves, ShiftPoint } from '../../model/comparison-curves.ts';
import { signedPercent } from '../../model/comparison-words.ts';
import { formatPercentile } from '../format.ts';

/** Where in the distribution the change is, by the bands of the percentiles; without bands the largest change. */
export function shiftFinding({ shift }: EndpointCurves): string {
  const [first] = shift;
  if (first === undefined) return 'Response times of both sides cannot be compared percentile by percentile';
  const banded = shift.filter(({ band }) => band !== null);
  if (banded.length === 0) return `${stated(shift)}; how sure that is, is not known`;
  const slower = banded.filter(({ band }) => (band?.lo ?? 0) > 0);
  const faster = banded.filter(({ band }) => (band?.hi ?? 0) < 0);
  if (slower.length === 0 && faster.length === 0) return 'No percentile differs by more than chance';
  if (slower.length > 0 && faster.length > 0)
    return `Faster ${where(faster, banded)}, slower ${where(slower, banded)}`;
  const [word, changed] = slower.length > 0 ? ['Slower', slower] : ['Faster', faster];
  return `${word} ${where(changed, banded)}: ${changes(changed)}`;
}

/** 'at every percentile from p10 to p99', 'from p90 to p99', 'at p99'. */
function where(some: readonly ShiftPoint[], all: readonly ShiftPoint[]): string {
  const [first, last] = [some[0], some.at(-1)];
  if (first === undefined || last === undefined) return '';
  if (first === last) return `at ${formatPercentile(first.percentile)}`;
  const range = `from ${formatPercentile(first.percentile)} to ${formatPercentile(last.percentile)}`;
  if (some.length === all.length) return `at every percentile ${range}`;
  const isWhole = all.indexOf(last) - all.indexOf(first) === some.length - 1;
  return isWhole ? range : `at ${some.map(({ percentile }) => formatPercentile(percentile)).join(', ')}`;
}

/** '+18.0 to +26.1 %' */
function changes(shift: readonly ShiftPoint[]): string {
  const all = shift.map(({ change }) => change);
  const [low, high] = [signedPercent(Math.min(...all)), signedPercent(Math.max(...all))];
  return low === high ? low : `${low.replace(/\s\D*$/, '')} to ${high}`;
}

/** 'p50 +25.0 %, p95 +26.6 %': the middle and the slowest that is known. */
function stated(shift: readonly ShiftPoint[]): string {
  const median = shift.find(({ percentile }) => percentile === 50) ?? shift[0];
  const tail = shift.find(({ percentile }) => percentile === 95) ?? shift.at(-1);
  return [...new Set([median, tail])]
    .flatMap((point) =>
      point === undefined ? [] : [`${formatPercentile(point.percentile)} ${signedPercent(point.change)}`],
    )
    .join(', ');
}
