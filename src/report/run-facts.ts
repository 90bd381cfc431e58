import type { Analysis, EndpointStatistics } from '../model/analysis.ts';
import { gitWords } from '../model/origin.ts';
import type { RunLabel } from '../model/run.ts';
import { formatCount, formatDuration, formatInstant, shortText } from './format.ts';
import { loadWords } from './load-words.ts';

/**
 * What was run, with what and when, in the order of a sentence: 'Locust 2.12.1', '22 Nov 2026, 14:30:00 UTC',
 * '2 min 30 s', 'up to 40 users'; of the engine the load model in the place of its users, what was
 * checked out, and the labels. Unknown facts are left out. Markup is not escaped.
 */
export function runFacts(analysis: Analysis): readonly string[] {
  const { source, startMs, durationMs, usersPeak } = analysis.run;
  const facts = [shortText([source.tool, source.toolVersion].filter((part) => part !== null).join(' '), 60)];
  if (source.host !== null) facts.push(shortText(source.host, 80));
  if (startMs !== null) facts.push(formatInstant(startMs));
  if (durationMs !== null) facts.push(formatDuration(durationMs));
  const load = source.kind === 'engine' ? loadWords(analysis.run.load) : null;
  if (load !== null) facts.push(load);
  else if (usersPeak !== null)
    facts.push(`up to ${formatCount(usersPeak)} ${usersPeak === 1 ? 'user' : 'users'}`);
  const git = analysis.run.origin === null ? null : gitWords(analysis.run.origin);
  if (git !== null) facts.push(shortText(git, 120));
  return [...facts, ...analysis.run.labels.map(labelText)];
}

/** 'commit 4fc0e1a': what the user said of the run. */
function labelText({ key, value }: RunLabel): string {
  return `${shortText(key, 40)} ${shortText(value, 60)}`;
}

/** Failed requests per second; null where the throughput is unknown. */
export function failuresPerS(statistics: EndpointStatistics): number | null {
  const { requests, failures, throughputPerS } = statistics;
  if (requests === 0 || throughputPerS === null) return null;
  return (throughputPerS.value * failures) / requests;
}

/** Said once, wherever response times are shown. */
export function latencyCoverage(analysis: Analysis): string {
  return analysis.run.source.latencyCovers === 'all-requests'
    ? 'Response times include failed requests'
    : 'Response times are of successful requests';
}
