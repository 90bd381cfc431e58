import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);
import {
  mean,
  studentTCdf
} from "./chunk-PSBAMK2Z.js";
import {
  formatCount,
  formatDuration,
  formatElapsed,
  formatEstimateMs,
  formatInstant,
  formatMs,
  formatRate,
  formatRatio,
  hasWideBounds,
  shortText,
  showText
} from "./chunk-JBPUJM5N.js";
import {
  endpointId,
  endpointLabel
} from "./chunk-PNYPZT3Q.js";

// src/report/findings/finding.ts
function plain(text) {
  return { text, strong: false };
}
function strong(text) {
  return { text, strong: true };
}
function nameOf(key) {
  return namedText(endpointLabel(key), 60);
}
function namedText(name, length) {
  const shown = shortText(name, length);
  return shown.trim() === "" ? "(no name)" : shown;
}
function counted(n, count, singular, plural = `${singular}s`) {
  return `${count} ${n === 1 ? singular : plural}`;
}
function isTrimmed(analysis) {
  return analysis.phases.method === "given" || analysis.phases.method === "detected";
}
function overWhat(analysis) {
  return isTrimmed(analysis) ? "over the steady state" : "over the run";
}
function elapsedIn(analysis, atMs) {
  return formatElapsed(atMs - (analysis.run.startMs ?? atMs));
}

// src/report/findings/response-time.ts
function percentileScope(analysis) {
  const { steady } = analysis.total;
  return steady !== null && (steady.latency?.percentiles.length ?? 0) > 0 ? "steady" : "whole";
}
function percentileIn(latency, percentile) {
  return latency?.percentiles.find((entry) => entry.percentile === percentile)?.value ?? null;
}
function mainPercentile(latency) {
  const byDistance = [...latency?.percentiles ?? []].sort(
    (a, b) => Math.abs(a.percentile - 95) - Math.abs(b.percentile - 95)
  );
  return byDistance[0] ?? null;
}
function answeredWithin(latency) {
  const main = mainPercentile(latency);
  if (main === null) {
    const mean2 = latency?.meanMs ?? null;
    return mean2 === null ? null : `answered in ${formatEstimateMs(mean2)} on average`;
  }
  const share = `${main.percentile}\u202F%`;
  if (!hasWideBounds(main.value)) return `answered ${share} of requests within ${formatMs(main.value.value)}`;
  return `answered ${share} of requests within a time ${formatEstimateMs(main.value)}`;
}
function boundsOf(estimate) {
  return estimate.bounds ?? { lo: estimate.value, hi: estimate.value };
}

