import type { Analysis } from '../../model/analysis.ts';
import { timeToScale } from '../../model/time-to-scale.ts';
import { shownStatistics } from '../charts/ranking.ts';
import { isTrimmed } from '../findings/finding.ts';
import { mainPercentile, percentileScope } from '../findings/response-time.ts';
import { isScalingAlone, slowestOf } from '../findings/scaling.ts';
import { rangeWords } from '../findings/scaling-time.ts';
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

/**
 * Requests, throughput, failures, median, 95th percentile and users; each says which part of the run it is of. With a record
 * of scaling, the replicas and the time to scale of its first workload too.
 */
export function keyNumbers(analysis: Analysis): readonly KeyNumberView[] {
  const ofRequests = isScalingAlone(analysis) ? [] : keyNumbersOf(analysis);
  return [...ofRequests, ...scalingNumbers(analysis)].map((view) => ({
    ...view,
    sure: keptTogether(view.sure),
  }));
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

function scalingNumbers({ scaling: [first] }: Analysis): readonly KeyNumberView[] {
  if (first === undefined) return [];
  const { atStart, peakReady, peakDesired } = first.replicas;
  const peak = peakReady ?? peakDesired;
  const shown = (count: number | null) => (count === null ? UNKNOWN : formatCount(count));
  const time = timeToScale(first);
  const decided = slowestOf(first.surges.map(({ firstDecisionToReady }) => firstDecisionToReady));
  const isSeveral = first.surges.length > 1;
  return [
    {
      label: 'Replicas, start to most',
      value: atStart === peak ? shown(peak) : `${shown(atStart)} to ${shown(peak)}`,
      unit: '',
      sure: '',
    },
    {
      label: isSeveral ? 'Time to scale, slowest' : 'Time to scale',
      value: rangeWords(time ?? decided),
      unit: '',
      sure: time !== null ? 'load change to all ready' : decided === null ? '' : 'decision to all ready',
    },
  ];
}
