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
import type { Tone } from '../findings.ts';
import { formatCount, shortText, UNKNOWN } from '../format.ts';
import type { Paint, Style } from './paint.ts';
import { type Column, tableLines } from './table.ts';
import { wrapWords } from './width.ts';

interface Terminal {
  readonly width: number | null;
  readonly paint: Paint;
}

type Block = readonly string[];

const messageLength = 500;
const styles: Readonly<Record<Tone, Style>> = { pass: 'pass', fail: 'fail', warn: 'warn', neutral: 'dim' };

/** A comparison for the terminal: the verdict, what differs, the rows that decide and why, the others. */
export function comparisonBlocks(comparison: Comparison, terminal: Terminal): readonly Block[] {
  const { primary, exploratory } = rowsByRole(comparison);
  return [
    ...sideBySideBlocks(comparison, terminal),
    headBlock(comparison, terminal),
    differencesBlock(comparison, terminal),
    tableBlock('What decides: one response time and the failures of each endpoint', primary, terminal),
    whyBlock(primary, terminal),
    tableBlock('Shown, not deciding', exploratory, terminal),
    failuresBlock(comparison, terminal),
    scalingBlock(comparison, terminal),
    onlyBlock('Only in the baseline', comparison.onlyInBaseline, terminal),
    onlyBlock('Only in the candidate', comparison.onlyInCandidate, terminal),
  ];
}

function headBlock(comparison: Comparison, { width, paint }: Terminal): Block {
  const badge = comparisonBadge(comparison);
  const facts = [
    `Baseline: ${sideName(comparison.baseline)}`,
    `Candidate: ${sideName(comparison.candidate)}`,
    `${noiseWords(comparison)}.`,
  ];
  return [
    paint(styles[badge.tone], badge.text),
    ...wrapWords(shortText(summaryBesideBadge(comparison), messageLength), width).map((line) =>
      paint('bold', line),
    ),
    ...facts.flatMap((fact) => wrapWords(fact, width)).map((line) => paint('dim', line)),
  ];
}

/** Of several candidates: what became of each, then a column for each; the rest is of the first. */
function sideBySideBlocks(comparison: Comparison, { width, paint }: Terminal): readonly Block[] {
  const beside = sideBySideOf(comparison);
  if (beside === null) return [];
  const { candidates, rows } = beside;
  const column = (header: string, align: Column['align'], cells: readonly string[]): Column => ({
    header,
    align,
    cells,
    dropOrder: 0,
  });
  const columns = [
    {
      ...column(
        'Endpoint',
        'left',
        rows.map(({ endpoint }) => shortText(endpoint)),
      ),
      leastWidth: 12,
    },
    column(
      'Metric',
      'left',
      rows.map(({ metric }) => metric),
    ),
    column(
      'Baseline',
      'right',
      rows.map(({ baseline }) => baseline),
    ),
    ...candidates.flatMap((_, i): readonly Column[] => [
      column(
        `[${i + 1}]`,
        'right',
        rows.map(({ cells }) => `${cells[i]?.value} ${cells[i]?.change}`),
      ),
      {
        ...column(
          '',
          'left',
          rows.map(({ cells }) => cells[i]?.outcome ?? ''),
        ),
        style: (row: number) => styles[rows[row]?.cells[i]?.tone ?? 'neutral'],
      },
    ]),
  ];
  const lines = candidates.flatMap(({ name, summary }, i) =>
    wrapWords(`[${i + 1}] ${name}: ${shortText(summary, messageLength)}`, width, '    '),
  );
  const title = 'Side by side, each candidate against the baseline by itself; below, the first in full';
  return [
    [...bold(title, { width, paint }), ...lines],
    tableLines(columns, { width, paint, totalRow: false }),
  ];
}

function differencesBlock({ differences }: Comparison, { width, paint }: Terminal): Block {
  if (differences.length === 0) return [];
  const lines = differences.flatMap(({ aspect, severity, baseline, candidate, meaning }) => {
    const sides =
      baseline === candidate
        ? shortText(baseline, 80)
        : `${shortText(baseline, 80)} → ${shortText(candidate, 80)}`;
    const painted = severity === 'info' ? 'dim' : severity === 'refusal' ? 'fail' : 'warn';
    return wrapWords(`${severity}: ${aspect.replaceAll('-', ' ')}: ${sides}. ${meaning}`, width).map((line) =>
      paint(painted, line),
    );
  });
  return [...bold('What differs besides the numbers', { width, paint }), ...lines];
}