// src/report/findings/headline.ts
var FEWEST_REQUESTS = 72;
var notEnoughData = { text: "Not enough data to judge", tone: "warn" };
function headline(analysis, verdict) {
  const judged = verdict !== null && verdict.checks.length > 0 ? verdict : null;
  const requests = analysis.total.whole.requests;
  if (judged !== null && (requests > 0 || worstOutcome(judged) === "fail"))
    return judgedHeadline(analysis, judged);
  if (requests === 0) return withoutRequests(analysis);
  if (requests < FEWEST_REQUESTS) return withFewRequests(analysis, requests);
  return {
    badge: { text: "No targets set", tone: "neutral" },
    title: factsTitle(analysis),
    lead: [...interruption(analysis), ...facts(analysis)]
  };
}
function worstOutcome(verdict) {
  const outcomes = [verdict.outcome, ...verdict.checks.map((check) => check.outcome)];
  return outcomes.find((outcome) => outcome === "fail") ?? outcomes.find((outcome) => outcome === "inconclusive") ?? "pass";
}
function judgedHeadline(analysis, verdict) {
  const outcome = worstOutcome(verdict);
  const [first, ...others] = verdict.checks.filter((check) => check.outcome === outcome).slice(0, 3);
  const title = outcome === "pass" || first === void 0 ? factsTitle(analysis) : checkTitle(first);
  const more = outcome === "pass" ? [] : others.flatMap(checkPhrases);
  return {
    badge: verdictBadge(verdict),
    title,
    lead: [...interruption(analysis), ...more, ...facts(analysis)]
  };
}
function verdictBadge(verdict) {
  const { checks } = verdict;
  const n = checks.length;
  const word = checks.every((check) => check.kind === "slo") ? "target" : "check";
  const count = (wanted) => checks.filter((check) => check.outcome === wanted).length;
  const unjudged = count("inconclusive");
  switch (worstOutcome(verdict)) {
    case "pass":
      return { text: n === 1 ? `The ${word} was met` : `All ${n} ${word}s met`, tone: "pass" };
    case "inconclusive": {
      const one = `The ${word} could not be judged`;
      return { text: n === 1 ? one : `${unjudged} of ${n} ${word}s could not be judged`, tone: "warn" };
    }
    case "fail": {
      const rest = unjudged === 0 ? "" : `, ${unjudged} could not be judged`;
      const text = n === 1 ? `The ${word} was missed` : `${count("fail")} of ${n} ${word}s missed${rest}`;
      return { text, tone: "fail" };
    }
  }
}
function checkTitle(check) {
  const subject = shortText(check.subject);
  if (check.outcome === "inconclusive")
    return `${subject} could not be judged: ${withoutStop(check.explanation)}`;
  return `${subject}: ${shortText(check.actual)}, expected ${shortText(check.expected)}`;
}
function checkPhrases(check) {
  const subject = strong(shortText(check.subject));
  if (check.outcome === "inconclusive") {
    return [subject, plain(` could not be judged: ${withoutStop(check.explanation)}. `)];
  }
  return [
    subject,
    plain(": "),
    strong(shortText(check.actual)),
    plain(`, expected ${shortText(check.expected)}. `)
  ];
}
function withoutStop(text) {
  return shortText(text, 300).replace(/\.$/, "");
}
function withoutRequests(analysis) {
  const { durationMs, usersPeak } = analysis.run;
  const lasted = durationMs === null ? "" : ` in ${formatDuration(durationMs)}`;
  const users = usersPeak === null ? "" : ` with up to ${counted(usersPeak, formatCount(usersPeak), "user")}`;
  return {
    badge: notEnoughData,
    title: "No request was completed",
    lead: [
      ...interruption(analysis),
      strong("0"),
      plain(` requests completed${lasted}${users}. There is nothing to analyse.`)
    ]
  };
}
function withFewRequests(analysis, requests) {
  return {
    badge: notEnoughData,
    title: `${counted(requests, formatCount(requests), "request is", "requests are")} too few to judge by`,
    lead: [
      ...interruption(analysis),
      plain(`With fewer than ${FEWEST_REQUESTS} requests, chance alone decides the 95th percentile. `),
      ...facts(analysis)
    ]
  };
}
function interruption(analysis) {
  if (analysis.run.ended !== "interrupted") return [];
  return [strong("The run was cut off"), plain(": this covers what was recorded until then. ")];
}
function factsTitle(analysis) {
  const scope = percentileScope(analysis);
  const main = mainEndpoint(analysis, scope);
  const answered = answeredWithin((main ?? analysis.total)[scope]?.latency ?? null);
  const failed = failedClause(analysis.total[scope] ?? analysis.total.whole);
  if (answered === null) return `${failed.charAt(0).toUpperCase()}${failed.slice(1)}`;
  return `${main === null ? "The system" : nameOf(main.key)} ${answered}; ${failed}`;
}
function mainEndpoint(analysis, scope) {
  const waited = (endpoint) => (endpoint[scope]?.requests ?? 0) * (endpoint[scope]?.latency?.meanMs?.value ?? 0);
  return analysis.endpoints.reduce(
    (most, endpoint) => most === null || waited(endpoint) > waited(most) ? endpoint : most,
    null
  );
}
function failedClause(total) {
  if (total.failures === 0) return "no request failed";
  if (total.failures === total.requests) return "every request failed";
  return `${formatRatio(total.failures / total.requests)} of all requests failed`;
}
function facts(analysis) {
  const { total } = analysis;
  const steady = isTrimmed(analysis) ? total.steady : null;
  if (steady === null) return volume(total.whole, isTrimmed(analysis) ? "whole" : null);
  if (percentileScope(analysis) === "steady") return volume(steady, "steady");
  return [...volume(total.whole, "whole"), ...steadyRates(steady)];
}
function volume(statistics, scope) {
  const { requests, failures, throughputPerS } = statistics;
  const part = scope === null ? "the run" : scope === "steady" ? "the steady state" : "the whole run";
  const length = statistics.durationMs === null ? "" : ` of ${formatDuration(statistics.durationMs)}`;
  const rate = throughputPerS === null ? [] : [plain(", "), strong(formatRate(throughputPerS.value)), plain(" per second")];
  return [
    plain(`In ${part}${length}, `),
    strong(formatCount(requests)),
    plain(requests === 1 ? " request completed" : " requests completed"),
    ...rate,
    plain("; "),
    strong(failures === 0 ? "none" : formatCount(failures)),
    plain(" failed. ")
  ];
}
function steadyRates(steady) {
  if (steady.requests === 0) return [];
  const length = steady.durationMs === null ? "" : ` of ${formatDuration(steady.durationMs)}`;
  const mean2 = steady.latency?.meanMs ?? null;
  const rate = steady.throughputPerS;
  return [
    plain(`In the steady state${length}: `),
    ...rate === null ? [] : [strong(formatRate(rate.value)), plain(" per second, ")],
    strong(formatRatio(steady.failures / steady.requests)),
    plain(" failed"),
    ...mean2 === null ? [] : [plain(", mean response time "), strong(formatMs(mean2.value))],
    plain(". ")
  ];
}

