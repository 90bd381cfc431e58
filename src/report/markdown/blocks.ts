import type { Analysis, EndpointAnalysis, EndpointStatistics, FailureCause } from '../../model/analysis.ts';
import { endpointLabel } from '../../model/endpoint-key.ts';
import type { Notice } from '../../model/notice.ts';
import type { Verdict } from '../../model/verdict.ts';
import { exceptionWords } from '../exceptions.ts';
import { elapsedIn, isTrimmed } from '../findings/finding.ts';
import { sortedChecks } from '../findings/gates.ts';
import { percentileIn, percentileScope } from '../findings/response-time.ts';
import { failuresFinding, headline, verdictBadge } from '../findings.ts';
import { formatCount, formatEstimateCellMs, formatMs, formatRate, formatRatio, UNKNOWN } from '../format.ts';
import { describePlace } from '../place.ts';
import { latencyCoverage, runFacts } from '../run-facts.ts';
import { codeOf, proseOf } from './escape.ts';
import type { Block } from './fit.ts';

/** Endpoints shown outright; the others are folded away. */
const SHOWN_ENDPOINTS = 20;

/** The verdict or the facts, the run, and its numbers as a whole. */
export function headlineBlock(analysis: Analysis, verdict: Verdict | null): Block {
  const { badge, title, lead } = headline(analysis, verdict);
  const phrases = lead.map(({ text, strong }) => (strong ? `**${proseOf(text)}**` : spacedProse(text)));
  const facts = [...runFacts(analysis), analysis.phases.summary].map((fact) => proseOf(fact));
  return fixedBlock([
    `### ${badge.text}: ${proseOf(title)}`,
    '',
    phrases.join('').trim(),
    '',
    ...keyNumbers(analysis),
    '',
    `Run ${codeOf(analysis.run.label)} · ${facts.join(' · ')}`,
  ]);
}

/** `proseOf` drops the spaces at the ends, which separate one phrase from the next. */
function spacedProse(text: string): string {
  return (text.startsWith(' ') ? ' ' : '') + proseOf(text) + (text.endsWith(' ') ? ' ' : '');
}

function keyNumbers(analysis: Analysis): readonly string[] {
  const { whole, steady } = analysis.total;
  const isPart = isTrimmed(analysis) && steady !== null;
  return [
    '| | Requests | Per second | Failed | Mean | p50 | p95 | p99 |',
    '|---|--:|--:|--:|--:|--:|--:|--:|',
    ...(isPart ? [keyNumbersRow('Steady state', steady)] : []),
    keyNumbersRow('Whole run', whole),
  ];
}

function keyNumbersRow(label: string, statistics: EndpointStatistics): string {
  const { latency, requests, throughputPerS } = statistics;
  const percentiles = [50, 95, 99].map((percentile) =>
    formatEstimateCellMs(percentileIn(latency, percentile)),
  );
  return row([
    label,
    formatCount(requests),
    formatRate(throughputPerS?.value ?? null),
    failedCell(statistics),
    formatMs(latency?.meanMs?.value ?? null),
    ...percentiles,
  ]);
}

function failedCell({ requests, failures }: EndpointStatistics): string {
  if (failures === 0 || requests === 0) return formatCount(failures);
  return `${formatCount(failures)} (${formatRatio(failures / requests)})`;
}

/** What was judged, missed targets first; under a heading of its own when the verdict is over several runs. */
export function checksBlock(verdict: Verdict, hasHeading: boolean): Block {
  const words = { pass: 'met', fail: '**missed**', inconclusive: 'not judged' } as const;
  const checks = sortedChecks(verdict.checks);
  return {
    head: [
      ...(hasHeading ? [`### ${verdictBadge(verdict).text}`, ''] : []),
      '| Outcome | Target | Expected | Measured | Why |',
      '|---|---|---|---|---|',
    ],
    rows: checks.map((check) =>
      row([
        words[check.outcome],
        proseOf(check.subject, 120),
        proseOf(check.expected, 120),
        proseOf(check.actual, 120),
        proseOf(check.explanation, 300),
      ]),
    ),
    tail: [],
    rowsAre: 'targets',
    priority: 0,
  };
}

