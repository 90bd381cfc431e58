import { createHash } from 'node:crypto';
import type { Analysis } from '../../model/analysis.ts';
import type { Result } from '../../model/result.ts';
import type { Trend } from '../../model/trend.ts';
import type { Verdict } from '../../model/verdict.ts';
import { FIGURE_FRAMES, plotWidthPx } from '../charts/frame.ts';
import { OwnMarkup } from '../charts/own-markup.ts';
import { rankedEndpoints, shownStatistics } from '../charts/ranking.ts';
import { embedResult, scriptSafeJson } from '../embed.ts';
import { verdictOfGates } from '../findings/gates.ts';
import { mainPercentile } from '../findings/response-time.ts';
import { isScalingAlone } from '../findings/scaling.ts';
import { headline, type Tone } from '../findings.ts';
import { formatCount, formatDuration, formatRatio, shortText } from '../format.ts';
import { pageParts } from '../templates.ts';
import { capacityView } from './capacity-view.ts';
import { startComparisonDrawings } from './comparison-curves-view.ts';
import { comparisonView } from './comparison-view.ts';
import { distributionView } from './distribution-view.ts';
import { startDrawings } from './drawings.ts';
import { endpointDetails } from './endpoint-details.ts';
import { endpointsView } from './endpoints-view.ts';
import { msView } from './estimate-view.ts';
import { failuresView } from './failures-view.ts';
import { generatorView } from './generator-view.ts';
import { headlineView } from './headline-view.ts';
import { instantView } from './instant-view.ts';
import { keyNumbers } from './key-numbers.ts';
import { methodView } from './method-view.ts';
import { openView } from './open-view.ts';
import { scalingViews } from './scaling-view.ts';
import { insertDrawings } from './sheet.ts';
import { streamingView } from './streaming-view.ts';
import { targetsView } from './targets-view.ts';
import { timelineView } from './timeline-view.ts';
import { trendView } from './trend-view.ts';

/** A comparison of more runs lists them; each has a report of its own. */
const MOST_FULL_REPORTS = 2;

/** The whole page. Equal results give equal pages. */
export async function renderPage(result: Result): Promise<string> {
  const { fill, css, script } = pageParts();
  // A verdict over several runs, or over a comparison, belongs to none of them.
  const isOfRun = result.analyses.length === 1 && result.comparison === null;
  const verdict = isOfRun ? result.verdict : null;
  const { analyses } = result;
  const isFull = result.comparison === null || analyses.length <= MOST_FULL_REPORTS;
  const runs = isFull
    ? analyses.map((analysis, index) => runView(analysis, verdict, index, analyses.length))
    : [];
  // Of a comparison the usual checks are its rows.
  const targets = targetsView(result.comparison === null ? result.verdict : verdictOfGates(result.verdict));
  const [first] = runs;
  const title = first === undefined ? 'No run' : first.label;
  const compared =
    result.comparison === null ? null : startComparisonDrawings(result.comparison.curves, runs.length);
  const comparison =
    result.comparison === null || compared === null ? null : comparisonView(result.comparison, compared);
  // Where nothing can be told of the change, how the run itself went is the answer.
  const isRunFirst =
    result.comparison?.outcome === 'not-enough-evidence' && runs.length === 1 && targets === null;
  const trend = result.trend === null ? null : trendView(result.trend, runs.length);
  const page = fill({
    comparison,
    isRunFirst,
    trend,
    title: trend !== null ? trendName(result.trend) : analyses.length > 1 ? `${analyses.length} runs` : title,
    documentTitle:
      trend !== null
        ? shortText(`${trend.badge.text}: ${trendName(result.trend)}`, 120)
        : comparison === null
          ? documentTitle(runs, result.verdict)
          : shortText(`${(targets ?? comparison).badge.text}: ${comparison.candidate}`, 120),
    tone: toneOf([targets?.badge.tone, (trend ?? comparison ?? first)?.badge.tone]),
    targets,
    policy: policy(css, script),
    css: new OwnMarkup(css),
    script: new OwnMarkup(script),
    runs:
      isRunFirst && comparison !== null
        ? runs.map((run) => ({ ...run, compared: comparedBadge(comparison.badge) }))
        : runs,
    overview: analyses.length > 1 ? analyses.map((analysis, i) => overviewRow(analysis, i, isFull)) : [],
    isEmpty: analyses.length === 0 && trend === null,
    created: instantView(result.createdMs),
    tool: shortText(`${result.tool.name} ${result.tool.version}`, 60),
    embedded: new OwnMarkup(embedResult(result)),
    data: new OwnMarkup(scriptSafeJson(scriptData(runs))),
  });
  return insertDrawings(page, [
    ...runs.map((run) => run.drawings),
    ...(compared === null ? [] : [compared]),
    ...(trend === null ? [] : [trend.drawings]),
  ]);
}

