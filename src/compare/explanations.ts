import type { ComparisonReason, ComparisonSettings, MetricComparison } from '../model/comparison.ts';
import { shownChange, signedPercent, thresholdWords } from '../model/comparison-words.ts';
import type { Gate } from '../stats/decision.ts';
import { lengthWords } from './side-words.ts';

type Concluded = Omit<MetricComparison, 'explanation'>;

const sentences: Readonly<Record<ComparisonReason, (row: Concluded) => string>> = {
  'beyond-threshold': (row) => `The whole 95 % interval is beyond the threshold of ${limit(row)}.`,
  'estimate-beyond-threshold': (row) =>
    `A change is sure and the estimate is beyond the threshold of ${limit(row)}; the interval reaches below it.`,
  'within-threshold': (row) => `The 90 % interval lies within the threshold of ${limit(row)}.`,
  'detectable-below-threshold': (row) =>
    `A change is sure, and it is smaller than the threshold of ${limit(row)}.`,
  'interval-too-wide': (row) =>
    `The data allow both no change and one beyond ${limit(row)}.${detectable(row)}${enough(row)}`,
  'generator-saturated': () => 'The load generator was the bottleneck of a run.',
  'littles-law-fails': () => 'Users, throughput and response times of a run contradict each other.',
  'load-differs': () => 'The two sides did not have the same load.',
  'no-steady-state': () => 'A run has no steady state.',
  'too-short': () => 'A steady state is shorter than 2 minutes.',
  'too-few-in-tail': () => 'Fewer than 20 independent requests lie beyond this percentile.',
  autocorrelated: () => 'Response times move in waves that are too long for the length of the runs.',
  'unbounded-interval': () => 'Too few requests to bound this percentile.',
  'below-source-resolution': () => 'The change is smaller than what the source rounds away.',
  'single-pair': () =>
    'How much runs differ from each other cannot be seen in so few: compare 2 + 2 runs or more.',
  'no-value': () => 'One side has no value of it.',
  'summary-only': () =>
    'The source states this for the whole run only, so nothing tells how sure it is; compare 2 + 2 runs or more.',
  'follows-from-response-times': () =>
    'Under a closed load throughput follows from response times; it is no evidence of its own.',
  'no-quality': () => 'How long answers are is neither better nor worse; it explains the other rows.',
  'definitions-differ': ({ metric }) =>
    metric.startsWith('latency')
      ? 'The response times of the two sides are of different requests.'
      : 'The two sides define it differently.',
};

/** One or two sentences: why the outcome is what it is, and what the error rests on where it was assumed. */
export function explanationOf(row: Concluded, { assumedNoise }: ComparisonSettings): string {
  const noise = assumedNoise.find(({ metric }) => metric === row.metric);
  const isAssumed =
    row.effect?.basis === 'assumed' && row.effect.interval !== null && row.outcome !== 'not-judged';
  const none = row.baseline.value === 0 && row.candidate.value === 0 ? ' No request failed.' : '';
  const spread =
    noise === undefined || noise.standardDeviation === 0
      ? 'runs differ no more than they vary inside'
      : `runs differ by ${signedPercent(noise.standardDeviation).slice(1)}`;
  return `${why(row)}${none}${isAssumed ? ` Noise floor ASSUMED: ${spread}.` : ''}`;
}

/** Of several gates the two most serious are said. */
function why(row: Concluded): string {
  const reasons = row.gates.includes(row.reason as Gate) ? row.gates.slice(0, 2) : [row.reason];
  return reasons.map((reason) => sentences[reason](row)).join(' ') + differs(row);
}

function limit(row: Concluded): string {
  return row.effect === null ? '' : thresholdWords({ ...row, explanation: '' }, row.effect);
}

function detectable(row: Concluded): string {
  const smallest = row.effect?.minimumDetectable ?? null;
  return smallest === null
    ? ''
    : ` Found would be a change by ${shownChange(row, smallest).slice(1)} or more.`;
}

function enough({ needed }: Concluded): string {
  if (needed === null) return '';
  const runs = needed.runsPerSide === null ? null : `${needed.runsPerSide} runs on each side`;
  const length = needed.steadyS === null ? null : `a steady state of ${lengthWords(needed.steadyS)}`;
  const ways = [runs, length].filter((way) => way !== null);
  return ways.length === 0 ? '' : ` Enough would be ${ways.join(', or ')}.`;
}

function differs(row: Concluded): string {
  const isOpen = row.outcome === 'not-enough-evidence' && row.differs;
  return isOpen ? ' These runs do differ, by more than chance within them.' : '';
}
