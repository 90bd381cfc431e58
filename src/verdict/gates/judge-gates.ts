import type { Analysis, EndpointAnalysis } from '../../model/analysis.ts';
import type { Comparison } from '../../model/comparison.ts';
import { type EndpointKey, endpointLabel } from '../../model/endpoint-key.ts';
import type { Gate, GateSelector, LimitGate } from '../../model/gate.ts';
import { gateMetricDefinition, scalingMetricOf } from '../../model/gate-metric.ts';
import { gateSubject, limitWords, quantityWords } from '../../model/gate-words.ts';
import type { Check } from '../../model/verdict.ts';
import { type Finding, judgeRegression, judgeRelative, withoutBaseline } from './against-baseline.ts';
import { judgeValue } from './judge-value.ts';
import { judgeOverTime } from './over-time.ts';
import { readingOf } from './reading.ts';
import { judgeTimeToScale } from './scaling.ts';
import { judgeWorkloads } from './workloads.ts';

/** Whether a gate can be judged only beside a baseline. */
export function needsBaseline(gate: Gate): boolean {
  return gate.kind === 'regression' || gate.bound.kind === 'baseline';
}

/**
 * One check for each gate and what it is about: each run, and with `{each}` each endpoint. In a comparison limits are
 * for the candidate. What cannot be decided is inconclusive, with the reason in words.
 */
export function judgeGates(
  gates: readonly Gate[],
  analyses: readonly Analysis[],
  comparison: Comparison | null,
): readonly Check[] {
  const candidates = new Set(comparison?.candidate.map(({ id }) => id));
  const judged = analyses.filter(({ run }) => comparison === null || candidates.has(run.id));
  return gates.flatMap((gate, i) => {
    const findings = judgeGate(gate, judged, comparison);
    return findings.map((finding, j) => {
      const id = findings.length === 1 ? `gate-${i + 1}` : `gate-${i + 1}-${j + 1}`;
      return { id, ...finding };
    });
  });
}

function judgeGate(
  gate: Gate,
  analyses: readonly Analysis[],
  comparison: Comparison | null,
): readonly Finding[] {
  if (gate.kind === 'regression') {
    return comparison === null ? [withoutBaseline(gate)] : judgeRegression(gate, comparison);
  }
  const { bound } = gate;
  if (bound.kind === 'baseline') {
    return comparison === null ? [withoutBaseline(gate)] : judgeRelative({ ...gate, bound }, comparison);
  }
  return analyses.flatMap((analysis) => {
    const findings = judgeLimit(gate, bound.value, analysis);
    if (analyses.length === 1) return findings;
    return findings.map((finding) => ({ ...finding, subject: `${finding.subject} (${analysis.run.label})` }));
  });
}

function judgeLimit(gate: LimitGate, limit: number, analysis: Analysis): readonly Finding[] {
  const { metric, selector } = gate;
  const ofScaling = scalingMetricOf(metric);
  if (ofScaling === 'time-to-scale') return judgeTimeToScale(gate, limit, analysis);
  if (ofScaling !== null) return judgeWorkloads(ofScaling, gate, limit, analysis);
  const endpoints = endpointsOf(selector, analysis);
  if (endpoints.length === 0) return [withoutEndpoint(gate, limit)];
  return endpoints.map((endpoint) => {
    const key = selector.kind === 'total' ? null : endpoint.key;
    const about = {
      kind: 'slo' as const,
      subject: gateSubject(key, metric),
      expected: expectedWords(gate, limit),
    };
    const { forMs } = gate;
    if (forMs !== null) return { ...about, ...judgeOverTime({ ...gate, forMs }, limit, analysis, endpoint) };
    const reading = readingOf(gate, analysis, endpoint);
    if (reading.kind === 'missing') {
      return { ...about, outcome: 'inconclusive', actual: 'no value', explanation: sentence(reading.why) };
    }
    return { ...about, ...judgeValue(reading, gate.operator, limit, gateMetricDefinition(metric).unit) };
  });
}

/** 'below 2 s', 'below 2 s, but for less than 10 s on end' */
function expectedWords({ metric, operator, forMs, during }: LimitGate, limit: number): string {
  const words = limitWords(operator, limit, gateMetricDefinition(metric).unit);
  const part = during === null ? '' : during === 'steady' ? ' in the steady state' : ' in the whole run';
  const exception = forMs === null ? '' : `, but for less than ${quantityWords(forMs, 'ms')} on end`;
  return `${words}${part}${exception}`;
}

function endpointsOf(selector: GateSelector, { endpoints, total }: Analysis): readonly EndpointAnalysis[] {
  if (selector.kind === 'total') return [total];
  if (selector.kind === 'each') return endpoints.filter(({ isGroup }) => !isGroup);
  const key = namedEndpoint(
    selector.name,
    endpoints.map((endpoint) => endpoint.key),
  );
  return endpoints.filter((endpoint) => endpoint.key === key);
}

/** The endpoint of a name: as reports show it, or by the bare name where one endpoint has it. Null for none. */
function namedEndpoint(name: string, keys: readonly EndpointKey[]): EndpointKey | null {
  const labelled = keys.find((key) => endpointLabel(key) === name);
  if (labelled !== undefined) return labelled;
  const bare = keys.filter((key) => key.name === name);
  return bare.length === 1 ? (bare[0] ?? null) : null;
}

function withoutEndpoint(gate: LimitGate, limit: number): Finding {
  const { label } = gateMetricDefinition(gate.metric);
  const { selector } = gate;
  const name = selector.kind === 'named' ? selector.name : 'each endpoint';
  return {
    kind: 'slo',
    outcome: 'inconclusive',
    subject: `${name}, ${label}`,
    expected: expectedWords(gate, limit),
    actual: 'no value',
    explanation:
      selector.kind === 'named' ? 'The run has no request of this name.' : 'The run has no request.',
  };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
