import type { Comparison, MetricComparison } from '../../model/comparison.ts';
import {
  changeWords,
  intervalAside,
  isWorseUpwards,
  metricLabel,
  rowEndpoint,
  shownChange,
  thresholdWords,
} from '../../model/comparison-words.ts';
import { outcomeAt } from '../../model/decide-change.ts';
import { endpointId, endpointLabel } from '../../model/endpoint-key.ts';
import type {
  Gate,
  GateBound,
  GateMetric,
  GateSelector,
  LimitGate,
  RegressionGate,
} from '../../model/gate.ts';
import { comparedMetricOf, gateMetricDefinition } from '../../model/gate-metric.ts';
import { limitWords, meets } from '../../model/gate-words.ts';
import type { Check, Outcome } from '../../model/verdict.ts';
import { outcomes } from '../regression.ts';

/** A check without what numbers it. */
export type Finding = Omit<Check, 'id'>;

/** A gate that needs a baseline, where none was given: neither met nor missed. */
export function withoutBaseline(gate: Gate): Finding {
  return {
    kind: 'regression',
    outcome: 'inconclusive',
    subject: gate.text,
    expected: 'a baseline to compare with',
    actual: 'no baseline',
    explanation:
      'There is nothing to compare with yet. Set a baseline with "plimsoll baseline set", and name it with --baseline.',
  };
}

/** 'p95 <= baseline * 1.10': the whole 95 % interval of the change must be on one side. */
export function judgeRelative(
  gate: LimitGate & { readonly bound: Extract<GateBound, { kind: 'baseline' }> },
  comparison: Comparison,
): readonly Finding[] {
  const rows = rowsFor(gate.metric, gate.selector, comparison);
  if (rows.length === 0) return [notCompared(gate, comparison)];
  return rows.map((row) => {
    const allowed = allowedChange(gate.bound, row);
    const expected =
      allowed === null
        ? 'a baseline with a value'
        : `${limitWords(gate.operator, 0, 'count').replace(/ 0$/, '')} ${shownChange(row, allowed)} against the baseline`;
    const isOpen = allowed === null || row.effect?.interval == null || row.gates.length > 0;
    if (isOpen || row.reason === 'definitions-differ')
      return finding(row, 'inconclusive', expected, row.explanation);
    const { lo, hi } = row.effect.interval;
    const sides = new Set([lo, row.effect.value, hi].map((change) => meets(change, gate.operator, allowed)));
    if (sides.size === 1)
      return finding(
        row,
        sides.has(true) ? 'pass' : 'fail',
        expected,
        'The whole interval is on this side of the limit.',
      );
    return finding(
      row,
      'inconclusive',
      expected,
      'The interval of the change holds the limit; more runs make it narrower.',
    );
  });
}

/** On the scale of the row; null where that needs a value of the baseline that there is not. */
function allowedChange(
  { factor, offset }: Extract<GateBound, { kind: 'baseline' }>,
  row: MetricComparison,
): number | null {
  const base = row.baseline.value;
  if (row.scale === 'ratio')
    return offset === 0 ? factor - 1 : base === null || base === 0 ? null : offset / base;
  return factor === 1 ? offset : base === null ? null : (factor - 1) * base;
}

/** 'no regression > 5%' */
export function judgeRegression(gate: RegressionGate, comparison: Comparison): readonly Finding[] {
  const rows = rowsFor(gate.metric, gate.selector, comparison).filter(
    ({ role }) => gate.metric !== null || role === 'primary',
  );
  if (rows.length === 0) return [notCompared(gate, comparison)];
  return rows.map((row) => {
    const threshold = thresholdFor(gate, row);
    const outcome = threshold === null ? row.outcome : outcomeAt(row, threshold, comparison.settings.alpha);
    const worse = threshold === null ? null : worseWords(row, threshold);
    const known = row.effect === null ? 'the threshold' : thresholdWords(row, row.effect);
    const same = outcome === row.outcome;
    const why = same ? row.explanation : `At this threshold: ${outcome.replaceAll('-', ' ')}.`;
    return finding(row, outcomes[outcome], `no regression beyond ${worse ?? known}`, why);
  });
}

/** A share of a share is asked for only by a gate on the error ratio itself. */
function thresholdFor({ threshold, metric }: RegressionGate, row: MetricComparison): number | null {
  return row.metric === 'error-ratio' && metric === null ? null : threshold;
}

function worseWords(row: MetricComparison, threshold: number): string {
  const isUp = isWorseUpwards(row);
  if (row.scale === 'difference') return shownChange(row, isUp ? threshold : -threshold);
  return shownChange(row, isUp ? threshold : 1 / (1 + threshold) - 1);
}

function finding(row: MetricComparison, outcome: Outcome, expected: string, explanation: string): Finding {
  return {
    kind: 'regression',
    outcome,
    subject: `${rowEndpoint(row)}, ${metricLabel(row)}`,
    expected,
    actual: `${changeWords(row) ?? 'no value'}${intervalAside(row)}`,
    explanation,
  };
}

/** Rows of a metric (null: of all) of one endpoint, of each, or of all requests together. */
function rowsFor(
  metric: GateMetric | null,
  selector: GateSelector,
  { rows }: Comparison,
): readonly MetricComparison[] {
  const id = metric === null ? null : comparedMetricOf(metric);
  return rows.filter((row) => (id === null || row.metric === id) && isSelected(row, selector, rows));
}

function isSelected(
  { endpoint }: MetricComparison,
  selector: GateSelector,
  rows: readonly MetricComparison[],
): boolean {
  if (selector.kind !== 'named') return (endpoint === 'total') === (selector.kind === 'total');
  if (endpoint === 'total') return false;
  if (endpointLabel(endpoint) === selector.name) return true;
  const alike = rows.flatMap((row) =>
    row.endpoint !== 'total' && row.endpoint.name === selector.name ? [endpointId(row.endpoint)] : [],
  );
  return endpoint.name === selector.name && new Set(alike).size === 1;
}

function notCompared(gate: Gate, comparison: Comparison): Finding {
  const label =
    gate.metric === null ? 'nothing that decides' : `no ${gateMetricDefinition(gate.metric).label}`;
  return {
    kind: 'regression',
    outcome: 'inconclusive',
    subject: gate.text,
    expected: 'something to compare',
    actual: 'no value',
    explanation: `Both sides have ${label} in common here. ${comparison.summary}`,
  };
}