/** Leads from a run's own summary to the comparison below it. */
function comparedBadge({ text, tone }: { readonly text: string; readonly tone: Tone }) {
  return { tone, word: `${text.charAt(0).toLowerCase()}${text.slice(1)}` };
}

/** 'Trend of checkout' */
function trendName(trend: Trend | null): string {
  const filter = trend?.filter ?? [];
  return filter.length === 0 ? 'Trend of all runs' : `Trend of ${shortText(filter.join(' and '), 80)}`;
}

/** The worst of several. */
function toneOf(tones: readonly (Tone | undefined)[]): Tone {
  const order: readonly Tone[] = ['fail', 'warn', 'neutral', 'pass'];
  return order.find((tone) => tones.includes(tone)) ?? 'neutral';
}

/** What the browser's tab says: the verdict first where there is one. */
function documentTitle(runs: readonly ReturnType<typeof runView>[], verdict: Verdict | null): string {
  const [first] = runs;
  if (first === undefined) return 'No run';
  if (runs.length > 1) return `${runs.length} runs`;
  return verdict === null ? `${first.label}: load test` : `${first.badge.text}: ${first.label}`;
}

function prefixOf(index: number): string {
  return index === 0 ? '' : `run-${index + 1}-`;
}

function runView(analysis: Analysis, verdict: Verdict | null, index: number, count: number) {
  const prefix = prefixOf(index);
  const ranked = rankedEndpoints(analysis);
  const drawings = startDrawings(analysis, ranked, index);
  const timeline = timelineView(analysis, drawings.timeline, prefix);
  return {
    id: `${prefix}verdict`,
    prefix,
    label: shortText(analysis.run.label),
    /** Tells the sections of several runs apart. */
    of: count === 1 ? '' : `, run ${index + 1}: ${shortText(analysis.run.label)}`,
    badge: headline(analysis, verdict).badge,
    headline: headlineView(analysis, verdict, prefix),
    keyNumbers: keyNumbers(analysis),
    drawings,
    timeline,
    endpoints: endpointsView(analysis, ranked, drawings.endpoints, prefix),
    details: ranked.map((endpoint) =>
      endpointDetails(analysis, endpoint, drawings.endpoints.get(endpoint), prefix),
    ),
    scaling: scalingViews(analysis, drawings.scaling, prefix),
    isScaled: analysis.scaling.length > 0,
    isScalingAlone: isScalingAlone(analysis),
    hasEightNumbers: analysis.scaling.length > 0 && !isScalingAlone(analysis),
    scalingId: `${prefix}scaling`,
    openModel: openView(analysis, prefix),
    streaming: streamingView(analysis, prefix),
    capacity: capacityView(analysis, drawings.capacity, prefix),
    distribution: distributionView(analysis, drawings.distribution, prefix),
    failures: failuresView(analysis, prefix),
    generator: generatorView(analysis, drawings.generator, prefix),
    method: methodView(analysis, prefix),
  };
}

/** One line of the list of runs, when the page is of several. */
function overviewRow(analysis: Analysis, index: number, isFull: boolean) {
  const { run, total } = analysis;
  const main = mainPercentile(shownStatistics(analysis, total).latency);
  return {
    label: shortText(run.label),
    href: isFull ? `#${prefixOf(index)}verdict` : null,
    started: instantView(run.startMs),
    duration: formatDuration(run.durationMs),
    requests: formatCount(total.whole.requests),
    failed: formatRatio(total.whole.errorRatio?.value ?? null),
    main: msView(main?.value ?? null),
  };
}

/** What the page's script reads. The page shows everything without it. */
function scriptData(runs: readonly ReturnType<typeof runView>[]) {
  return {
    frames: FIGURE_FRAMES.map((frame) => ({
      name: frame.name,
      widthPx: frame.widthPx,
      leftPx: frame.leftPx,
      plotPx: plotWidthPx(frame),
    })),
    stacks: runs.flatMap((run) =>
      [run.timeline, ...run.scaling].map(({ id, stack }) => ({ id, stack: stack?.script ?? null })),
    ),
  };
}

/** Nothing is loaded, nothing runs and nothing is styled but what this program wrote. */
function policy(css: string, script: string): string {
  return [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(css)}`,
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
