import type { Analysis } from '../../model/analysis.ts';
import type { LimitGate } from '../../model/gate.ts';
import { gateMetricDefinition } from '../../model/gate-metric.ts';
import { limitWords, meets, quantityWords } from '../../model/gate-words.ts';
import type { Outcome } from '../../model/verdict.ts';
import type { Finding } from './against-baseline.ts';

/** How long one scaling took, as far as it is known. */
interface TimeToScale {
  readonly workload: string;
  readonly fromDesired: number;
  readonly toDesired: number;
  readonly lo: number;
  /** Null: it was not over when the record ended. */
  readonly hi: number | null;
}

/** All that the analysis knows of times to scale: the one place that knows how it keeps them. */
function timesToScale({ scaling, run }: Analysis): readonly TimeToScale[] {
  return scaling.flatMap(({ workload, steps }) =>
    steps
      .filter(({ toDesired, fromDesired }) => toDesired > fromDesired)
      .map(({ fromDesired, toDesired, decidedMs, timeToScaleMs }) => ({
        workload,
        fromDesired,
        toDesired,
        lo: timeToScaleMs ?? Math.max(0, (run.endMs ?? decidedMs) - decidedMs),
        hi: timeToScaleMs,
      })),
  );
}

/** 'time_to_scale < 120s': every scaling up of a workload, each at its slowest. */
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
        : 'Nothing was scaled up while the record ran.';
    const subject = wanted === null ? label : `${wanted}, ${label}`;
    return [{ kind: 'scaling', outcome: 'inconclusive', subject, expected, actual: 'no value', explanation }];
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
    (a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome) || b.time.lo - a.time.lo,
  );
  if (worst === undefined) throw new RangeError('There is no time to judge.');
  const { time, outcome } = worst;
  const count = times.length === 1 ? 'The only scaling up' : `The slowest of ${times.length} scalings up`;
  const what = `from ${time.fromDesired} to ${time.toDesired} replicas`;
  const open = time.hi === null ? ', not over when the record ended' : '';
  return { outcome, actual: timeWords(time), explanation: `${count}: ${what}${open}.` };
}

function outcomeOf({ lo, hi }: TimeToScale, operator: LimitGate['operator'], limit: number): Outcome {
  const sides = new Set([lo, hi ?? Number.POSITIVE_INFINITY].map((value) => meets(value, operator, limit)));
  return sides.size > 1 ? 'inconclusive' : sides.has(true) ? 'pass' : 'fail';
}

function timeWords({ lo, hi }: TimeToScale): string {
  if (hi === null) return `${quantityWords(lo, 'ms')} and more`;
  return lo === hi ? quantityWords(lo, 'ms') : `${quantityWords(lo, 'ms')} to ${quantityWords(hi, 'ms')}`;
}
