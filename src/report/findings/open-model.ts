import type { Analysis } from '../../model/analysis.ts';
import { formatCount, formatMsUp, formatRatio } from '../format.ts';
import { measureOf } from '../measured.ts';
import { type Finding, isTrimmed } from './finding.ts';
import { boundsOf, percentileIn } from './response-time.ts';

/** Response times this little above service times are the same to a reader. */
const SAME = 0.02;

/** Whether there is an open model to speak of. */
export function isOpen({ run, total }: Analysis): boolean {
  return run.load.kind === 'open' && measureOf(total, 'service-time') !== null;
}

/** How long requests took from when they were due, beside how long from when they were sent. */
export function openModelFinding(analysis: Analysis): Finding {
  const { total } = analysis;
  const service = measureOf(total, 'service-time')?.percentiles.find((entry) => entry.percentile === 99);
  const response = percentileIn(total.whole.latency, 99);
  const responseMs = response === null ? null : boundsOf(response).hi;
  const serviceMs = service === undefined ? null : boundsOf(service.value).hi;
  const part = isTrimmed(analysis) ? 'All numbers are of the whole run. ' : '';
  return {
    title:
      responseMs === null || serviceMs === null
        ? 'Response time, service time and send lateness'
        : timesTitle(responseMs, serviceMs),
    note: `${part}Where the two differ, requests waited to be sent: a user would have waited too, and a closed test would not have counted it.`,
  };
}

function timesTitle(responseMs: number, serviceMs: number): string {
  const share = '99\u202f% of requests';
  if (responseMs < serviceMs * (1 + SAME)) {
    return `Waiting to be sent made no difference: ${share} took at most ${formatMsUp(responseMs)} from when they were due`;
  }
  return `${share} took at most ${formatMsUp(responseMs)} from when they were due, ${formatMsUp(serviceMs)} from when they were sent`;
}

/** What became of the tasks that were due: term and number, in order. */
export function openModelCounts({ generator }: Analysis): readonly { term: string; value: string }[] {
  if (generator === null) return [];
  const { due, begun, dropped, unfinished, achievedRatio } = generator;
  const share = achievedRatio === null ? '' : ` (${formatRatio(achievedRatio)})`;
  return [
    { term: 'Tasks due', value: formatCount(due) },
    { term: 'Begun', value: `${formatCount(begun)}${share}` },
    { term: 'Dropped', value: formatCount(dropped) },
    { term: 'Unfinished at the end', value: formatCount(unfinished) },
  ];
}
