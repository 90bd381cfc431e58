import type { Analysis, EndpointAnalysis, EndpointStatistics } from '../../model/analysis.ts';
import type { ScalingAnalysis } from '../../model/scaling-analysis.ts';
import type { Check, Outcome, Verdict } from '../../model/verdict.ts';
import { formatCount, formatDuration, formatMs, formatRate, formatRatio, shortText } from '../format.ts';
import { breakdownOf } from './breakdown.ts';
import { counted, type Headline, isTrimmed, nameOf, type Phrase, plain, strong } from './finding.ts';
import { isOfGate } from './gates.ts';
import { answeredWithin, percentileScope, type Scope } from './response-time.ts';
import { isScalingAlone, scalingFinding, workloadName } from './scaling.ts';

/**
 * Fewer requests than this leave the upper end of a two-sided 95 % interval of p95 open: ln 0.025 / ln 0.95, rounded
 * up (distribution-free interval between order statistics).
 */
const FEWEST_REQUESTS = 72;

const notEnoughData: Headline['badge'] = { text: 'Not enough data to judge', tone: 'warn' };

/**
 * The first thing a report says. A verdict is stated when there is one, else facts only. Missing or too little data is
 * said instead of a pass, never beside it. Where nothing succeeded, that comes before everything that was counted.
 */
export function headline(analysis: Analysis, verdict: Verdict | null): Headline {
  const judged = verdict !== null && verdict.checks.length > 0 ? verdict : null;
  const requests = analysis.total.whole.requests;
  if (judged !== null && (requests > 0 || isScalingAlone(analysis) || worstOutcome(judged) === 'fail'))
    return judgedHeadline(analysis, judged);
  const breakdown = breakdownOf(analysis);
  if (breakdown !== null) {
    const { badge, title, lead } = breakdown;
    return { badge, title, lead: [...interruption(analysis), ...lead, ...counts(analysis)] };
  }
  if (isScalingAlone(analysis)) return ofScalingAlone(analysis);
  if (requests === 0) return withoutRequests(analysis);
  if (requests < FEWEST_REQUESTS) return withFewRequests(analysis, requests);
  return {
    badge: { text: 'No targets set', tone: 'neutral' },
    title: factsTitle(analysis),
    lead: [...interruption(analysis), ...facts(analysis)],
  };
}

/** A record of scaling without a load test beside it. */
function ofScalingAlone(analysis: Analysis): Headline {
  const [first, ...others] = analysis.scaling;
  return {
    badge: { text: 'No targets set', tone: 'neutral' },
    title: first === undefined ? '' : scalingFinding(first).title,
    lead: [
      ...others.slice(0, MOST_WORKLOADS_TOLD).flatMap(scalingPhrases),
      plain('No load test stands beside this record of scaling: what users met is not known. '),
    ],
  };
}

function counts(analysis: Analysis): readonly Phrase[] {
  if (analysis.total.whole.requests > 0) return facts(analysis);
  return analysis.scaling.length > 0 ? scaled(analysis) : noRequests(analysis);
}

/** The verdict's own outcome, unless one of its checks is worse: an inconclusive check is never shown as a pass. */
function worstOutcome(verdict: Verdict): Outcome {
  const outcomes = [verdict.outcome, ...verdict.checks.map((check) => check.outcome)];
  return (
    outcomes.find((outcome) => outcome === 'fail') ??
    outcomes.find((outcome) => outcome === 'inconclusive') ??
    'pass'
  );
}

function judgedHeadline(analysis: Analysis, verdict: Verdict): Headline {
  const outcome = worstOutcome(verdict);
  const told = verdict.checks.filter((check) => check.outcome === outcome && outcome !== 'pass').slice(0, 3);
  const [first] = told;
  const breakdown = breakdownOf(analysis);
  const title = breakdown?.title ?? (first === undefined ? factsTitle(analysis) : checkTitle(first));
  const others = breakdown === null ? told.slice(1) : told;
  return {
    badge: verdictBadge(verdict),
    title,
    lead: [
      ...interruption(analysis),
      ...(breakdown?.lead ?? []),
      ...others.flatMap(checkPhrases),
      ...counts(analysis),
    ],
  };
}

