import type { Analysis } from '../../model/analysis.ts';
import { exceptionWords } from '../exceptions.ts';
import { formatCount, shortText } from '../format.ts';
import { counted, type Headline, type Phrase, plain } from './finding.ts';

const LONGEST_CAUSE = 200;

/** Why a run shows nothing of the service: that stands before every number. */
export interface Breakdown {
  readonly badge: Headline['badge'];
  /** One sentence without a full stop. */
  readonly title: string;
  /** What else is to be said of it; may be empty. */
  readonly lead: readonly Phrase[];
}

/**
 * Every request failed, or the test's own code threw at least as many errors as it made requests; null where neither is
 * so. Requests that failed come first: the errors are often of code that found no answer to read.
 */
export function breakdownOf(analysis: Analysis): Breakdown | null {
  const { requests, failures } = analysis.total.whole;
  const errors = errorsTitle(analysis);
  if (requests > 0 && failures === requests) {
    const lead = errors === null ? [] : [plain(`${errors}. `)];
    return { badge: { text: 'No request succeeded', tone: 'fail' }, title: failedTitle(analysis), lead };
  }
  if (errors === null) return null;
  const tone = requests === 0 ? 'fail' : 'warn';
  return { badge: { text: "Errors in the test's own code", tone }, title: errors, lead: [] };
}

/** 'Every request failed: timeout after 30 s'; the most frequent of several causes. */
function failedTitle({ failureCauses, total }: Analysis): string {
  const failed = total.whole.requests === 1 ? 'The only request failed' : 'Every request failed';
  const [first, ...others] = [...failureCauses].sort((a, b) => b.count - a.count);
  if (first === undefined) return failed;
  return `${failed}${others.length === 0 ? '' : ', most often'}: ${shortText(first.cause, LONGEST_CAUSE)}`;
}

/** "The test's own code threw 12 errors and made no request: TypeError: … at shop.ts:3:50"; null where there are few. */
function errorsTitle({ exceptions, total }: Analysis): string | null {
  const count = exceptions.reduce((all, group) => all + group.count, 0);
  const { requests } = total.whole;
  const [first, ...others] = [...exceptions].sort((a, b) => b.count - a.count);
  if (first === undefined || count === 0 || count < requests) return null;
  const errors = counted(count, formatCount(count), 'error');
  const made = requests === 0 ? 'no request' : counted(requests, formatCount(requests), 'request');
  const often = others.length === 0 ? '' : ', most often';
  return `The test's own code threw ${errors} and made ${made}${often}: ${exceptionWords(first, LONGEST_CAUSE)}`;
}
