import type { Analysis } from '../../model/analysis.ts';
import type { LimitGate } from '../../model/gate.ts';
import { gateMetricDefinition } from '../../model/gate-metric.ts';
import { limitWords, meets, quantityWords } from '../../model/gate-words.ts';
import type { Outcome } from '../../model/verdict.ts';
import type { Finding } from './against-baseline.ts';

/** How long one rise of the load took to be answered, as far as it is known. */
interface TimeToScale {
  readonly workload: string;
  readonly from: number;
  readonly to: number;
  readonly least: number;
  /** Null: it was not over when the record ended. */
  readonly most: number | null;
  /** False where no change of the load is known: then it is from the decision on. */
  readonly isFromLoad: boolean;
}

/** All that the analysis knows of times to scale: the one place that knows how it keeps them. */
function timesToScale({ scaling }: Analysis): readonly TimeToScale[] {
  return scaling.flatMap(({ workload, surges }) =>
    surges.flatMap(({ fromReplicas, toReplicas, timeToScale, firstDecisionToReady }) => {
      const range = timeToScale ?? firstDecisionToReady;
      if (range === null) return [];
      const { leastMs, mostMs } = range;
      const isFromLoad = timeToScale !== null;
      return [{ workload, from: fromReplicas, to: toReplicas, least: leastMs, most: mostMs, isFromLoad }];
    }),
  );
}

/** 'time_to_scale < 120s': every workload, at its slowest rise of the load. */
export function judgeTimeToScale(gate: LimitGate, limit: number, analysis: Analysis): readonly Finding[] {
  const { label } = gateMetricDefinition(gate.metric);
  const expected = limitWords(gate.operator, limit, 'ms');
  const wanted = gate.selector.kind === 'named' ? gate.selector.name : null;
  const times = timesToScale(analysis).filter(({ workload }) => wanted === null || workload === wanted);
  const workloads = [...new Set(times.map(({ workload }) => workload))];
  if (workloads.length === 0) {
    const explanation =
      analysis.scaling.length === 0
        ? 'The run has no record of how its cluster scaled.'
        : analysis.scaling.map(({ summary }) => summary).join(' ');
    const subject = wanted === null ? label : `${wanted}, ${label}`;
    const asked = analysis.scaling.filter((record) => wanted === null || record.workload === wanted);
    // What never had to scale was not slow to do so.
    const isNotNeeded = asked.length > 0 && asked.every((record) => record.outcome === 'not-needed');
    const outcome = isNotNeeded ? 'pass' : 'inconclusive';
    const actual = isNotNeeded ? 'not needed' : 'no value';
    return [{ kind: 'scaling', outcome, subject, expected, actual, explanation }];
  }
  return workloads.map((workload) => {
    const own = times.filter((time) => time.workload === workload);
    return { kind: 'scaling', subject: `${workload}, ${label}`, expected, ...judge(own, gate, limit) };
  });
}

function judge(times: readonly TimeToScale[], { operator }: LimitGate, limit: number) {
  const judged = times.map((time) => ({ time, outcome: outcomeOf(time, operator, limit) }));
  const order: readonly Outcome[] = ['fail', 'inconclusive', 'pass'];
  const [worst] = [...judged].sort(
    (a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome) || b.time.least - a.time.least,
  );
  if (worst === undefined) throw new RangeError('There is no time to judge.');
  const { time, outcome } = worst;
  const which =
    times.length === 1 ? 'The only rise of the load' : `The slowest of ${times.length} rises of the load`;
  const since = time.isFromLoad ? '' : ', since the decision: when the load changed is not known';
  const open = time.most === null ? ', not over when the record ended' : '';
  const explanation = `${which}: from ${time.from} to ${time.to} replicas${since}${open}.`;
  return { outcome, actual: timeWords(time), explanation };
}

function outcomeOf({ least, most }: TimeToScale, operator: LimitGate['operator'], limit: number): Outcome {
  const ends = [least, most ?? Number.POSITIVE_INFINITY];
  const sides = new Set(ends.map((value) => meets(value, operator, limit)));
  return sides.size > 1 ? 'inconclusive' : sides.has(true) ? 'pass' : 'fail';
}

function timeWords({ least, most }: TimeToScale): string {
  if (most === null) return `${quantityWords(least, 'ms')} and more`;
  return least === most
    ? quantityWords(least, 'ms')
    : `${quantityWords(least, 'ms')} to ${quantityWords(most, 'ms')}`;
}
