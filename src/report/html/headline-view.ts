import type { Analysis } from '../../model/analysis.ts';
import type { Notice } from '../../model/notice.ts';
import { gitWords } from '../../model/origin.ts';
import type { Verdict } from '../../model/verdict.ts';
import { shownStatistics, slowestFirst } from '../charts/ranking.ts';
import { sortedChecks } from '../findings/gates.ts';
import { mainPercentile } from '../findings/response-time.ts';
import { generatorWarning, headline } from '../findings.ts';
import { formatCount, formatDuration, formatPercentile, formatRatio, shortText } from '../format.ts';
import { loadWords } from '../load-words.ts';
import { msView } from './estimate-view.ts';
import { instantView } from './instant-view.ts';
import { nameView } from './name-view.ts';
import { checkView } from './targets-view.ts';

/** So many endpoints stand beside the headline when there is no verdict. */
const SLOWEST_SHOWN = 5;
/** So many targets stand beside the headline, the missed ones first; all of them are in the section of targets. */
const TARGETS_SHOWN = 6;
/** So many warnings stand beside the headline; all of them are under Method. */
const WARNINGS_SHOWN = 2;

/** The first screen: what the run shows, what was run, and the checks or the slowest endpoints. */
export function headlineView(analysis: Analysis, verdict: Verdict | null, prefix: string) {
  const { badge, title, lead } = headline(analysis, verdict);
  const { source, startMs, durationMs, ended, labels, origin } = analysis.run;
  const warnings = analysis.notices.filter(isWorthSaying);
  const targets = sortedChecks(verdict?.checks ?? []).filter((check) => check.kind !== 'data-quality');
  return {
    badge: { ...badge, isPass: badge.tone === 'pass', isFail: badge.tone === 'fail' },
    title: keptTogether(title),
    lead: lead.map((phrase) => ({ ...phrase, text: keptTogether(phrase.text) })),
    facts: {
      started: instantView(startMs),
      duration: durationMs === null ? '' : formatDuration(durationMs),
      host: source.host === null ? '' : shortText(source.host, 80),
      tool: shortText([source.tool, source.toolVersion].filter((part) => part !== null).join(' '), 60),
      load: loadFact(analysis),
      checkout: origin === null ? '' : shortText(gitWords(origin) ?? '', 120),
      ci: origin?.ci
        ? shortText([origin.ci.service, origin.ci.job].filter((part) => part !== null).join(': '), 120)
        : '',
      wasInterrupted: ended === 'interrupted',
    },
    labels: labels.map(({ key, value }) => ({ key: shortText(key, 40), value: shortText(value, 60) })),
    banner: generatorWarning(analysis),
    generatorId: `${prefix}generator`,
    checks: targets.slice(0, TARGETS_SHOWN).map(checkView),
    moreTargets: Math.max(0, targets.length - TARGETS_SHOWN),
    slowest: targets.length === 0 ? slowestView(analysis, prefix) : null,
    warnings: warnings.slice(0, WARNINGS_SHOWN).map((notice) => shortText(notice.message, 200)),
    moreWarnings: Math.max(0, warnings.length - WARNINGS_SHOWN),
    methodId: `${prefix}method`,
  };
}

/** Of the engine what was asked for, of others what was seen. */
function loadFact({ run }: Analysis): string {
  const load = run.source.kind === 'engine' ? loadWords(run.load) : null;
  if (load !== null) return load;
  const { usersPeak } = run;
  return usersPeak === null ? '' : `up to ${formatCount(usersPeak)} ${usersPeak === 1 ? 'user' : 'users'}`;
}

/** What the banner says is not said again beside it. */
function isWorthSaying({ severity, code }: Notice): boolean {
  return severity === 'warning' && code !== 'generator-saturated';
}

/** A number and its unit stay on one line: '815 ms', '2 min 8 s'. */
function keptTogether(text: string): string {
  return text.replace(/(?<=\d) (?=(?:ms|s|min|h|d|%)\b|%)/g, '\u00a0');
}

function slowestView(analysis: Analysis, prefix: string) {
  const ranked = slowestFirst(analysis).filter(
    (endpoint) => shownStatistics(analysis, endpoint).latency !== null,
  );
  const [first] = ranked;
  if (first === undefined) return null;
  const percentile = mainPercentile(shownStatistics(analysis, first).latency)?.percentile ?? null;
  const rows = ranked.slice(0, SLOWEST_SHOWN).map((endpoint) => {
    const statistics = shownStatistics(analysis, endpoint);
    const main = mainPercentile(statistics.latency);
    return {
      ...nameView(endpoint.key),
      href: `#${prefix}${endpoint.anchor}`,
      value: msView(main?.value ?? statistics.latency?.meanMs ?? null),
      requests: formatCount(statistics.requests),
      failed:
        statistics.failures === 0 ? '' : `${formatRatio(statistics.failures / statistics.requests)} failed`,
    };
  });
  const count = analysis.endpoints.filter(({ isGroup }) => !isGroup).length;
  return {
    title:
      count > SLOWEST_SHOWN
        ? `Slowest ${SLOWEST_SHOWN} of ${formatCount(count)} endpoints`
        : 'Endpoints, slowest first',
    measure: percentile === null ? 'mean' : formatPercentile(percentile),
    rows,
  };
}