// src/report/findings/distribution.ts
var LONG_TAIL = 3;
var FEWEST_FOR_P99 = 368;
var FEWEST_FOR_P90 = 36;
function distributionFinding(analysis) {
  const latency = analysis.total[percentileScope(analysis)]?.latency ?? null;
  if (latency === null || latency.count === 0) {
    return { title: "No response times", note: "The source has no response time to draw." };
  }
  return {
    title: longTail(latency) ?? oneInTen(latency) ?? "Response times, all endpoints",
    note: howToRead(analysis, latency)
  };
}
function longTail(latency) {
  const p99 = percentileIn(latency, 99);
  const median = latency.medianMs ?? percentileIn(latency, 50);
  if (p99 === null || median === null || latency.count < FEWEST_FOR_P99 || hasWideBounds(p99)) return null;
  const times = boundsOf(p99).lo / boundsOf(median).hi;
  if (!(times >= LONG_TAIL) || !Number.isFinite(times)) return null;
  const least = (Math.floor(times * 10) / 10).toFixed(1).replace(".0", "");
  return `One request in a hundred took ${about(p99)} or longer, at least ${least} times the median of ${formatMs(median.value)}`;
}
function oneInTen(latency) {
  const p90 = percentileIn(latency, 90);
  if (p90 === null || latency.count < FEWEST_FOR_P90) return null;
  if (hasWideBounds(p90)) {
    return `One request in ten took longer than a time between ${formatMs(p90.bounds.lo)} and ${formatMs(p90.bounds.hi)}`;
  }
  return `One request in ten took ${about(p90)} or longer`;
}
function about(estimate) {
  const { lo, hi } = boundsOf(estimate);
  return lo === hi ? formatMs(estimate.value) : `about ${formatMs(estimate.value)}`;
}
function howToRead(analysis, latency) {
  const { latencyCovers, tool } = analysis.run.source;
  const requests = latencyCovers === "all-requests" ? "all requests, failed ones included," : "all successful requests";
  const part = isTrimmed(analysis) && percentileScope(analysis) === "whole" ? ", over the whole run" : "";
  const reading = `At 95\u202F% stands the time within which 95\u202F% of ${requests} were answered${part}.`;
  if (latency.fidelity !== "quantiles") return reading;
  return `${reading} The band is what the few rounded percentiles of ${shortText(tool, 40)} leave open.`;
}

