import type { Analysis } from '../model/analysis.ts';
import type { Notice } from '../model/notice.ts';
import type { Verdict } from '../model/verdict.ts';
import { isTrimmed } from './findings/finding.ts';
import { verdictOfGates } from './findings/gates.ts';
import { percentileScope } from './findings/response-time.ts';
import {
  capacityFinding,
  failuresFinding,
  generatorFinding,
  generatorWarning,
  headline,
  isOpen,
  openModelCounts,
  streamingEndpoints,
  streamingFinding,
  type Tone,
  verdictBadge,
} from './findings.ts';
import { NARROW_SPACE, shortText } from './format.ts';
import { describePlace } from './place.ts';
import type { Reporter } from './reporter.ts';
import { latencyCoverage, runFacts } from './run-facts.ts';
import { capacityColumns } from './terminal/capacity-table.ts';
import { checkLines } from './terminal/check-lines.ts';
import { comparisonBlocks } from './terminal/comparison-blocks.ts';
import { exceptionColumns, failureColumns } from './terminal/failure-tables.ts';
import {
  MOST_STREAMING,
  openEndpoints,
  openModelColumns,
  streamingColumns,
} from './terminal/measure-tables.ts';
import { type Paint, painter, type Style } from './terminal/paint.ts';
import { percentileColumns, requestColumns, showsRanges } from './terminal/request-tables.ts';
import { scalingBlocks } from './terminal/scaling-block.ts';
import { moreLines, shownNote } from './terminal/shown-endpoints.ts';
import { type Column, tableLines } from './terminal/table.ts';
import { trendBlocks } from './terminal/trend-blocks.ts';
import { wrapWords } from './terminal/width.ts';

/** Narrower than this nothing can be read. */
const LEAST_COLUMNS = 20;
const MESSAGE_LENGTH = 500;

interface Terminal {
  readonly width: number | null;
  readonly paint: Paint;
}

/** The run on a terminal, in the shape of Locust's own end-of-run tables; several runs one after another. */
export const text = {
  id: 'text',
  title: 'Tables for the terminal',
  fileName: 'report.txt',
  async render(result, { columns, colour }) {
    const width = columns === null ? null : Math.max(LEAST_COLUMNS, columns);
    const terminal = { width, paint: painter(colour) };
    // A verdict over several runs belongs to none of them.
    const isOverSeveral = result.analyses.length > 1;
    const { comparison, trend } = result;
    const ownVerdict = isOverSeveral ? null : result.verdict;
    const ofRuns = [
      ...(isOverSeveral ? [checksBlock(result.verdict, terminal)] : []),
      ...result.analyses.flatMap((analysis) => analysisBlocks(analysis, ownVerdict, terminal)),
    ];
    // The runs of a comparison have reports of their own.
    const blocks =
      comparison === null
        ? ofRuns
        : [
            checksBlock(verdictOfGates(result.verdict), terminal),
            ...comparisonBlocks(comparison, terminal),
            noticesBlock(comparison.notices, terminal),
          ];
    const ofTrend =
      trend === null ? [] : [...trendBlocks(trend, terminal), noticesBlock(trend.notices, terminal)];
    const shown = [...ofTrend, ...blocks]
      .filter((block) => block.length > 0)
      .map((block) => block.join('\n'));
    // Few terminal fonts have the narrow no-break space; lines are already broken where they may be.
    return `${shown.join('\n\n').replaceAll(NARROW_SPACE, ' ')}\n`;
  },
} as const satisfies Reporter;

type Block = readonly string[];

function analysisBlocks(analysis: Analysis, verdict: Verdict | null, terminal: Terminal): Block[] {
  return [
    headlineBlock(analysis, verdict, terminal),
    generatorWarningBlock(analysis, terminal),
    checksBlock(targetsOf(verdict), terminal),
    runBlock(analysis, terminal),
    ...requestBlocks(analysis, terminal),
    percentilesBlock(analysis, terminal),
    openModelBlock(analysis, terminal),
    streamingBlock(analysis, terminal),
    ...scalingBlocks(analysis, terminal),
    capacityBlock(analysis, terminal),
    failuresBlock(analysis, terminal),
    exceptionsBlock(analysis, terminal),
    generatorBlock(analysis, terminal),
    noticesBlock(analysis.notices, terminal),
  ];
}

const toneStyles: Readonly<Record<Tone, Style>> = {
  pass: 'pass',
  fail: 'fail',
  warn: 'warn',
  neutral: 'dim',
};

function headlineBlock(analysis: Analysis, verdict: Verdict | null, { width, paint }: Terminal): Block {
  const { badge, title, lead } = headline(analysis, verdict);
  const sentence = lead
    .map((phrase) => phrase.text)
    .join('')
    .trim();
  return [
    paint(toneStyles[badge.tone], badge.text),
    ...wrapWords(title, width).map((line) => paint('bold', line)),
    ...wrapWords(sentence, width),
  ];
}

/** Loud, and before any number. */
function generatorWarningBlock(analysis: Analysis, { width, paint }: Terminal): Block {
  const warning = generatorWarning(analysis);
  if (warning === null) return [];
  return wrapWords(`${warning.title} ${warning.explanation}`, width).map((line) => paint('warn', line));
}

/** The warning above says what the check of the generator would. */
function targetsOf(verdict: Verdict | null): Verdict | null {
  return verdict?.checks.every((check) => check.kind === 'data-quality') ? null : verdict;
}

