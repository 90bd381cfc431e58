import type { Analysis, RunHeader } from '../../model/analysis.ts';
import type { LimitGate, ScalingMetricId } from '../../model/gate.ts';
import { gateMetricDefinition } from '../../model/gate-metric.ts';
import { limitWords, meets, quantityWords } from '../../model/gate-words.ts';
import type { ScalingAnalysis } from '../../model/scaling-analysis.ts';
import type { Finding } from './against-baseline.ts';

/** Records begin and end some polls away from the load. */
const SLACK_MS = 15_000;

/** What a record says of one workload. */
type Said = Pick<Finding, 'outcome' | 'actual' | 'explanation'>;

/** 'recovery < 10m' and 'peak_replicas <= 8', of every workload. */
export function judgeWorkloads(
  metric: Exclude<ScalingMetricId, 'time-to-scale'>,
  gate: LimitGate,
  limit: number,
  { scaling, run }: Analysis,
): readonly Finding[] {
  const { label, unit } = gateMetricDefinition(gate.metric);
  const expected = limitWords(gate.operator, limit, unit);
  const wanted = gate.selector.kind === 'named' ? gate.selector.name : null;
  const found = scaling.filter(({ workload }) => wanted === null || workload === wanted);
  if (found.length === 0) {
    const explanation = 'The run has no record of how its cluster scaled.';
    const subject = wanted === null ? label : `${wanted}, ${label}`;
    return [{ kind: 'scaling', outcome: 'inconclusive', subject, expected, actual: 'no value', explanation }];
  }
  return found.map((record) => ({
    kind: 'scaling',
    subject: `${record.workload}, ${label}`,
    expected,
    ...(metric === 'recovery' ? judgeRecovery(record, gate, limit) : judgePeak(record, gate, limit, run)),
  }));
}

/** A record that does not cover the load may have missed the peak: then there were at least so many. */
function judgePeak(
  { replicas, summary, observed }: ScalingAnalysis,
  { operator }: LimitGate,
  limit: number,
  run: RunHeader,
): Said {
  const peak = replicas.peakReady;
  if (peak === null) return unknown('The record does not tell how many replicas were ready.');
  const isCovered =
    observed.fromMs <= (run.startMs ?? observed.fromMs) + SLACK_MS &&
    observed.toMs >= (run.endMs ?? observed.toMs) - SLACK_MS;
  const isMet = meets(peak, operator, limit);
  // More can only confirm a lower limit that is met, and an upper one that is missed.
  const isSure = isCovered || isMet === operator.startsWith('>');
  if (isSure) return { outcome: isMet ? 'pass' : 'fail', actual: String(peak), explanation: `${summary}.` };
  const explanation = 'The record does not cover all of the load, so there may have been more.';
  return { outcome: 'inconclusive', actual: `at least ${peak}`, explanation };
}

function judgeRecovery({ recovery, replicas }: ScalingAnalysis, gate: LimitGate, limit: number): Said {
  const range = recovery.loadEndToStart;
  if (recovery.outcome === 'none-needed') {
    return { outcome: 'pass', actual: 'not needed', explanation: 'Its replicas never rose.' };
  }
  if (recovery.outcome === 'unknown' || range === null) {
    return unknown('The record does not tell when its replicas were back.');
  }
  const back = replicas.atStart === null ? 'back' : `back to ${replicas.atStart}`;
  const most = range.mostMs ?? Number.POSITIVE_INFINITY;
  const sides = new Set([range.leastMs, most].map((ms) => meets(ms, gate.operator, limit)));
  const outcome = sides.size > 1 ? 'inconclusive' : sides.has(true) ? 'pass' : 'fail';
  const least = quantityWords(range.leastMs, 'ms');
  if (range.mostMs === null) {
    const explanation = `The record ended ${least} after the load, and its replicas were not ${back} yet.`;
    return { outcome, actual: `${least} and more`, explanation };
  }
  const actual = range.leastMs === most ? least : `${least} to ${quantityWords(most, 'ms')}`;
  return { outcome, actual, explanation: `From the end of the load until its replicas were ${back}.` };
}

function unknown(explanation: string): Said {
  return { outcome: 'inconclusive', actual: 'no value', explanation };
}