// src/report/findings/trend.ts
var SMALLEST_CHANGE_RATIO = 0.2;
var BATCHES = 5;
var CHANCE = 1e-3;
function meanTrend(analysis, series) {
  const { timeline } = analysis;
  if (timeline === null || series === null || series.meanMs === null) return null;
  const buckets = bucketsWithRequests(analysis, timeline, series);
  const third = Math.floor(buckets.length / 3);
  if (third < BATCHES) return null;
  const first = buckets.slice(0, third);
  const last = buckets.slice(-third);
  const firstMs = weightedMean(first);
  const lastMs = weightedMean(last);
  if (firstMs <= 0) return null;
  const change = lastMs / firstMs - 1;
  const isClear = Math.abs(change) >= SMALLEST_CHANGE_RATIO && differs(first, last) && formatMs(firstMs) !== formatMs(lastMs);
  return { firstMs, lastMs, change, isClear };
}
function describeTrend(analysis, trend) {
  const { change, firstMs, lastMs } = trend;
  const verb = change < 0 ? "fell" : "rose";
  const size = change >= 1 ? `${(change + 1).toFixed(1)}-fold` : `by ${formatRatio(Math.abs(change))}`;
  return `${verb} ${size}, from ${formatMs(firstMs)} to ${formatMs(lastMs)}, ${overWhat(analysis)}`;
}
function bucketsWithRequests(analysis, timeline, series) {
  const fromMs = analysis.phases.steadyStartMs ?? Number.NEGATIVE_INFINITY;
  const toMs = analysis.phases.steadyEndMs ?? Number.POSITIVE_INFINITY;
  return (series.meanMs ?? []).flatMap((meanMs, i) => {
    const startMs = timeline.startMs + i * timeline.bucketMs;
    const weight = series.throughputPerS[i] ?? 0;
    const isInside = startMs >= fromMs && startMs + timeline.bucketMs <= toMs;
    return isInside && meanMs !== null && weight > 0 ? [{ meanMs, weight }] : [];
  });
}
function weightedMean(buckets) {
  const weight = buckets.reduce((sum2, bucket) => sum2 + bucket.weight, 0);
  return buckets.reduce((sum2, bucket) => sum2 + bucket.meanMs * bucket.weight, 0) / weight;
}
function differs(first, last) {
  const a = batchMeans(first);
  const b = batchMeans(last);
  const difference = Math.abs(mean(a) - mean(b));
  const standardError = Math.sqrt((variance(a) + variance(b)) / BATCHES);
  if (standardError === 0) return difference > 0;
  return 2 * studentTCdf(-difference / standardError, BATCHES - 1) < CHANCE;
}
function batchMeans(buckets) {
  return Array.from(
    { length: BATCHES },
    (_, i) => weightedMean(
      buckets.slice(
        Math.floor(i * buckets.length / BATCHES),
        Math.floor((i + 1) * buckets.length / BATCHES)
      )
    )
  );
}
function variance(values) {
  const centre = mean(values);
  return values.reduce((sum2, value) => sum2 + (value - centre) ** 2, 0) / (values.length - 1);
}