/** The slowest endpoints by p95, then the others folded away. */
export function endpointBlocks(analysis: Analysis): readonly Block[] {
  const scope = percentileScope(analysis);
  const p95Of = (endpoint: EndpointAnalysis) =>
    percentileIn(endpoint[scope]?.latency ?? null, 95)?.value ?? -1;
  // Groups last: what stands above them adds up to the total.
  const ranked = [...analysis.endpoints].sort(
    (a, b) => Number(a.isGroup) - Number(b.isGroup) || p95Of(b) - p95Of(a),
  );
  if (ranked.length === 0) return [];
  const head = [
    '| Endpoint | Requests | Per second | Failed | Mean | p50 | p95 | p99 | Max |',
    '|---|--:|--:|--:|--:|--:|--:|--:|--:|',
  ];
  const rows = ranked.map((endpoint) => endpointRow(endpoint, endpoint[scope]));
  const shown = rows.slice(0, SHOWN_ENDPOINTS);
  const others = rows.slice(SHOWN_ENDPOINTS);
  const part = scope === 'steady' ? 'steady state' : 'whole run';
  const order =
    others.length > 0 ? `the ${SHOWN_ENDPOINTS} slowest of ${formatCount(rows.length)} by p95, ` : '';
  const groups = ranked.some(({ isGroup }) => isGroup) ? ' Groups are not in the totals.' : '';
  const title = `**Endpoints**, ${order}${part}. ${latencyCoverage(analysis)}.${groups}`;
  const blocks: Block[] = [
    { head: [title, '', ...head], rows: shown, tail: [], rowsAre: 'endpoints', priority: 1 },
  ];
  if (others.length > 0) {
    blocks.push(folded(`${formatCount(others.length)} more endpoints`, head, others, 'endpoints', 4));
  }
  return blocks;
}

function endpointRow(endpoint: EndpointAnalysis, statistics: EndpointStatistics | null): string {
  const name = codeOf(endpointLabel(endpoint.key));
  if (statistics === null) return row([name, ...new Array<string>(8).fill(UNKNOWN)]);
  const { latency, requests, throughputPerS } = statistics;
  return row([
    name,
    formatCount(requests),
    formatRate(throughputPerS?.value ?? null),
    failedCell(statistics),
    formatMs(latency?.meanMs?.value ?? null),
    ...[50, 95, 99].map((percentile) => formatEstimateCellMs(percentileIn(latency, percentile))),
    formatMs(latency?.maxMs ?? null),
  ]);
}

/** Failures by cause, then exceptions in the test's own code. */
export function failureBlocks(analysis: Analysis): readonly Block[] {
  const { failureCauses, exceptions } = analysis;
  const blocks: Block[] = [];
  if (failureCauses.length > 0) {
    blocks.push({
      head: [
        `**Failures:** ${proseOf(failuresFinding(analysis).title)}.`,
        '',
        '| Failed | Cause | Endpoint | First | Last |',
        '|--:|---|---|--:|--:|',
      ],
      rows: failureCauses.map((cause) => causeRow(analysis, cause)),
      tail: [],
      rowsAre: 'causes',
      priority: 2,
    });
  }
  if (exceptions.length > 0) {
    const rows = exceptions.map((group) =>
      row([formatCount(group.count), codeOf(exceptionWords(group, 300), 500)]),
    );
    const head = ['| Count | Exception |', '|--:|---|'];
    blocks.push(folded("Exceptions in the test's own code", head, rows, 'exceptions', 3));
  }
  return blocks;
}

function causeRow(analysis: Analysis, cause: FailureCause): string {
  const [first, ...others] = cause.endpoints;
  const where = first === undefined ? UNKNOWN : codeOf(endpointLabel(first.key));
  const at = (atMs: number | null) => (atMs === null ? UNKNOWN : elapsedIn(analysis, atMs));
  return row([
    formatCount(cause.count),
    codeOf(cause.cause, 200),
    others.length === 0 ? where : `${where} and ${others.length} more`,
    at(cause.firstMs),
    at(cause.lastMs),
  ]);
}

/** Everything the reader should know about the data, folded away. */
export function noticeBlocks(notices: readonly Notice[]): readonly Block[] {
  if (notices.length === 0) return [];
  const lines = notices.map((notice) => {
    const place = describePlace(notice.where);
    const where = place === '' ? '' : ` (${proseOf(place, 300)})`;
    const hint = notice.hint === undefined ? '' : ` ${proseOf(notice.hint)}`;
    return `- **${notice.severity}** ${proseOf(notice.message)}${where}${hint}`;
  });
  const title = `${formatCount(notices.length)} ${notices.length === 1 ? 'notice' : 'notices'} about the data`;
  return [folded(title, [], lines, 'notices', 3)];
}

/** `title` is our own text: nothing in it is escaped. */
function folded(
  title: string,
  head: readonly string[],
  rows: readonly string[],
  rowsAre: string,
  priority: number,
): Block {
  return {
    head: ['<details>', `<summary>${title}</summary>`, '', ...head],
    rows,
    tail: ['', '</details>'],
    rowsAre,
    priority,
  };
}

function fixedBlock(head: readonly string[]): Block {
  return { head, rows: [], tail: [], rowsAre: '', priority: 0 };
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
