import type { Analysis, LittlesLaw } from '../../model/analysis.ts';
import type { Notice } from '../../model/notice.ts';
import { machineWords, type RunOrigin } from '../../model/origin.ts';
import type { SourceFileRecord } from '../../model/run.ts';
import { capacityFinding, phasesFinding } from '../findings.ts';
import { formatBytes, formatCount, formatDuration, formatMs, shortText, showText } from '../format.ts';
import { loadWords } from '../load-words.ts';
import { describePlace } from '../place.ts';
import { latencyCoverage } from '../run-facts.ts';
import { formatConfidence } from './estimate-view.ts';
import { instantView } from './instant-view.ts';

/** How the numbers came about: what a reader needs to trust them or to doubt them. */
export function methodView(analysis: Analysis, prefix: string) {
  const { run, timeline, settings, littlesLaw } = analysis;
  const phases = phasesFinding(analysis);
  return {
    id: `${prefix}method`,
    facts: [
      { term: 'Run', value: `${shortText(run.label)} (${run.id})` },
      {
        term: 'Measured by',
        value: shortText([run.source.tool, run.source.toolVersion ?? ''].join(' ').trim()),
      },
      { term: 'Target', value: run.source.host === null ? 'not recorded' : shortText(run.source.host) },
      { term: 'Load', value: loadWords(run.load) ?? 'not recorded' },
      ...originFacts(run.origin),
      {
        term: 'Ended',
        value: { finished: 'as planned', interrupted: 'cut off', unknown: 'not recorded' }[run.ended],
      },
      { term: 'Phases', value: phases.note },
      { term: 'Percentiles', value: percentileWords(analysis) },
      { term: 'Response times', value: `${latencyCoverage(analysis)}.` },
      {
        term: 'Intervals',
        value: `${formatConfidence(settings.confidence)}: what another run of the same length could give. Of percentiles: from order statistics, requests taken as independent; of rates and means: from the spread of the windows.`,
      },
      {
        term: 'Apdex',
        value: `satisfied up to ${formatMs(settings.apdexToleratedMs)}, tolerating up to ${formatMs(4 * settings.apdexToleratedMs)}`,
      },
      {
        term: 'Buckets',
        value:
          timeline === null
            ? 'no curve over time'
            : `${formatDuration(timeline.bucketMs)} each, ${formatCount(timeline.buckets)} in all; a gap is drawn where nothing is known`,
      },
      { term: "Little's law", value: littlesLawWords(littlesLaw) },
      { term: 'Capacity', value: capacityWords(analysis) },
      { term: 'Time zone', value: 'Clock times are of your own zone, UTC on hover; UTC without scripts.' },
    ],
    started: instantView(run.startMs),
    ended: instantView(run.endMs),
    files: run.source.files.map(fileView),
    notices: analysis.notices.map(noticeView),
  };
}

/** What is known of where the run came from, a fact each. */
function originFacts(origin: RunOrigin | null): readonly { readonly term: string; readonly value: string }[] {
  if (origin === null) return [];
  const { git, ci, machine } = origin;
  const known = (term: string, value: string) => [{ term, value: shortText(value, 300) }];
  return [
    ...(git === null
      ? []
      : known(
          'Checkout',
          [git.branch, git.commit, git.isDirty ? 'with changes' : null]
            .filter((part) => part !== null)
            .join(', '),
        )),
    ...(ci === null
      ? []
      : known('CI', [ci.service, ci.job, ci.url].filter((part) => part !== null).join(', '))),
    ...(machine === null ? [] : known('Generator', `${machineWords(machine)}, Node.js ${machine.node}`)),
  ];
}

function capacityWords({ capacity }: Analysis): string {
  const { title, note } = capacityFinding(capacity);
  return capacity.outcome === 'measured' ? showText(`${title}.`) : showText(`${title}. ${note}`);
}

/** The percentile definition and its error, in one plain sentence. */
function percentileWords(analysis: Analysis): string {
  const fidelity = analysis.total.whole.latency?.fidelity ?? null;
  const tool = shortText(analysis.run.source.tool, 40);
  if (fidelity === null) return 'No response time was recorded.';
  if (fidelity === 'samples') return 'Nearest rank over every response time, exact to what the source wrote.';
  if (fidelity === 'histogram' && analysis.run.source.kind === 'engine')
    return 'Nearest rank over HdrHistograms of 3 significant digits: at most 0.05 % from the exact value.';
  if (fidelity === 'histogram')
    return `Nearest rank over ${tool}'s counts per response time; the bounds beside a number are what its rounding leaves open.`;
  return `As ${tool} states them; the bounds beside a number are what its rounding and its choice of rank leave open about the nearest-rank percentile, and nothing is interpolated, merged or averaged.`;
}

function littlesLawWords(law: LittlesLaw): string {
  const words = showText(law.explanation);
  return law.outcome === 'violated' ? `Violated. ${words}` : words;
}

function fileView(file: SourceFileRecord) {
  return {
    name: shortText(file.name),
    full: showText(file.name),
    readAs: shortText(file.readAs),
    size: formatBytes(file.sizeBytes),
    sha256: file.sha256,
    read: formatCount(file.rowsRead),
    skipped: formatCount(file.rowsSkipped),
    hasSkipped: file.rowsSkipped > 0,
  };
}

function noticeView(notice: Notice) {
  return {
    isWarning: notice.severity === 'warning',
    word: notice.severity === 'warning' ? 'Warning' : 'Note',
    message: showText(notice.message),
    place: describePlace(notice.where),
    hint: notice.hint === undefined ? '' : showText(notice.hint),
    code: notice.code,
  };
}