// src/report/findings/endpoints.ts
var GAP = 3;
var RISE_WORTH_SAYING = 0.2;
function endpointsFinding(analysis) {
  return {
    title: slowedAlone(analysis) ?? farSlower(analysis) ?? plainTitle(analysis),
    note: scopeNote(analysis)
  };
}
function plainTitle(analysis) {
  const n = analysis.endpoints.length;
  return n === 0 ? "No endpoint was called" : `Response times and failures of ${counted(n, formatCount(n), "endpoint")}`;
}
function scopeNote(analysis) {
  if (!isTrimmed(analysis)) return "All numbers are of the whole run.";
  if (percentileScope(analysis) === "steady") return "All numbers are of the steady state.";
  return "Percentiles and extremes are over the whole run: the source has none of the steady state alone.";
}
function slowedAlone(analysis) {
  const trends = analysis.endpoints.map((endpoint) => ({
    endpoint,
    trend: meanTrend(analysis, endpoint.series)
  }));
  if (trends.length < 2 || trends.some(({ trend }) => trend === null)) return null;
  const risen = trends.filter(({ trend }) => trend !== null && trend.change >= RISE_WORTH_SAYING);
  const [only] = risen;
  if (risen.length !== 1 || only === void 0 || only.trend === null || !only.trend.isClear) return null;
  return `Only ${nameOf(only.endpoint.key)} slowed down: its mean ${describeTrend(analysis, only.trend)}`;
}
function byP95(analysis) {
  const scope = percentileScope(analysis);
  const ranked = analysis.endpoints.flatMap((endpoint) => {
    const p95 = percentileIn(endpoint[scope]?.latency ?? null, 95);
    return p95 === null ? [] : [{ endpoint, p95 }];
  });
  if (ranked.length < analysis.endpoints.length) return null;
  return ranked.sort((a, b) => b.p95.value - a.p95.value);
}
function farSlower(analysis) {
  const ranked = byP95(analysis);
  if (ranked === null || ranked.length < 2) return null;
  const most = Math.max(1, Math.floor(ranked.length / 3));
  const slowestOfRest = slowestFrom(ranked);
  let leastSlowMs = Number.POSITIVE_INFINITY;
  for (let size = 1; size <= most; size += 1) {
    leastSlowMs = Math.min(leastSlowMs, lowestOf(ranked[size - 1]));
    if (leastSlowMs >= GAP * (slowestOfRest[size] ?? 0))
      return describeGap(ranked.slice(0, size), ranked.slice(size));
  }
  return null;
}
function lowestOf(entry) {
  return entry === void 0 ? 0 : boundsOf(entry.p95).lo;
}
function slowestFrom(ranked) {
  const slowest = ranked.map(({ p95 }) => boundsOf(p95).hi);
  for (let i = slowest.length - 2; i >= 0; i -= 1)
    slowest[i] = Math.max(slowest[i] ?? 0, slowest[i + 1] ?? 0);
  return slowest;
}
function describeGap(slow, rest) {
  const least = formatMs(
    slow.reduce((lowest, { p95 }) => Math.min(lowest, shownRange(p95).lo), Number.POSITIVE_INFINITY)
  );
  const most = formatMs(rest.reduce((highest, { p95 }) => Math.max(highest, shownRange(p95).hi), 0));
  const [slowest, second] = slow;
  const [next, ...others] = rest;
  const names = slow.slice(0, 2).map(({ endpoint }) => nameOf(endpoint.key));
  const subject = slow.length > 2 ? `${formatCount(slow.length)} endpoints` : names.join(" and ");
  const isExact = second === void 0 && slowest !== void 0 && !hasWideBounds(slowest.p95);
  const contrast = next !== void 0 && others.length === 0 ? `${nameOf(next.endpoint.key)} has ${most}${hasWideBounds(next.p95) ? " at most" : ""}` : `the other ${formatCount(rest.length)} have ${most} at most`;
  return `${subject} ${second === void 0 ? "is" : "are"} slowest: p95 is ${least}${isExact ? "" : " or more"}; ${contrast}`;
}
function shownRange(estimate) {
  return hasWideBounds(estimate) ? estimate.bounds : { lo: estimate.value, hi: estimate.value };
}

