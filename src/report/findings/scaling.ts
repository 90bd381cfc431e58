import type { Analysis } from '../../model/analysis.ts';
import type { ScalingAnalysis } from '../../model/scaling-analysis.ts';
import { timeToScale } from '../../model/time-to-scale.ts';
import { formatCount, formatDuration, formatRate, shortText, signedElapsed, UNKNOWN } from '../format.ts';
import { counted, type Finding } from './finding.ts';
import { instantWords, rangeWords, zeroOf } from './scaling-time.ts';

/** A number with its name. */
export interface ScalingCount {
  readonly term: string;
  readonly value: string;
}

/** 'Deployment llm-chatbot-backend', cut to what a heading holds. */
export function workloadName({ kind, workload, namespace }: ScalingAnalysis): string {
  const name = shortText(namespace === null ? workload : `${namespace}/${workload}`, 80);
  return kind === 'unknown' ? name : `${shortText(kind, 30)} ${name}`;
}

/** A record of scaling without a load test beside it: nothing else has anything to say. */
export function isScalingAlone({ scaling, total }: Analysis): boolean {
  return scaling.length > 0 && total.whole.requests === 0;
}

/** What happened, and how exactly it is known. */
export function scalingFinding(scaling: ScalingAnalysis): Finding {
  return { title: withoutStop(scaling.summary), note: exactnessWords(scaling) };
}

/** Of which workload the record is, and how its changes were seen. */
function exactnessWords(scaling: ScalingAnalysis): string {
  const sources = scaling.sources.map((source) => shortText(source, 60)).join(', ');
  const seen = `Changes ${/^(polled|watched|by)/.test(scaling.exactness) ? 'were ' : ''}${shortText(scaling.exactness, 200)}`;
  const from = sources === '' ? '' : ` Read from: ${sources}.`;
  return `${workloadName(scaling)}. ${seen.replace('Changes no change', 'No change')}.${from}`;
}

/** The limits by which response times were slow, each once, in ms, ascending. */
export function slowLimitsMs({ surges }: ScalingAnalysis): readonly number[] {
  return [...new Set(surges.flatMap(({ slow }) => slow?.limitMs ?? []))].sort((a, b) => a - b);
}

/** The key numbers: time to scale with its parts, replicas, recovery, saturation, cost. */
export function scalingCounts(analysis: Analysis, scaling: ScalingAnalysis): readonly ScalingCount[] {
  return [
    ...timeCounts(scaling),
    { term: 'Replicas at start, most, at end', value: replicaWords(scaling) },
    ...recoveryCounts(scaling),
    ...saturationCounts(analysis, scaling),
    ...costCounts(scaling),
  ];
}

function timeCounts({ surges }: ScalingAnalysis): readonly ScalingCount[] {
  if (surges.length === 0) return [];
  const slowest = surges.length > 1 ? ', slowest' : '';
  const whole = timeToScale({ surges });
  const noticed = slowestOf(surges.map(({ loadToFirstDecision }) => loadToFirstDecision));
  const provided = slowestOf(surges.map(({ firstDecisionToReady }) => firstDecisionToReady));
  const part = (term: string, range: typeof whole) =>
    range === null ? [] : [{ term: `${term}${slowest}`, value: rangeWords(range) }];
  return [
    { term: `Load change to all ready${slowest}`, value: whole === null ? UNKNOWN : rangeWords(whole) },
    ...part('Load change to decision', noticed),
    ...part('Decision to all ready', provided),
  ];
}

/** The slowest of several durations, as `timeToScale` takes the slowest of surges. */
export function slowestOf(ranges: readonly ScalingAnalysis['surges'][number]['timeToScale'][]) {
  const known = ranges.flatMap((range) => (range === null ? [] : [range]));
  if (known.length === 0) return null;
  const ends = known.map(({ mostMs }) => mostMs);
  return {
    leastMs: Math.max(...known.map(({ leastMs }) => leastMs)),
    mostMs: ends.includes(null) ? null : Math.max(...ends.map((mostMs) => mostMs ?? 0)),
  };
}

/** '2, 7, 4': unknown ones as dashes. */
function replicaWords({ replicas: { atStart, peakReady, peakDesired, atEnd } }: ScalingAnalysis): string {
  const shown = (count: number | null) => (count === null ? UNKNOWN : formatCount(count));
  return [shown(atStart), shown(peakReady ?? peakDesired), shown(atEnd)].join(', ');
}

function recoveryCounts({ recovery, replicas: { atStart } }: ScalingAnalysis): readonly ScalingCount[] {
  const to = atStart === null ? 'the start' : counted(atStart, formatCount(atStart), 'replica');
  switch (recovery.outcome) {
    case 'recovered':
      return [{ term: `End of the load to ${to}`, value: rangeWords(recovery.loadEndToStart) }];
    case 'not-seen': {
      const range = recovery.loadEndToStart;
      const value = range === null ? 'not seen' : rangeWords(range);
      return [{ term: `End of the load to ${to}`, value }];
    }
    default:
      return [];
  }
}