function tableBlock(title: string, rows: readonly MetricComparison[], { width, paint }: Terminal): Block {
  if (rows.length === 0) return [];
  const text = (header: string, read: (row: MetricComparison) => string, dropOrder: number): Column => ({
    header,
    align: 'left',
    cells: rows.map(read),
    dropOrder,
  });
  const number = (header: string, read: (row: MetricComparison) => string, dropOrder: number): Column => ({
    ...text(header, read, dropOrder),
    align: 'right',
  });
  const columns: readonly Column[] = [
    { ...text('Endpoint', (row) => shortText(rowEndpoint(row)), 0), leastWidth: 12 },
    text('Metric', shortMetric, 0),
    number('Baseline', (row) => sideWords(row, row.baseline), 2),
    number('Candidate', (row) => sideWords(row, row.candidate), 2),
    number('Change', (row) => changeWords(row) ?? UNKNOWN, 0),
    number('95 % interval', (row) => intervalWords(row) ?? UNKNOWN, 3),
    {
      ...text('Verdict', (row) => outcomeWords(row).text, 0),
      style: (row) => styles[outcomeWords(rows[row] as MetricComparison).tone],
    },
    text('Why', ({ reason }) => reason.replaceAll('-', ' '), 4),
  ];
  return [...bold(title, { width, paint }), ...tableLines(columns, { width, paint, totalRow: false })];
}

function whyBlock(rows: readonly MetricComparison[], { width, paint }: Terminal): Block {
  return explained(rows).flatMap(({ explanation, rows: names }) => {
    const shown = names.slice(0, namesShown).map((name) => shortText(name, 60));
    const others = names.length > namesShown ? ` and ${formatCount(names.length - namesShown)} more` : '';
    return wrapWords(`${shown.join(', ')}${others}: ${explanation}`, width, '  ').map((line) =>
      paint('dim', line),
    );
  });
}

function failuresBlock(comparison: Comparison, { width, paint }: Terminal): Block {
  const changes = changedFailures(comparison);
  if (changes.length === 0) return [];
  const column = (header: string, cells: readonly string[], align: Column['align']): Column => ({
    header,
    align,
    cells,
    dropOrder: 0,
  });
  const columns: readonly Column[] = [
    column(
      'Change',
      changes.map(({ change }) => change),
      'left',
    ),
    {
      ...column(
        'Endpoint',
        changes.map(({ endpoint }) => shortText(endpointLabel(endpoint))),
        'left',
      ),
      leastWidth: 12,
    },
    {
      ...column(
        'Cause',
        changes.map(({ cause }) => shortText(cause)),
        'left',
      ),
      leastWidth: 12,
    },
    column(
      'Baseline',
      changes.map(({ baselineCount, baselineRatio }) => failureWords(baselineCount, baselineRatio)),
      'right',
    ),
    column(
      'Candidate',
      changes.map(({ candidateCount, candidateRatio }) => failureWords(candidateCount, candidateRatio)),
      'right',
    ),
  ];
  return [
    ...bold('Failures that are new, gone or changed (whole runs)', { width, paint }),
    ...tableLines(columns, { width, paint, totalRow: false }),
  ];
}

function scalingBlock(comparison: Comparison, { width, paint }: Terminal): Block {
  const rows = scalingRows(comparison);
  if (rows.length === 0) return [];
  const column = (header: string, align: Column['align'], cells: readonly string[]): Column => ({
    header,
    align,
    cells,
    dropOrder: 0,
  });
  const columns = [
    {
      ...column(
        'Workload',
        'left',
        rows.map(({ workload }) => workload),
      ),
      leastWidth: 8,
    },
    {
      ...column(
        'What',
        'left',
        rows.map(({ what }) => what),
      ),
      leastWidth: 10,
    },
    column(
      'Baseline',
      'right',
      rows.map(({ baseline }) => baseline),
    ),
    column(
      'Candidate',
      'right',
      rows.map(({ candidate }) => candidate),
    ),
  ];
  const title = 'How it scaled on both sides: single values, nothing is tested';
  return [...bold(title, { width, paint }), ...tableLines(columns, { width, paint, totalRow: false })];
}

function onlyBlock(title: string, keys: Comparison['onlyInBaseline'], { width, paint }: Terminal): Block {
  if (keys.length === 0) return [];
  const shown = keys.slice(0, 20).map((key) => shortText(endpointLabel(key), 60));
  const others = keys.length > shown.length ? ` and ${formatCount(keys.length - shown.length)} more` : '';
  return wrapWords(`${title}: ${shown.join(', ')}${others}.`, width).map((line) => paint('warn', line));
}

function bold(title: string, { width, paint }: Terminal): Block {
  return wrapWords(title, width).map((line) => paint('bold', line));
}
