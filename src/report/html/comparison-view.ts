import type { Comparison, MetricComparison } from '../../model/comparison.ts';
import {
  changeWords,
  intervalWords,
  metricLabel,
  shownChange,
  signedPercent,
} from '../../model/comparison-words.ts';
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
import { rowsByRole } from '../findings/comparison-evidence.ts';
import { scalingRows } from '../findings/scaling-sides.ts';
import { sideBySideOf } from '../findings/side-by-side.ts';
import { formatCount, formatDuration, shortText, showText, UNKNOWN } from '../format.ts';
import { type ComparisonDrawings, distributionsView, overlayView } from './comparison-curves-view.ts';
import { type ForestScale, forestGlyph, forestScale, forestScaleWords } from './forest-glyph.ts';
import { nameView } from './name-view.ts';

/** More is read by nobody; the JSON has all. */
const MOST_NAMES = 100;

/** The comparison as the page shows it: verdict, what differs, a forest plot with its evidence, failures. */
export function comparisonView(comparison: Comparison, drawings: ComparisonDrawings) {
  const badge = comparisonBadge(comparison);
  const { primary, exploratory } = rowsByRole(comparison);
  const scale = forestScale(primary.length > 0 ? primary : exploratory);
  return {
    badge: { ...badge, isPass: badge.tone === 'pass', isFail: badge.tone === 'fail' },
    ...titleAndRest(summaryBesideBadge(comparison)),
    baseline: sideName(comparison.baseline),
    candidate: sideName(comparison.candidate),
    noise: noiseWords(comparison),
    differences: comparison.differences.map((finding) => ({
      aspect: finding.aspect.replaceAll('-', ' '),
      word: finding.severity,
      tone: finding.severity === 'refusal' ? 'fail' : finding.severity === 'warning' ? 'warn' : 'neutral',
      baseline: shortText(finding.baseline, 200),
      candidate: shortText(finding.candidate, 200),
      isSame: finding.baseline === finding.candidate,
      meaning: finding.meaning,
    })),
    scale: forestScaleWords(scale),
    isSeveral: comparison.baseline.length + comparison.candidate.length > 2,
    threshold: signedPercent(comparison.settings.threshold).slice(1),
    primary: primary.map((row) => rowView(row, scale)),
    exploratory: exploratory.map((row) => rowView(row, scale)),
    exploratoryCount: formatCount(exploratory.length),
    failures: changedFailures(comparison).map((failure) => ({
      change: failure.change,
      name: nameView(failure.endpoint),
      cause: shortText(failure.cause, 300),
      baseline: failureWords(failure.baselineCount, failure.baselineRatio),
      candidate: failureWords(failure.candidateCount, failure.candidateRatio),
    })),
    scaling: scalingRows(comparison),
    sideBySide: sideBySideOf(comparison),
    candidates: comparison.others === undefined ? '' : formatCount(comparison.others.length + 1),
    overlay: overlayView(comparison, drawings),
    distributions: distributionsView(comparison, drawings),
    onlyInBaseline: comparison.onlyInBaseline.slice(0, MOST_NAMES).map(nameView),
    onlyInCandidate: comparison.onlyInCandidate.slice(0, MOST_NAMES).map(nameView),
    hasOneSided: comparison.onlyInBaseline.length + comparison.onlyInCandidate.length > 0,
    notices: comparison.notices.map(({ message, hint }) => ({
      message: showText(message),
      hint: hint ?? '',
    })),
  };
}

/** The first sentence is the title; the rest is what it rests on. */
function titleAndRest(summary: string) {
  const [title = '', ...rest] = shortText(summary, 600).split(/(?<=[.)]) (?=[A-Z])/u);
  return { summary: title, rest: rest.join(' ') };
}

function rowView(row: MetricComparison, scale: ForestScale) {
  const outcome = outcomeWords(row);
  return {
    name: row.endpoint === 'total' ? null : nameView(row.endpoint),
    renamedFrom: row.renamedFrom === null ? null : nameView(row.renamedFrom),
    metric: shortMetric(row),
    metricLabel: metricLabel(row),
    baseline: sideWords(row, row.baseline),
    candidate: sideWords(row, row.candidate),
    change: changeWords(row) ?? UNKNOWN,
    interval: intervalWords(row) ?? '',
    glyph: forestGlyph(row, scale),
    outcome: outcome.text,
    tone: outcome.tone,
    explanation: showText(row.explanation),
    evidence: evidenceOf(row),
  };
}

/** The numbers behind a verdict, each with its name; those that are not known are left out. */
function evidenceOf(row: MetricComparison): readonly { readonly term: string; readonly value: string }[] {
  const { effect, noise, needed, gates } = row;
  const isOpen = row.outcome === 'not-enough-evidence';
  const known = (term: string, value: string | null) => (value === null ? [] : [{ term, value }]);
  const change = (value: number) => shownChange(row, value);
  const spread = (value: number | null | undefined) =>
    value === null || value === undefined ? null : `±${change(value).slice(1)}`;
  const perRun = (values: MetricComparison['baseline']['runs']) =>
    values.length < 2 ? null : values.map((value) => sideWords(row, { ...row.baseline, value })).join(', ');
  return [
    ...known('p, by itself', effect?.p == null ? null : shownP(effect.p)),
    ...known('p, adjusted (Holm)', effect?.adjustedP == null ? null : shownP(effect.adjustedP)),
    ...known(
      'smallest change it would find',
      effect?.minimumDetectable == null ? null : change(effect.minimumDetectable),
    ),
    ...known('one run varies inside by', spread(noise?.withinRun)),
    ...known(
      noise?.basis === 'assumed' ? 'runs differ by (ASSUMED)' : 'runs differ by',
      spread(noise?.betweenRuns),
    ),
    ...known('enough would be', isOpen && needed !== null ? neededWords(needed) : null),
    ...known('baseline runs', perRun(row.baseline.runs)),
    ...known('candidate runs', perRun(row.candidate.runs)),
    ...known('requests', `${formatCount(row.baseline.requests)} and ${formatCount(row.candidate.requests)}`),
    ...known('of', row.candidate.part.replace('-', ' ')),
    ...known(
      'in the way',
      gates.length === 0 ? null : gates.map((gate) => gate.replaceAll('-', ' ')).join(', '),
    ),
  ];
}

function neededWords({ runsPerSide, steadyS }: NonNullable<MetricComparison['needed']>): string | null {
  const runs = runsPerSide === null ? null : `${formatCount(runsPerSide)} runs on each side`;
  const length = steadyS === null ? null : `a steady state of ${formatDuration(steadyS * 1000)}`;
  const ways = [runs, length].filter((way) => way !== null);
  return ways.length === 0 ? null : ways.join(', or ');
}

function shownP(p: number): string {
  if (p < 0.0001) return '<0.0001';
  return p >= 0.995 ? '1' : p.toPrecision(2);
}
