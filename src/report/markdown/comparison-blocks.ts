import type { Comparison, MetricComparison } from '../../model/comparison.ts';
import { changeWords, intervalWords, rowEndpoint } from '../../model/comparison-words.ts';
import { endpointLabel } from '../../model/endpoint-key.ts';
import {
  changedFailures,
  comparisonBadge,
  failureWords,
  noiseWords,
  outcomeWords,
  shortMetric,
  sideName,
  sideWords,
  summaryBesideBadge,
} from '../findings/comparison.ts';
import { explained, namesShown, rowsByRole } from '../findings/comparison-evidence.ts';
import { scalingRows } from '../findings/scaling-sides.ts';
import { sideBySideOf } from '../findings/side-by-side.ts';
import { formatCount, UNKNOWN } from '../format.ts';
import { codeOf, proseOf } from './escape.ts';
import type { Block } from './fit.ts';

const tableHead = [
  '| Endpoint | Metric | Baseline | Candidate | Change | 95 % interval | Verdict |',
  '|---|---|--:|--:|--:|---|---|',
];

/** A comparison for a pull request: the verdict, what differs, the rows that decide; the rest folded away. */
export function comparisonBlocks(comparison: Comparison): readonly Block[] {
  const { primary, exploratory } = rowsByRole(comparison);
  const changes = changedFailures(comparison);
  const failures = changes.map((change) =>
    row([
      change.change,
      codeOf(endpointLabel(change.endpoint)),
      codeOf(change.cause, 200),
      failureWords(change.baselineCount, change.baselineRatio),
      failureWords(change.candidateCount, change.candidateRatio),
    ]),
  );
  const failureHead = ['| Change | Endpoint | Cause | Baseline | Candidate |', '|---|---|---|--:|--:|'];
  return [
    ...sideBySideBlocks(comparison),
    headBlock(comparison),
    { head: tableHead, rows: primary.map(metricRow), tail: [], rowsAre: 'rows', priority: 0 },
    ...folded('Why', [], whyLines(primary), 'reasons', 1),
    ...folded('Failures that are new, gone or changed', failureHead, failures, 'causes', 2),
    ...folded('Shown, not deciding', tableHead, exploratory.map(metricRow), 'rows', 3),
    ...folded(
      'How it scaled on both sides (single values, nothing is tested)',
      ['| Workload | | Baseline | Candidate |', '|---|---|--:|--:|'],
      scalingRows(comparison).map((one) =>
        row([codeOf(one.workload), one.what, one.baseline, one.candidate]),
      ),
      'rows',
      4,
    ),
    ...folded('Endpoints on one side only', [], onlyLines(comparison), 'endpoints', 4),
  ];
}

/** Of several candidates: what became of each, then a column for each; the rest is of the first. */
function sideBySideBlocks(comparison: Comparison): readonly Block[] {
  const beside = sideBySideOf(comparison);
  if (beside === null) return [];
  const { candidates, rows } = beside;
  const head = [
    '### Side by side',
    '',
    ...candidates.map(({ name, summary }, i) => `${i + 1}. ${codeOf(name, 200)}: ${proseOf(summary)}`),
    '',
    row(['Endpoint', 'Metric', 'Baseline', ...candidates.map((_, i) => `[${i + 1}]`)]),
    `|---|---|--:|${'--:|'.repeat(candidates.length)}`,
  ];
  const lines = rows.map(({ endpoint, metric, baseline, cells }) =>
    row([
      codeOf(endpoint),
      metric,
      baseline,
      ...cells.map(({ value, change, outcome, tone }) => {
        const words = tone === 'fail' ? `**${outcome}**` : outcome;
        return `${value} (${change}) ${words}`;
      }),
    ]),
  );
  const tail = ['', 'Each candidate is compared with the baseline by itself; below, the first in full.'];
  return [{ head, rows: lines, tail, rowsAre: 'rows', priority: 0 }];
}

function headBlock(comparison: Comparison): Block {
  const badge = comparisonBadge(comparison);
  const differences = comparison.differences.map(({ aspect, severity, baseline, candidate, meaning }) => {
    const sides = baseline === candidate ? codeOf(baseline) : `${codeOf(baseline)} → ${codeOf(candidate)}`;
    return `- **${severity}** ${aspect.replaceAll('-', ' ')}: ${sides}. ${meaning}`;
  });
  const sides = `Baseline ${codeOf(sideName(comparison.baseline), 300)} · candidate ${codeOf(sideName(comparison.candidate), 300)}`;
  return {
    head: [
      `### ${badge.text}`,
      '',
      `**${proseOf(summaryBesideBadge(comparison))}**`,
      '',
      `${sides} · ${noiseWords(comparison)}`,
      ...(differences.length === 0 ? [] : ['', ...differences]),
    ],
    rows: [],
    tail: [],
    rowsAre: '',
    priority: 0,
  };
}

function metricRow(metric: MetricComparison): string {
  const { text, tone } = outcomeWords(metric);
  return row([
    codeOf(rowEndpoint(metric)),
    shortMetric(metric),
    sideWords(metric, metric.baseline),
    sideWords(metric, metric.candidate),
    changeWords(metric) ?? UNKNOWN,
    intervalWords(metric) ?? UNKNOWN,
    tone === 'fail' ? `**${text}**` : text,
  ]);
}

function whyLines(rows: readonly MetricComparison[]): readonly string[] {
  return explained(rows).map(({ explanation, rows: names }) => {
    const shown = names.slice(0, namesShown).map((name) => codeOf(name, 80));
    const others = names.length > namesShown ? ` and ${formatCount(names.length - namesShown)} more` : '';
    return `- ${shown.join(', ')}${others}: ${explanation}`;
  });
}

function onlyLines({ onlyInBaseline, onlyInCandidate }: Comparison): readonly string[] {
  return [
    ...onlyInBaseline.map((key) => `- only in the baseline: ${codeOf(endpointLabel(key))}`),
    ...onlyInCandidate.map((key) => `- only in the candidate: ${codeOf(endpointLabel(key))}`),
  ];
}

/** `title` is our own text. Nothing where there are no rows. */
function folded(
  title: string,
  head: readonly string[],
  rows: readonly string[],
  rowsAre: string,
  priority: number,
): readonly Block[] {
  if (rows.length === 0) return [];
  const opening = ['<details>', `<summary>${title}</summary>`, '', ...head];
  return [{ head: opening, rows, tail: ['', '</details>'], rowsAre, priority }];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