function saturationCounts(analysis: Analysis, scaling: ScalingAnalysis): readonly ScalingCount[] {
  const { saturation } = scaling;
  if (saturation === null) return [];
  const began = instantWords(saturation.began, zeroOf(analysis, scaling));
  return [
    {
      term: `At the maximum of ${formatCount(saturation.maxReplicas)} since ${began}`,
      value: rangeWords(saturation.duration),
    },
  ];
}

function costCounts({ cost }: ScalingAnalysis): readonly ScalingCount[] {
  if (cost === null) return [];
  return [{ term: 'With too few replicas, at most', value: formatDuration(cost.underProvisionedS * 1000) }];
}

/** Everything else that a reader has to know, a sentence each. */
export function scalingRemarks(analysis: Analysis, scaling: ScalingAnalysis): readonly string[] {
  return [
    ...costRemark(scaling),
    ...saturationRemark(scaling),
    ...recoveryRemark(scaling),
    ...movementRemarks(scaling),
    ...perReplicaRemark(scaling),
    ...(scaling.isStepCountLowerBound
      ? ['The record was read so seldom that two changes may look like one: there may have been more steps.']
      : []),
    ...gapRemarks(analysis, scaling),
    clockRemark(scaling),
  ];
}

function costRemark({ cost }: ScalingAnalysis): readonly string[] {
  return cost === null ? [] : [sentence(cost.explanation)];
}

function saturationRemark({ saturation }: ScalingAnalysis): readonly string[] {
  if (saturation === null) return [];
  const { load, maxReplicas } = saturation;
  const at = load === null ? '' : ` at ${loadWords(load.value, load.unit)}`;
  return [
    `It asked for its maximum of ${formatCount(maxReplicas)} replicas${at} and needed more: a higher maximum may help.`,
  ];
}

function recoveryRemark({ recovery }: ScalingAnalysis): readonly string[] {
  const { outcome, loadEndToFirstDown } = recovery;
  if (outcome === 'not-seen' && loadEndToFirstDown === null)
    return ['After the load ended, nothing was scaled down before the record ended.'];
  if (loadEndToFirstDown === null) return [];
  return [`The first scale-down came ${rangeWords(loadEndToFirstDown)} after the load ended.`];
}

function movementRemarks({ flapping, overshootReplicas, restarts }: ScalingAnalysis): readonly string[] {
  const remarks: string[] = [];
  const windowWords = formatDuration(flapping.windowMs);
  if (flapping.isFlapping)
    remarks.push(
      `It flapped: ${formatCount(flapping.reversals)} changes of direction, each within ${windowWords} of the one before.`,
    );
  else if (flapping.reversals > 0)
    remarks.push(
      `${counted(flapping.reversals, formatCount(flapping.reversals), 'change of direction', 'changes of direction')} within ${windowWords}.`,
    );
  if (overshootReplicas !== null && overshootReplicas > 0)
    remarks.push(
      `It overshot: up to ${counted(overshootReplicas, formatCount(overshootReplicas), 'replica')} more were ready in a surge than at its end.`,
    );
  if (restarts > 0)
    remarks.push(
      `Containers restarted ${counted(restarts, formatCount(restarts), 'time')} within the record.`,
    );
  return remarks;
}

function perReplicaRemark({ throughputPerReadyReplica: per }: ScalingAnalysis): readonly string[] {
  if (per === null) return [];
  const replicas = counted(per.readyReplicas, String(Number(per.readyReplicas.toFixed(1))), 'ready replica');
  return [
    `In the steady state each of ${replicas} served ${formatRate(per.perS)} successful requests per second.`,
  ];
}

/** More are in the JSON. */
const MOST_GAPS = 3;

function gapRemarks(analysis: Analysis, scaling: ScalingAnalysis): readonly string[] {
  const zero = zeroOf(analysis, scaling);
  const { gaps } = scaling;
  const named = gaps.slice(0, MOST_GAPS).map(({ fromMs, toMs, reason }) => {
    const when = `${signedElapsed(fromMs - zero)} to ${signedElapsed(toMs - zero)}`;
    return `Nothing was recorded from ${when}: ${sentence(shortText(reason, 200))}`;
  });
  const more = gaps.length - named.length;
  return more > 0 ? [...named, `${formatCount(more)} more gaps in the record.`] : named;
}

function clockRemark({ clock }: ScalingAnalysis): string {
  const zone =
    clock.timezone === null
      ? ''
      : ` Times without a zone were read as ${shortText(clock.timezone, 60)}${clock.isTimezoneStated ? '' : ", this machine's zone"}.`;
  return `Clocks: ${sentence(shortText(clock.explanation, 300))}${zone}`;
}

/** '100 users', '50 req/s' */
export function loadWords(value: number, unit: 'users' | 'req/s'): string {
  const count = unit === 'req/s' ? formatRate(value) : formatCount(value);
  return unit === 'users' && value === 1 ? '1 user' : `${count} ${unit}`;
}

/** Ends with one full stop. */
function sentence(text: string): string {
  return `${withoutStop(text)}.`;
}

function withoutStop(text: string): string {
  return shortText(text, 500).replace(/\.\s*$/, '');
}