// src/report/findings/failure-cluster.ts
var LARGE_SHARE = 0.8;
var SHORT_PERIOD_RATIO = 0.25;
var FEWER_REQUESTS_RATIO = 0.5;
var FEWEST_FAILURES = 20;
var FEWEST_BUCKETS = 12;
function clusteredPeriod(analysis) {
  const { timeline, total } = analysis;
  if (timeline === null || total.series === null) return null;
  if (total.whole.failures < FEWEST_FAILURES || timeline.buckets < FEWEST_BUCKETS) return null;
  const failures = total.series.failuresPerS.map((rate) => rate ?? 0);
  const requests = total.series.throughputPerS.map((rate) => rate ?? 0);
  const span = shortestSpan(failures, LARGE_SHARE * sum(failures));
  if (span === null || span.to - span.from > SHORT_PERIOD_RATIO * timeline.buckets) return null;
  const share = shareWithin(failures, span);
  if (shareWithin(requests, span) > FEWER_REQUESTS_RATIO * share) return null;
  return {
    startMs: timeline.startMs + span.from * timeline.bucketMs,
    endMs: timeline.startMs + span.to * timeline.bucketMs,
    share
  };
}
function shortestSpan(values, wanted) {
  if (!(wanted > 0)) return null;
  let best = null;
  let from = 0;
  let inside = 0;
  values.forEach((value, i) => {
    inside += value;
    while (inside - (values[from] ?? 0) >= wanted && from < i) {
      inside -= values[from] ?? 0;
      from += 1;
    }
    if (inside >= wanted && (best === null || i + 1 - from < best.to - best.from)) best = { from, to: i + 1 };
  });
  return best;
}
function shareWithin(values, span) {
  return sum(values.slice(span.from, span.to)) / sum(values);
}
function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}

// src/report/findings/failures.ts
var LARGE_SHARE2 = 0.5;
function failuresFinding(analysis) {
  const { failures } = analysis.total.whole;
  if (failures === 0) {
    return {
      title: analysis.total.whole.requests === 0 ? "No request was completed" : "No request failed",
      note: ""
    };
  }
  const causes = [...analysis.failureCauses].sort((a, b) => b.count - a.count);
  return {
    title: clustered(analysis) ?? mainCause(causes) ?? mainEndpoint2(causes) ?? plainTitle2(failures, causes.length),
    note: howToRead2(failures, causes)
  };
}
function clustered(analysis) {
  const period = clusteredPeriod(analysis);
  if (period === null) return null;
  const from = elapsedIn(analysis, period.startMs);
  const to = elapsedIn(analysis, period.endMs);
  const share = `${Math.floor(period.share * 100)}\u202F%`;
  return `${share} of the failures came between ${from} and ${to}`;
}
function mainCause(causes) {
  const [top] = causes;
  if (top === void 0) return null;
  const name = shortText(top.cause, 60);
  const sum2 = sumOf(causes);
  if (causes.length === 1)
    return sum2 === 1 ? `One request failed: ${name}` : `One cause for all failures: ${name}`;
  const share = top.count / sum2;
  return share < LARGE_SHARE2 ? null : `${name} makes ${formatRatio(share)} of the failures`;
}
function mainEndpoint2(causes) {
  const byEndpoint = /* @__PURE__ */ new Map();
  for (const { key, count } of causes.flatMap((cause) => cause.endpoints)) {
    const id = endpointId(key);
    byEndpoint.set(id, { key, count: (byEndpoint.get(id)?.count ?? 0) + count });
  }
  const [top] = [...byEndpoint.values()].sort((a, b) => b.count - a.count);
  if (top === void 0) return null;
  const share = top.count / sumOf(causes);
  if (share < LARGE_SHARE2) return null;
  return `${share === 1 ? "All" : `${formatRatio(share)} of the`} failures came from ${nameOf(top.key)}`;
}
function plainTitle2(failures, causes) {
  const failed = counted(failures, formatCount(failures), "failed request");
  return causes === 0 ? `${failed}; the source does not say why` : `${failed}, ${counted(causes, formatCount(causes), "cause")}`;
}
function howToRead2(failures, causes) {
  if (causes.length === 0) return "The source has the number of failures but not their causes.";
  const grouped = "Messages that say the same are counted together.";
  const unexplained = failures - sumOf(causes);
  if (unexplained > 0)
    return `${grouped} No cause was recorded for ${formatCount(unexplained)} of ${formatCount(failures)}.`;
  const isTimed = causes.some((cause) => cause.firstMs !== null);
  return isTimed ? grouped : `${grouped} The source does not say when each of them came.`;
}
function sumOf(causes) {
  return causes.reduce((sum2, cause) => sum2 + cause.count, 0);
}