/** '3 of 6 targets missed', in words that hold for the worst of the checks. 'checks' when not all are targets. */
export function verdictBadge(verdict: Verdict): Headline['badge'] {
  const { checks } = verdict;
  const n = checks.length;
  const word = checks.every(({ kind, id }) => kind === 'slo' || isOfGate(id)) ? 'target' : 'check';
  const count = (wanted: Outcome) => checks.filter((check) => check.outcome === wanted).length;
  const unjudged = count('inconclusive');
  switch (worstOutcome(verdict)) {
    case 'pass':
      return { text: n === 1 ? `The ${word} was met` : `All ${n} ${word}s met`, tone: 'pass' };
    case 'inconclusive': {
      const unsure = checks.filter((check) => check.outcome === 'inconclusive');
      if (unsure.every((check) => check.kind === 'data-quality'))
        return { text: 'Not conclusive', tone: 'warn' };
      const one = `The ${word} could not be judged`;
      return { text: n === 1 ? one : `${unjudged} of ${n} ${word}s could not be judged`, tone: 'warn' };
    }
    case 'fail': {
      const rest = unjudged === 0 ? '' : `, ${unjudged} could not be judged`;
      const text = n === 1 ? `The ${word} was missed` : `${count('fail')} of ${n} ${word}s missed${rest}`;
      return { text, tone: 'fail' };
    }
  }
}

/** 'POST /chat, p95: 7.90 s, expected at most 6 s'. */
function checkTitle(check: Check): string {
  const subject = shortText(check.subject);
  if (check.kind === 'data-quality') return `The ${subject} was ${shortText(check.actual)}`;
  if (check.outcome === 'inconclusive')
    return `${subject} could not be judged: ${withoutStop(check.explanation)}`;
  return `${subject}: ${shortText(check.actual)}, expected ${shortText(check.expected)}`;
}

function checkPhrases(check: Check): readonly Phrase[] {
  const subject = strong(shortText(check.subject));
  if (check.outcome === 'inconclusive') {
    return [subject, plain(` could not be judged: ${withoutStop(check.explanation)}. `)];
  }
  return [
    subject,
    plain(': '),
    strong(shortText(check.actual)),
    plain(`, expected ${shortText(check.expected)}. `),
  ];
}

function withoutStop(text: string): string {
  return shortText(text, 300).replace(/\.$/, '');
}

function withoutRequests(analysis: Analysis): Headline {
  return {
    badge: notEnoughData,
    title: 'No request was completed',
    lead: [...interruption(analysis), ...noRequests(analysis)],
  };
}

function noRequests({ run: { durationMs, usersPeak } }: Analysis): readonly Phrase[] {
  const lasted = durationMs === null ? '' : ` in ${formatDuration(durationMs)}`;
  const users = usersPeak === null ? '' : ` with up to ${counted(usersPeak, formatCount(usersPeak), 'user')}`;
  return [strong('0'), plain(` requests completed${lasted}${users}. There is nothing to analyse.`)];
}

function withFewRequests(analysis: Analysis, requests: number): Headline {
  return {
    badge: notEnoughData,
    title: `${counted(requests, formatCount(requests), 'request is', 'requests are')} too few to judge by`,
    lead: [
      ...interruption(analysis),
      plain(`With fewer than ${FEWEST_REQUESTS} requests, chance alone decides the 95th percentile. `),
      ...facts(analysis),
    ],
  };
}

function interruption(analysis: Analysis): readonly Phrase[] {
  if (analysis.run.ended !== 'interrupted') return [];
  return [strong('The run was cut off'), plain(': this covers what was recorded until then. ')];
}

/** 'POST /chat answered 95 % of requests within 790 ms; 2.9 % of all requests failed'. */
function factsTitle(analysis: Analysis): string {
  const scope = percentileScope(analysis);
  const main = mainEndpoint(analysis, scope);
  const statistics = (main ?? analysis.total)[scope];
  const answered = answeredWithin(statistics?.latency ?? null, timedRequests(analysis, statistics));
  const failed = failedClause(analysis.total[scope] ?? analysis.total.whole);
  if (answered === null) return `${failed.charAt(0).toUpperCase()}${failed.slice(1)}`;
  return `${main === null ? 'The system' : nameOf(main.key)} ${answered}; ${failed}`;
}

/** What response times are of; where nothing failed, of all requests. */
function timedRequests({ run }: Analysis, statistics: EndpointStatistics | null): string {
  const isOfSome = run.source.latencyCovers === 'successful-requests' && (statistics?.failures ?? 0) > 0;
  return isOfSome ? 'successful requests' : 'requests';
}

