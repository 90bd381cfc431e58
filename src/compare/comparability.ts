import type { ComparabilityFinding } from '../model/comparison.ts';
import type { Gate } from '../stats/decision.ts';
import { loadFindings } from './comparability-of-load.ts';
import { generatorFindings } from './comparability-of-measurement.ts';
import { requestFindings } from './comparability-of-requests.ts';
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
    ...sameRun(baseline, candidate),
    ...requestFindings(baseline, candidate, matched),
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

function sameRun(
  baseline: readonly RunWithAnalysis[],
  candidate: readonly RunWithAnalysis[],
): readonly ComparabilityFinding[] {
  const shared = new Set(baseline.map(({ run }) => run.id));
  const both = candidate.filter(({ run }) => shared.has(run.id)).map(({ run }) => run.id);
  if (both.length === 0) return [];
  return [
    {
      aspect: 'same-run',
      severity: 'warning',
      baseline: both.join(', '),
      candidate: both.join(', '),
      meaning: 'The same run stands on both sides: it cannot differ from itself, which hides a change.',
    },
  ];
}
