import type { Comparison, ComparisonSettings, MetricComparison } from '../model/comparison.ts';
import { metrics } from '../model/metric.ts';
import type { Notice } from '../model/notice.ts';
import { Problem } from '../model/problem.ts';
import { comparability } from './comparability.ts';
import { comparisonCurves } from './curves.ts';
import { failureChanges } from './failure-changes.ts';
import { matchEndpoints } from './match-endpoints.ts';
import type { CompareOptions, RunWithAnalysis } from './options.ts';
import { compareMetrics } from './rows.ts';
import { scalingSides } from './scaling-sides.ts';
import { outcomeOf, summaryOf } from './summary.ts';

const defaultThreshold = 0.05;
const failureSettings = { failureDifference: 0.001, failureFactor: 2 } as const;
const alpha = 0.05;

/**
 * Candidate against baseline: what differs between the runs themselves, then every metric of every endpoint with a
 * verdict, its evidence, and what would be enough where there is none. The same runs give the same comparison.
 *
 * @throws {Problem} 'nothing-to-compare' when a side has no run, 'threshold-out-of-range', 'noise-out-of-range'.
 *
 * Source: design paper "statistics.md", sections 3 and 4; the verdict is rule 3.7.
 */
export function compareRuns(
  baseline: readonly RunWithAnalysis[],
  candidate: readonly RunWithAnalysis[],
  options: CompareOptions = {},
): Comparison {
  if (baseline.length === 0 || candidate.length === 0) {
    const side = baseline.length === 0 ? 'baseline' : 'candidate';
    throw new Problem('usage', 'nothing-to-compare', `the ${side} has no run`, {
      fix: 'Name a run on each side.',
    });
  }
  const settings = settingsOf(options);
  const matched = matchEndpoints(baseline, candidate, options.renames);
  const found = comparability(baseline, candidate, matched);
  const rows = compareMetrics(matched.pairs, { baseline, candidate, settings, comparability: found });
  const scaling = scalingSides(baseline, candidate);
  return {
    schema: 'comparison/1',
    settings,
    baseline: baseline.map(({ analysis }) => analysis.run),
    candidate: candidate.map(({ analysis }) => analysis.run),
    outcome: outcomeOf(rows),
    summary: summaryOf(rows, found.findings),
    differences: found.findings,
    rows,
    onlyInBaseline: matched.onlyInBaseline,
    onlyInCandidate: matched.onlyInCandidate,
    failures: failureChanges(baseline, candidate, matched.pairs),
    curves: comparisonCurves(baseline, candidate, matched.pairs, rows, settings.threshold),
    ...(scaling.length === 0 ? {} : { scaling }),
    notices: noticesOf(rows),
  };
}

/** A comparison with further ones of the same baseline beside it, each with another candidate. */
export function sideBySide(first: Comparison, others: readonly Comparison[]): Comparison {
  if (others.length === 0) return first;
  return {
    ...first,
    others: others.map(({ candidate, outcome, summary, differences, rows, onlyInCandidate }) => ({
      candidate,
      outcome,
      summary,
      differences,
      rows,
      onlyInCandidate,
    })),
  };
}

function settingsOf({
  threshold = defaultThreshold,
  assumedNoise,
  candidates = 1,
}: CompareOptions): ComparisonSettings {
  if (!(threshold > 0 && threshold < Number.POSITIVE_INFINITY)) {
    throw new Problem(
      'usage',
      'threshold-out-of-range',
      `the threshold is ${threshold * 100} %, expected more than 0 %`,
      { fix: 'Give the smallest change that matters, such as 5 %.' },
    );
  }
  const wrong = [...(assumedNoise?.values() ?? [])].find((noise) => !(noise >= 0 && noise < 10));
  if (wrong !== undefined) {
    throw new Problem(
      'usage',
      'noise-out-of-range',
      `the assumed difference of runs is ${wrong * 100} %, expected 0 % to 1000 %`,
      { fix: 'Give how much runs of the same thing differ, such as 4 %.' },
    );
  }
  return {
    threshold,
    ...failureSettings,
    alpha: alpha / candidates,
    assumedNoise: metrics.flatMap(({ id }) => {
      const standardDeviation = assumedNoise?.get(id);
      return standardDeviation === undefined ? [] : [{ metric: id, standardDeviation }];
    }),
  };
}

function noticesOf(rows: readonly MetricComparison[]): readonly Notice[] {
  const notices: Notice[] = [];
  if (rows.some(({ effect, outcome }) => effect?.basis === 'assumed' && outcome !== 'not-judged')) {
    notices.push({
      code: 'noise-floor-assumed',
      severity: 'warning',
      message: 'Noise floor ASSUMED: how much runs differ was not seen in these runs but assumed beforehand.',
      hint: 'Compare 3 baseline runs with 3 candidate runs to measure it.',
    });
  }
  const failed = rows.filter(
    ({ metric, outcome }) => metric === 'error-ratio' && (outcome === 'regressed' || outcome === 'improved'),
  );
  if (failed.length > 0) {
    notices.push({
      code: 'failures-changed',
      severity: 'warning',
      message:
        'The share of failed requests changed. Requests that fail fast, or are no longer timed, move response times by themselves.',
      hint: 'Judge the failures first.',
    });
  }
  return notices;
}
