import type { Comparison, MetricComparison } from '../../model/comparison.ts';
import { changeWords, intervalAside, metricLabel, rowEndpoint } from '../../model/comparison-words.ts';
import { endpointLabel } from '../../model/endpoint-key.ts';
import {
  changedFailures,
  comparisonBadge,
  failureWords,
  sideWords,
  summaryBesideBadge,
} from '../findings/comparison.ts';
import { rowsByRole } from '../findings/comparison-evidence.ts';
import { shortText } from '../format.ts';
import type { Annotation } from './workflow-command.ts';

const levels = { pass: 'notice', neutral: 'notice', warn: 'warning', fail: 'error' } as const;

/** The verdict first, then what regressed, what makes the sides hard to compare, and failures that are new. */
export function comparisonAnnotations(comparison: Comparison): readonly Annotation[] {
  const badge = comparisonBadge(comparison);
  const { primary } = rowsByRole(comparison);
  const regressed = primary.filter(({ outcome }) => outcome === 'regressed');
  // What regressed is said by name; the sentence about it would be the same once more.
  const isNamed = regressed.length > 0 && badge.tone === 'fail';
  return [
    ...(isNamed
      ? []
      : [
          {
            level: levels[badge.tone],
            title: badge.text,
            message: shortText(summaryBesideBadge(comparison), 500),
          },
        ]),
    ...regressed.map(regressionOf),
    ...comparison.differences
      .filter(({ severity }) => severity !== 'info')
      .map(({ aspect, severity, meaning }): Annotation => {
        const what = aspect.replaceAll('-', ' ');
        const title = severity === 'refusal' ? `Not comparable: ${what}` : `What differs: ${what}`;
        return { level: 'warning', title, message: meaning };
      }),
    ...changedFailures(comparison)
      .filter(({ change }) => change === 'new')
      .map(
        ({ endpoint, cause, candidateCount, candidateRatio }): Annotation => ({
          level: 'warning',
          title: `New failure of ${shortText(endpointLabel(endpoint), 80)}`,
          message: `${shortText(cause, 300)}: ${failureWords(candidateCount, candidateRatio)}`,
        }),
      ),
  ];
}

function regressionOf(row: MetricComparison): Annotation {
  const change = `${changeWords(row) ?? ''}${intervalAside(row)}`;
  const sides = `${sideWords(row, row.baseline)} → ${sideWords(row, row.candidate)}`;
  return {
    level: 'error',
    title: `Regressed: ${metricLabel(row)} of ${shortText(rowEndpoint(row), 80)}`,
    message: `${sides}, ${change}. ${row.explanation}`,
  };
}