// src/report/findings/phases.ts
function phasesFinding(analysis) {
  return { title: titleOf(analysis), note: showText(analysis.phases.summary) };
}
function titleOf(analysis) {
  const { method, steadyStartMs, steadyEndMs } = analysis.phases;
  if (method === "none") return "No steady state was found";
  if (method === "whole-run" || steadyStartMs === null || steadyEndMs === null)
    return "The whole run was used";
  const from = elapsedIn(analysis, steadyStartMs);
  const to = elapsedIn(analysis, steadyEndMs);
  const length = formatDuration(steadyEndMs - steadyStartMs);
  const all = analysis.run.durationMs === null ? "" : ` of ${formatDuration(analysis.run.durationMs)}`;
  return `Steady state from ${from} to ${to}: ${length}${all}`;
}

// src/report/findings/timeline.ts
function timelineFinding(analysis) {
  const { timeline, total } = analysis;
  if (timeline === null || total.series === null) {
    return {
      title: "No curve over time",
      note: "The source has totals only, so nothing can be drawn over time."
    };
  }
  if (total.whole.requests === 0)
    return { title: "No request was completed", note: "There is nothing to draw." };
  const trend = meanTrend(analysis, total.series);
  const isClear = trend?.isClear === true;
  const compared = isClear ? " Compared are the exact means of the first and the last third." : "";
  return {
    title: isClear ? `Mean response time ${describeTrend(analysis, trend)}` : "Response time, all endpoints",
    note: howToRead3(analysis, bucketName(timeline.bucketMs), total.series.percentiles) + compared
  };
}
function bucketName(bucketMs) {
  return bucketMs === 1e3 ? "second" : formatDuration(bucketMs);
}
function howToRead3(analysis, bucket, percentiles) {
  if (percentiles === null)
    return `The exact mean of each ${bucket}. The source has no percentiles over time.`;
  if (percentiles.kind === "recomputed")
    return `Each point is recomputed from all response times of its ${bucket}.`;
  const tool = shortText(analysis.run.source.tool, 40);
  const span = percentiles.spanMs === null ? "" : `, each over the last ${formatDuration(percentiles.spanMs)}`;
  return `The line is the middle and the band the range of what ${tool} reported in each ${bucket}${span}.`;
}

// src/report/run-facts.ts
function runFacts(analysis) {
  const { source, startMs, durationMs, usersPeak } = analysis.run;
  const facts2 = [shortText([source.tool, source.toolVersion].filter((part) => part !== null).join(" "), 60)];
  if (source.host !== null) facts2.push(shortText(source.host, 80));
  if (startMs !== null) facts2.push(formatInstant(startMs));
  if (durationMs !== null) facts2.push(formatDuration(durationMs));
  if (usersPeak !== null) facts2.push(`up to ${formatCount(usersPeak)} ${usersPeak === 1 ? "user" : "users"}`);
  return facts2;
}
function failuresPerS(statistics) {
  const { requests, failures, throughputPerS } = statistics;
  if (requests === 0 || throughputPerS === null) return null;
  return throughputPerS.value * failures / requests;
}
function latencyCoverage(analysis) {
  return analysis.run.source.latencyCovers === "all-requests" ? "Response times include failed requests" : "Response times are of successful requests";
}

export {
  namedText,
  isTrimmed,
  elapsedIn,
  percentileScope,
  percentileIn,
  mainPercentile,
  distributionFinding,
  endpointsFinding,
  failuresFinding,
  headline,
  verdictBadge,
  phasesFinding,
  timelineFinding,
  runFacts,
  failuresPerS,
  latencyCoverage
};
