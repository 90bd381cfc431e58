import type { Analysis } from '../../model/analysis.ts';
import { shownStatistics } from '../charts/ranking.ts';
import { isTrimmed } from '../findings/finding.ts';
import { mainPercentile, percentileScope } from '../findings/response-time.ts';
import { formatCount, formatPercentile, UNKNOWN } from '../format.ts';
import { msView, rateView, ratioView } from './estimate-view.ts';

/** One of the six numbers under the headline. */
export interface KeyNumberView {
  readonly label: string;
  readonly value: string;
  readonly unit: string;
  /** How sure we are of it; may be empty. */
  readonly sure: string;
}

/** Requests, throughput, failures, median, 95th percentile and users; each says which part of the run it is of. */
export function keyNumbers(analysis: Analysis): readonly KeyNumberView[] {
  return keyNumbersOf(analysis).map((view) => ({ ...view, sure: keptTogether(view.sure) }));
}

/** A number and its unit stay on one line. */
function keptTogether(text: string): string {
  return text.replace(/(?<=\d) (?=(?:ms|s)$)/, '\u00a0');
}

function keyNumbersOf(analysis: Analysis): readonly KeyNumberView[] {
  const { total } = analysis;
  const trimmed = isTrimmed(analysis);
  const steady = trimmed ? total.steady : null;
  const rates = steady ?? total.whole;
  const scope = percentileScope(analysis);
  const latencyOf = shownStatistics(analysis, total);
  const partOf = (part: 'steady' | 'whole') =>
    !trimmed ? '' : part === 'steady' ? ', steady state' : ', whole run';
  const ratesPart = partOf(steady === null ? 'whole' : 'steady');
  const throughput = rateView(rates.throughputPerS);
  const failed = ratioView(rates.errorRatio);
  const median = msView(latencyOf.latency?.medianMs ?? null);
  const main = mainPercentile(latencyOf.latency);
  const high = msView(main?.value ?? null);
  const { usersPeak } = analysis.run;
  return [
    { label: `Requests${partOf('whole')}`, value: formatCount(total.whole.requests), unit: '', sure: '' },
    { label: `Throughput${ratesPart}`, value: throughput.text, unit: '/s', sure: throughput.sure },
    {
      label: `Failed${ratesPart}`,
      value: failed.text,
      unit: `${formatCount(rates.failures)} of ${formatCount(rates.requests)}`,
      sure: failed.sure,
    },
    { label: `Median${partOf(scope)}`, value: median.text, unit: '', sure: median.sure },
    {
      label: `${formatPercentile(main?.percentile ?? 95)}${partOf(scope)}`,
      value: high.text,
      unit: '',
      sure: high.sure,
    },
    {
      label: 'Users, peak',
      value: usersPeak === null ? UNKNOWN : formatCount(usersPeak),
      unit: '',
      sure: '',
    },
  ];
}