/** The endpoint that users waited for most in total: the largest requests × mean response time. Null without any. */
function mainEndpoint(analysis: Analysis, scope: Scope): EndpointAnalysis | null {
  const waited = (endpoint: EndpointAnalysis) =>
    (endpoint[scope]?.requests ?? 0) * (endpoint[scope]?.latency?.meanMs?.value ?? 0);
  const requests = analysis.endpoints.filter(({ isGroup }) => !isGroup);
  return requests.reduce<EndpointAnalysis | null>(
    (most, endpoint) => (most === null || waited(endpoint) > waited(most) ? endpoint : most),
    null,
  );
}

function failedClause(total: EndpointStatistics): string {
  if (total.failures === 0) return 'no request failed';
  if (total.failures === total.requests) return 'every request failed';
  return `${formatRatio(total.failures / total.requests)} of all requests failed`;
}

/** An open load that was not what was asked for; before the numbers, which are of less. */
function shortfall({ notices }: Analysis): readonly Phrase[] {
  const notice = notices.find(({ code }) => code === 'rate-not-reached');
  return notice === undefined ? [] : [plain(`${shortText(notice.message, 300)} `)];
}

/** Workloads in the sentence; each has a section of its own. */
const MOST_WORKLOADS_TOLD = 2;

function scaled({ scaling }: Analysis): readonly Phrase[] {
  if (scaling.length === 1) return scaling.flatMap((one) => [strong(scalingFinding(one).title), plain('. ')]);
  return scaling.slice(0, MOST_WORKLOADS_TOLD).flatMap(scalingPhrases);
}

function scalingPhrases(scaling: ScalingAnalysis): readonly Phrase[] {
  return [plain(`${workloadName(scaling)}: `), strong(scalingFinding(scaling).title), plain('. ')];
}

/** How much was measured, in which part of the run; and the steady state's own rates beside a whole-run title. */
function facts(analysis: Analysis): readonly Phrase[] {
  return [...shortfall(analysis), ...volumes(analysis), ...scaled(analysis)];
}

function volumes(analysis: Analysis): readonly Phrase[] {
  const { total } = analysis;
  const steady = isTrimmed(analysis) ? total.steady : null;
  if (steady === null) return volume(total.whole, wholeName(analysis));
  if (percentileScope(analysis) === 'steady') return volume(steady, 'the steady state');
  return [...volume(total.whole, wholeName(analysis)), ...steadyRates(steady)];
}

function volume(statistics: EndpointStatistics, part: string): readonly Phrase[] {
  const { requests, failures, throughputPerS } = statistics;
  const length = statistics.durationMs === null ? '' : ` of ${formatDuration(statistics.durationMs)}`;
  // Totals may hold requests that the curve, and so the rate and the length, has lost.
  const isWhole = throughputPerS === null || throughputPerS.n === requests;
  const rate =
    throughputPerS === null ? [] : [strong(formatRate(throughputPerS.value)), plain(' per second')];
  return [
    plain(isWhole ? `In ${part}${length}, ` : ''),
    strong(formatCount(requests)),
    plain(requests === 1 ? ' request completed' : ' requests completed'),
    ...(isWhole && rate.length > 0 ? [plain(', '), ...rate] : []),
    plain('; '),
    strong(failures === 0 ? 'none' : formatCount(failures)),
    plain(' failed. '),
    ...(isWhole
      ? []
      : [
          plain(`Over the recorded ${formatDuration(statistics.durationMs)} of ${part}: `),
          ...rate,
          plain('. '),
        ]),
  ];
}

/** What the totals are of. */
function wholeName(analysis: Analysis): string {
  const wasReset = analysis.notices.some((notice) => notice.code === 'counters-reset');
  if (wasReset) return 'the run since its counters were set back';
  return isTrimmed(analysis) ? 'the whole run' : 'the run';
}

function steadyRates(steady: EndpointStatistics): readonly Phrase[] {
  if (steady.requests === 0) return [];
  const length = steady.durationMs === null ? '' : ` of ${formatDuration(steady.durationMs)}`;
  const mean = steady.latency?.meanMs ?? null;
  const rate = steady.throughputPerS;
  return [
    plain(`In the steady state${length}: `),
    ...(rate === null ? [] : [strong(formatRate(rate.value)), plain(' per second, ')]),
    strong(formatRatio(steady.failures / steady.requests)),
    plain(' failed'),
    ...(mean === null ? [] : [plain(', mean response time '), strong(formatMs(mean.value))]),
    plain('. '),
  ];
}