function openModelBlock(analysis: Analysis, terminal: Terminal): Block {
  if (!isOpen(analysis)) return [];
  const counts = openModelCounts(analysis).map(({ term, value }) => `${term}: ${value}.`);
  const said = counts.map((count) => ` ${count}`).join('');
  const title = `Open model, whole run (ms): response times from when requests were due and from when they were sent.${said}`;
  const shown = titled(title, openModelColumns(analysis), terminal, true);
  return [...shown, ...moreBlock(openEndpoints(analysis).length, terminal)];
}

function streamingBlock(analysis: Analysis, terminal: Terminal): Block {
  const endpoints = streamingEndpoints(analysis).length;
  if (endpoints === 0) return [];
  const title = `Streaming. ${streamingFinding(analysis).note}`;
  return [
    ...titled(title, streamingColumns(analysis), terminal, false),
    ...moreBlock(endpoints, terminal, MOST_STREAMING),
  ];
}

/** Nothing where the run does not show it: most tests are not made to. */
function capacityBlock({ capacity }: Analysis, terminal: Terminal): Block {
  if (capacity.outcome === 'not-measured') return [];
  const { width, paint } = terminal;
  const { title, note } = capacityFinding(capacity);
  const remarks = capacity.remarks.flatMap(({ message }) =>
    wrapWords(shortText(message, MESSAGE_LENGTH), width),
  );
  return [
    ...titled(`Capacity (ms). ${title}. ${note}`, capacityColumns(capacity), terminal, false),
    ...remarks.map((line) => paint('dim', line)),
  ];
}

/** A generator that kept up is said too, in one line: no news would leave it open. */
function generatorBlock({ generator }: Analysis, { width, paint }: Terminal): Block {
  if (generator === null || generator.outcome === 'saturated') return [];
  const { title, note } = generatorFinding(generator);
  return wrapWords(`${title}. ${note}`, width).map((line) => paint('dim', line));
}

function runBlock(analysis: Analysis, { width, paint }: Terminal): Block {
  const facts = [`Run: ${shortText(analysis.run.label)}`, ...runFacts(analysis)].join(' · ');
  return [
    ...wrapWords(facts, width),
    ...wrapWords(shortText(analysis.phases.summary, MESSAGE_LENGTH), width),
  ].map((line) => paint('dim', line));
}

function groupsNote({ endpoints }: Analysis): string {
  return endpoints.some(({ isGroup }) => isGroup) ? ' Groups are not in the total.' : '';
}

/** The whole run, then the steady state when it is a part of it. */
function requestBlocks(analysis: Analysis, terminal: Terminal): Block[] {
  if (analysis.endpoints.length === 0) return [];
  const whole = titled(
    `Whole run (ms). ${latencyCoverage(analysis)}.${groupsNote(analysis)}${shownNote(analysis)}`,
    requestColumns(analysis, 'whole'),
    terminal,
    true,
  );
  const more = moreBlock(analysis.endpoints.length, terminal);
  if (analysis.total.steady === null || !isTrimmed(analysis)) return [[...whole, ...more]];
  const steady = titled('Steady state (ms)', requestColumns(analysis, 'steady'), terminal, true);
  return [[...whole, ...more], steady];
}

/** How many rows of a table are not there; nothing where all are. */
function moreBlock(rows: number, { width, paint }: Terminal, most?: number): Block {
  return moreLines(rows, most)
    .flatMap((line) => wrapWords(line, width))
    .map((line) => paint('dim', line));
}

function percentilesBlock(analysis: Analysis, terminal: Terminal): Block {
  const columns = percentileColumns(analysis);
  if (columns.length === 0) return [];
  const part = percentileScope(analysis) === 'steady' ? 'steady state' : 'whole run';
  const ranges = showsRanges(analysis) ? ' Of two numbers: the exact value lies between them.' : '';
  const title = `Response time percentiles, ${part} (ms).${shownNote(analysis)}${ranges}`;
  return titled(title, columns, terminal, true);
}

function failuresBlock(analysis: Analysis, terminal: Terminal): Block {
  if (analysis.failureCauses.length === 0) return [];
  const shown = titled(failuresFinding(analysis).title, failureColumns(analysis), terminal, false);
  return [...shown, ...moreBlock(analysis.failureCauses.length, terminal)];
}

function exceptionsBlock({ exceptions }: Analysis, terminal: Terminal): Block {
  if (exceptions.length === 0) return [];
  const { width, paint } = terminal;
  return [
    ...tableLines(exceptionColumns(exceptions), { width, paint, totalRow: false }),
    ...moreBlock(exceptions.length, terminal),
  ];
}

function checksBlock(verdict: Verdict | null, { width, paint }: Terminal): Block {
  if (verdict === null || verdict.checks.length === 0) return [];
  const title = wrapWords(verdictBadge(verdict).text, width).map((line) => paint('bold', line));
  return [...title, ...checkLines(verdict.checks, { width, paint })];
}

function noticesBlock(notices: readonly Notice[], { width, paint }: Terminal): Block {
  return notices.flatMap((notice) => {
    const place = describePlace(notice.where);
    const message = shortText(notice.message, MESSAGE_LENGTH);
    const hint =
      notice.hint === undefined ? [] : wrapWords(shortText(notice.hint, MESSAGE_LENGTH), width, '  ');
    const lines = wrapWords(`${notice.severity}: ${message}${place === '' ? '' : ` (${place})`}`, width);
    return [
      ...lines.map((line) => (notice.severity === 'warning' ? paint('warn', line) : line)),
      ...hint.map((line) => paint('dim', line)),
    ];
  });
}

function titled(
  title: string,
  columns: readonly Column[],
  { width, paint }: Terminal,
  totalRow: boolean,
): Block {
  return [
    ...wrapWords(title, width).map((line) => paint('bold', line)),
    ...tableLines(columns, { width, paint, totalRow }),
  ];
}
