import type { ComparabilityFinding } from '../model/comparison.ts';
import type { Gate } from '../stats/decision.ts';
import { loadFindings } from './comparability-of-load.ts';
import { generatorFindings } from './comparability-of-measurement.ts';
import type { MatchedEndpoints } from './match-endpoints.ts';
import type { RunWithAnalysis } from './options.ts';

/** What differs between the sides besides the numbers, and which verdicts it stands in the way of. */
export interface Comparability {
  readonly findings: readonly ComparabilityFinding[];
  /** Of every row, most serious first. */
  readonly gates: readonly Gate[];
  /** The response times of the two sides are of different requests. */
  readonly latencyDiffers: boolean;
}

const severities: readonly ComparabilityFinding['severity'][] = ['refusal', 'warning', 'info'];
const gateOf: ReadonlyMap<ComparabilityFinding['aspect'], Gate> = new Map([
  ['generator', 'generator-saturated'],
  ['littles-law', 'littles-law-fails'],
  ['load', 'load-differs'],
  ['users', 'load-differs'],
  ['steady-state', 'no-steady-state'],
]);

/** Looks at the runs themselves, before any number. */
export function comparability(
  baseline: readonly RunWithAnalysis[],
  candidate: readonly RunWithAnalysis[],
  matched: MatchedEndpoints,
): Comparability {
  const found = [
    ...generatorFindings(baseline, candidate),
    ...loadFindings(baseline, candidate),
    ...endpointFindings(baseline, candidate, matched),
  ];
  const findings = severities.flatMap((severity) => found.filter((finding) => finding.severity === severity));
  const refused = findings.filter(({ severity }) => severity === 'refusal');
  const gates = [...gateOf].flatMap(([aspect, gate]) =>
    refused.some((finding) => finding.aspect === aspect) ? [gate] : [],
  );
  return {
    findings,
    gates: [...new Set(gates)],
    latencyDiffers: refused.some(({ aspect }) => aspect === 'latency-covers'),
  };
}

function endpointFindings(
  baseline: readonly RunWithAnalysis[],
  candidate: readonly RunWithAnalysis[],
  { pairs, onlyInBaseline, onlyInCandidate }: MatchedEndpoints,
): readonly ComparabilityFinding[] {
  const findings: ComparabilityFinding[] = [];
  const shared = new Set(baseline.map(({ run }) => run.id));
  const both = candidate.filter(({ run }) => shared.has(run.id)).map(({ run }) => run.id);
  if (both.length > 0) {
    findings.push({
      aspect: 'same-run',
      severity: 'warning',
      baseline: both.join(', '),
      candidate: both.join(', '),
      meaning: 'The same run stands on both sides: it cannot differ from itself, which hides a change.',
    });
  }
  if (onlyInBaseline.length + onlyInCandidate.length > 0) {
    findings.push({
      aspect: 'endpoints',
      severity: 'warning',
      baseline: `${pairs.length + onlyInBaseline.length} endpoints`,
      candidate: `${pairs.length + onlyInCandidate.length} endpoints`,
      meaning:
        `${onlyInBaseline.length} only in the baseline, ${onlyInCandidate.length} only in the candidate: ` +
        'these are not compared, and a different mix of requests changes the load on the others.',
    });
  }
  return findings;
}
