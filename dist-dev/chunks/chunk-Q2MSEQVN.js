import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);
import {
  aBoolean,
  aCount,
  aList,
  aNumber,
  aText,
  anObject,
  byTag,
  checkDocument,
  columnShape,
  either,
  endedShape,
  endpointKeyShape,
  exceptionGroupShape,
  loadShape,
  noticeShape,
  oneOf,
  orNull,
  parseJson,
  sourceShape
} from "./chunk-REOQG2OF.js";
import {
  incompleteBeta,
  mean,
  normalQuantile,
  studentTCdf,
  studentTQuantile
} from "./chunk-PSBAMK2Z.js";
import {
  compareEndpointKeys,
  endpointLabel
} from "./chunk-PNYPZT3Q.js";
import {
  Problem
} from "./chunk-ODQNCGH6.js";

// src/analysis/anchors.ts
var LONGEST_SLUG = 48;
function anchorsFor(keys) {
  const taken = /* @__PURE__ */ new Set();
  return keys.map((key) => {
    const slug = slugOf(endpointLabel(key));
    let anchor = slug;
    for (let number = 2; taken.has(anchor); number += 1) anchor = `${slug}-${number}`;
    taken.add(anchor);
    return anchor;
  });
}
function slugOf(label) {
  const letters = label.toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, LONGEST_SLUG).replace(/^-+|-+$/g, "");
  return letters === "" ? "ep-unnamed" : `ep-${letters}`;
}

// src/analysis/data-quality.ts
var FEW_REQUESTS = 100;
var FLATTERING_ERROR_RATIO = 0.01;
var rules = [
  noRequests,
  interrupted,
  noCurve,
  noEndpointCurves,
  percentilesOfWholeRun,
  roundedPercentiles,
  failuresAmongResponseTimes,
  fewRequests,
  littlesLawViolated,
  coordinatedOmission
];
function dataQuality(findings) {
  return rules.flatMap((rule) => rule(findings));
}
function noRequests({ total }) {
  if (total.whole.requests > 0) return [];
  return [
    {
      code: "no-requests",
      severity: "warning",
      message: "The run holds no request, so there is nothing to judge.",
      hint: "Look at the host and at the exceptions of the test code."
    }
  ];
}
function interrupted({ run }) {
  if (run.ended !== "interrupted") return [];
  return [
    {
      code: "run-interrupted",
      severity: "warning",
      message: "The run was cut off; figures cover what was written until then."
    }
  ];
}
function noCurve({ run, total }) {
  if (total.series !== null || total.whole.requests === 0) return [];
  const hint = run.source.tool === "Locust" ? { hint: "Add the _stats_history.csv of this run." } : {};
  return [
    {
      code: "no-curve",
      severity: "warning",
      message: "The source has totals only and no curve over time: no phases, no timeline, no steady state.",
      ...hint
    }
  ];
}
function noEndpointCurves({ run, endpoints, total }) {
  if (total.series === null || endpoints.length === 0) return [];
  if (endpoints.some((endpoint) => endpoint.series !== null)) return [];
  const hint = run.source.tool === "Locust" ? { hint: "Run Locust with --csv-full-history to have one each." } : {};
  return [
    {
      code: "no-endpoint-curves",
      severity: "info",
      message: "The source has a curve over time for all requests together, and none for single endpoints.",
      ...hint
    }
  ];
}
function percentilesOfWholeRun({ run, total }) {
  if (total.steady === null || total.steady.latency?.percentiles.length !== 0) return [];
  if (total.whole.latency === null) return [];
  return [
    {
      code: "percentiles-of-whole-run",
      severity: "info",
      message: `Percentiles are of the whole run, ramp-up included: ${run.source.tool} keeps no others. Rates, error ratio and mean are of the steady state.`
    }
  ];
}
function roundedPercentiles({ run }) {
  const latency = run.total?.latency ?? run.endpoints.find((endpoint) => endpoint.latency !== null)?.latency ?? null;
  if (latency === null || latency.kind === "samples" || latency.rounding === "none") return [];
  return [
    {
      code: "percentiles-rounded",
      severity: "info",
      message: "Percentiles were rounded by the source, to 1 ms below 100 ms and to two digits above (at most 5 %); each is shown with the range in which the exact value lies, and none is averaged."
    }
  ];
}
function failuresAmongResponseTimes({ run, endpoints }) {
  if (run.source.latencyCovers !== "all-requests") return [];
  const flattered = endpoints.filter((e) => (e.whole.errorRatio?.value ?? 0) > FLATTERING_ERROR_RATIO);
  if (flattered.length === 0) return [];
  const [first] = flattered;
  return [
    {
      code: "failures-among-response-times",
      severity: "info",
      message: `Response times include those of failed requests, and ${flattered.length} ${flattered.length === 1 ? "endpoint has" : "endpoints have"} more than 1 % failures: fast failures flatter a percentile, slow ones (timeouts) worsen it.`,
      ...first === void 0 || flattered.length > 1 ? {} : { where: { endpoint: first.key } }
    }
  ];
}
function fewRequests({ endpoints }) {
  const few = endpoints.filter((e) => e.whole.requests > 0 && e.whole.requests < FEW_REQUESTS);
  if (few.length === 0) return [];
  const names = few.slice(0, 3).map((e) => `"${endpointLabel(e.key)}" (${e.whole.requests})`);
  const more = few.length > names.length ? ` and ${few.length - names.length} more` : "";
  return [
    {
      code: "few-requests",
      severity: "info",
      message: `${few.length} of ${endpoints.length} endpoints have fewer than ${FEW_REQUESTS} requests, so their high percentiles rest on a handful of values: ${names.join(", ")}${more}.`
    }
  ];
}
function littlesLawViolated({ littlesLaw }) {
  if (littlesLaw.outcome !== "violated") return [];
  return [{ code: "littles-law-violated", severity: "warning", message: littlesLaw.explanation }];
}
function coordinatedOmission({ run, total }) {
  if (run.source.kind !== "import" || run.load.kind === "open" || total.whole.requests === 0) return [];
  return [
    {
      code: "coordinated-omission",
      severity: "info",
      message: "The load model is closed: users who wait for a slow response send less, so a stall is counted once and not for every request it held up (coordinated omission)."
    }
  ];
}

// src/stats/long-run-variance.ts
var minimumSeriesLength = 20;
var persistentTerms = 10;
function longRunVariance(series) {
  if (series.length < minimumSeriesLength) {
    throw new RangeError(`A long-run variance needs at least 20 observations, found "${series.length}".`);
  }
  const recommendedTerms = Math.max(1, Math.floor(2 * Math.cbrt(series.length) ** 2 / 5));
  const powers = cosinePowers(series, Math.max(persistentTerms, recommendedTerms));
  const variance = Math.max(
    mean(powers.subarray(0, persistentTerms)),
    mean(powers.subarray(0, recommendedTerms))
  );
  return { variance, degreesOfFreedom: persistentTerms };
}
function cosinePowers(series, terms) {
  const length = series.length;
  if (!(Number.isInteger(terms) && terms > 0 && terms < length)) {
    throw new RangeError(`${length} observations have 1 to ${length - 1} cosine terms, found "${terms}".`);
  }
  const center = mean(series);
  const period = 4 * length;
  const cosines = Float64Array.from({ length: period }, (_, i) => Math.cos(Math.PI * i / (2 * length)));
  const powers = new Float64Array(terms);
  for (let j = 1; j <= terms; j++) {
    let sum2 = 0;
    let entry = j;
    for (let t = 0; t < length; t++) {
      sum2 += (series[t] - center) * cosines[entry];
      entry += 2 * j;
      if (entry >= period) entry -= period;
    }
    powers[j - 1] = 2 / length * sum2 * sum2;
  }
  return powers;
}

// src/stats/proportion.ts
function wilsonInterval(successes, n, confidence) {
  checkShare(successes, n);
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`A confidence is between 0 and 1, found "${confidence}".`);
  }
  if (n === 0) return { lo: 0, hi: 1 };
  const z = normalQuantile((1 + confidence) / 2);
  return { lo: lowerBound(successes / n, n, z), hi: 1 - lowerBound((n - successes) / n, n, z) };
}
function designEffect(counts, sizes) {
  if (counts.length !== sizes.length) {
    throw new RangeError(`"${counts.length}" counts do not go with "${sizes.length}" sizes.`);
  }
  const total = sum(sizes);
  const share = sum(counts) / total;
  checkShare(sum(counts), total);
  const windows = Array.from(sizes).filter((size) => size > 0).length;
  if (windows < 2 || share <= 0 || share >= 1) return 1;
  const excess = Float64Array.from(counts, (count, t) => count - share * sizes[t]);
  const betweenWindows = windows / (windows - 1) * excess.reduce((squares, value) => squares + value ** 2, 0);
  const overTime = excess.length < minimumSeriesLength ? 0 : excess.length * longRunVariance(excess).variance;
  return Math.max(1, Math.max(betweenWindows, overTime) / (share * (1 - share) * total));
}
function lowerBound(share, n, z) {
  const square = z * z;
  const centre = 2 * n * share + square;
  const root = Math.sqrt(square * (square + 4 * n * share * (1 - share)));
  return 2 * n * share * share / (centre + root);
}
function checkShare(successes, n) {
  if (!(successes >= 0 && successes <= n)) {
    throw new RangeError(
      `A share needs a part of 0 or more and no more than its whole, found "${successes}" of "${n}".`
    );
  }
}
function sum(values) {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}

// src/model/percentile.ts
function roundingInterval(valueMs, rounding) {
  switch (rounding) {
    case "none":
      return { loMs: valueMs, hiMs: valueMs };
    case "whole-ms":
      return { loMs: Math.max(0, valueMs - 0.5), hiMs: valueMs + 0.5 };
    case "truncated-ms":
      return { loMs: valueMs, hiMs: valueMs + 1 };
    case "two-digits":
      return twoDigitInterval(valueMs, 0.5, 0.5);
    case "two-digits-raw":
      return twoDigitInterval(valueMs, 0, 1);
  }
}
function twoDigitInterval(valueMs, below, above) {
  if (valueMs < 100) return { loMs: Math.max(0, valueMs - below), hiMs: valueMs + above };
  const halfStep = valueMs < 1e3 ? 5 : valueMs < 1e4 ? 50 : 500;
  const isFirstOfStep = valueMs === 100 || valueMs === 1e3 || valueMs === 1e4;
  const lowerHalfStep = !isFirstOfStep ? halfStep : valueMs === 100 ? below : halfStep / 10;
  return { loMs: valueMs - lowerHalfStep, hiMs: valueMs + halfStep };
}
function latencyCount(distribution) {
  return distribution.kind === "samples" ? distribution.valuesMs.length : distribution.count;
}
function nearestRankOf(n, percentile) {
  const product = n * percentile / 100;
  const whole = Math.round(product);
  return Math.max(1, Math.abs(product - whole) < 1e-9 * Math.max(1, n) ? whole : Math.ceil(product));
}
function percentileOf(distribution, percentile) {
  const n = latencyCount(distribution);
  if (n === 0) return null;
  const rank = nearestRankOf(n, percentile);
  if (distribution.kind === "samples") return { ...sampleAt(distribution, rank), stated: true };
  if (distribution.kind === "histogram") return { ...bucketAt(distribution, rank), stated: true };
  return summaryAt(distribution, rank, percentile);
}
function valueAtRank(distribution, rank) {
  const n = latencyCount(distribution);
  if (rank < 1 || rank > n) return null;
  if (distribution.kind === "samples") return sampleAt(distribution, rank);
  if (distribution.kind === "histogram") return bucketAt(distribution, rank);
  const { loMs, hiMs } = boundsAtRank(knotsOf(distribution), rank);
  return { valueMs: hiMs, loMs, hiMs };
}
function countAtMost(distribution, limitMs) {
  switch (distribution.kind) {
    case "samples": {
      const { valuesMs, resolutionMs } = distribution;
      return {
        lo: upperBound(valuesMs, limitMs - resolutionMs),
        hi: upperBound(valuesMs, limitMs + resolutionMs)
      };
    }
    case "histogram":
      return histogramCountAtMost(distribution, limitMs);
    case "quantiles": {
      const knots = knotsOf(distribution);
      let lo = 0;
      let hi = distribution.count;
      for (const knot of knots) {
        if (knot.hiMs <= limitMs) lo = Math.max(lo, knot.rank);
        if (knot.loMs > limitMs) hi = Math.min(hi, knot.rank - 1);
      }
      return { lo, hi: Math.max(lo, hi) };
    }
  }
}
function histogramCountAtMost(histogram, limitMs) {
  let lo = 0;
  let hi = 0;
  histogram.valuesMs.forEach((valueMs, i) => {
    const count = histogram.counts[i] ?? 0;
    const interval = roundingInterval(valueMs, histogram.rounding);
    if (interval.hiMs <= limitMs) lo += count;
    if (interval.loMs <= limitMs) hi += count;
  });
  return { lo, hi };
}
function upperBound(ascending, limit) {
  let lo = 0;
  let hi = ascending.length;
  while (lo < hi) {
    const middle = lo + hi >>> 1;
    if ((ascending[middle] ?? 0) <= limit) lo = middle + 1;
    else hi = middle;
  }
  return lo;
}
function sampleAt(samples, rank) {
  const valueMs = samples.valuesMs[rank - 1] ?? 0;
  return { valueMs, loMs: Math.max(0, valueMs - samples.resolutionMs), hiMs: valueMs + samples.resolutionMs };
}
function bucketAt(histogram, rank) {
  let seen = 0;
  let index = 0;
  while (index < histogram.counts.length - 1) {
    seen += histogram.counts[index] ?? 0;
    if (seen >= rank) break;
    index += 1;
  }
  const valueMs = histogram.valuesMs[index] ?? 0;
  return withinExtremes(valueMs, roundingInterval(valueMs, histogram.rounding), histogram);
}
function summaryAt(summary, rank, percentile) {
  const { loMs, hiMs } = boundsAtRank(knotsOf(summary), rank);
  const stated = percentile === 50 && summary.medianMs !== null ? summary.medianMs : summary.points.find((point) => point.percentile === percentile)?.valueMs;
  if (stated === void 0) return { valueMs: hiMs, loMs, hiMs, stated: false };
  return { valueMs: Math.min(Math.max(stated, loMs), hiMs), loMs, hiMs, stated: true };
}
function knotsOf(summary) {
  const n = summary.count;
  const knots = summary.points.map(({ percentile, valueMs }) => ({
    rank: statedRank(summary, percentile),
    ...withinExtremes(valueMs, roundingInterval(valueMs, summary.rounding), summary)
  }));
  if (summary.medianMs !== null) {
    const interval = roundingInterval(summary.medianMs, summary.rounding);
    knots.push({ rank: nearestRankOf(n, 50), ...withinExtremes(summary.medianMs, interval, summary) });
  }
  if (summary.minMs !== null)
    knots.push({ rank: 1, valueMs: summary.minMs, loMs: summary.minMs, hiMs: summary.minMs });
  if (summary.maxMs !== null)
    knots.push({ rank: n, valueMs: summary.maxMs, loMs: summary.maxMs, hiMs: summary.maxMs });
  return knots.sort((a, b) => a.rank - b.rank || a.loMs - b.loMs);
}
function statedRank(summary, percentile) {
  const n = summary.count;
  if (summary.rankRule === "nearest-rank") return nearestRankOf(n, percentile);
  return Math.min(Math.floor(n * percentile / 100 + 1e-9) + 1, n);
}
function boundsAtRank(knots, rank) {
  let loMs = 0;
  let hiMs = Number.POSITIVE_INFINITY;
  for (const knot of knots) {
    if (knot.rank <= rank) loMs = Math.max(loMs, knot.loMs);
    if (knot.rank >= rank) hiMs = Math.min(hiMs, knot.hiMs);
  }
  if (hiMs === Number.POSITIVE_INFINITY) hiMs = Math.max(loMs, ...knots.map((knot) => knot.hiMs));
  return { loMs: Math.min(loMs, hiMs), hiMs: Math.max(loMs, hiMs) };
}
function withinExtremes(valueMs, interval, extremes) {
  const min = extremes.minMs ?? 0;
  const max = extremes.maxMs ?? Number.POSITIVE_INFINITY;
  const clamp = (ms) => Math.min(Math.max(ms, min), Math.max(min, max));
  return { valueMs: clamp(valueMs), loMs: clamp(interval.loMs), hiMs: clamp(interval.hiMs) };
}

// src/analysis/apdex.ts
var WIDEST_SCORE = 0.02;
function apdexOf(distribution, failures, toleratedMs, latencyCovers) {
  const n = distribution === null ? 0 : latencyCount(distribution);
  if (distribution === null || n === 0) return null;
  const all = latencyCovers === "all-requests" ? n : n + failures;
  const hidden = latencyCovers === "all-requests" ? Math.min(failures, n) : 0;
  const satisfied = countAtMost(distribution, toleratedMs);
  const tolerated = countAtMost(distribution, 4 * toleratedMs);
  const fewest = (count) => Math.max(0, count - hidden);
  const most = (count) => Math.min(count, n - hidden);
  const lo = (fewest(satisfied.lo) + fewest(tolerated.lo)) / (2 * all);
  const hi = (most(satisfied.hi) + most(tolerated.hi)) / (2 * all);
  return { toleratedMs, score: hi - lo <= WIDEST_SCORE ? (lo + hi) / 2 : null, lo, hi };
}

// src/stats/binomial.ts
function binomialCdf(k, n, p) {
  checkTrials(n, p);
  const successes = Math.floor(k);
  if (successes < 0) return 0;
  if (successes >= n) return 1;
  return incompleteBeta(1 - p, p, n - successes, successes + 1);
}
function binomialQuantile(probability, n, p) {
  checkTrials(n, p);
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`A probability is from 0 to 1, found "${probability}".`);
  }
  if (probability === 0) return 0;
  if (probability === 1) return p === 0 ? 0 : n;
  const target = probability * (1 - 64 * Number.EPSILON);
  return smallestReaching((k) => binomialCdf(k, n, p) >= target, n, normalGuess(probability, n, p));
}
function normalGuess(probability, n, p) {
  const z = normalQuantile(probability);
  const guess = n * p + z * Math.sqrt(n * p * (1 - p)) + (1 - 2 * p) * (z * z - 1) / 6;
  return Math.min(n, Math.max(0, Math.round(guess)));
}
function smallestReaching(reached, n, guess) {
  let below = guess;
  let above = guess;
  let stride = 1;
  for (; below >= 0 && reached(below); stride *= 2) {
    above = below;
    below -= stride;
  }
  below = Math.max(below, -1);
  for (stride = 1; above < n && !reached(above); stride *= 2) {
    below = above;
    above = Math.min(n, above + stride);
  }
  while (above - below > 1) {
    const between = Math.floor((below + above) / 2);
    if (reached(between)) above = between;
    else below = between;
  }
  return above;
}
function checkTrials(n, p) {
  if (!(Number.isInteger(n) && n >= 0)) {
    throw new RangeError(`A number of trials is a whole number of 0 or more, found "${n}".`);
  }
  if (!(p >= 0 && p <= 1)) throw new RangeError(`A probability is from 0 to 1, found "${p}".`);
}

// src/stats/quantile.ts
function quantileRanks(n, p, confidence) {
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`A confidence is between 0 and 1, found "${confidence}".`);
  }
  const outside = (1 - confidence) / 2;
  const lo = binomialQuantile(outside, n, p);
  const hi = binomialQuantile(1 - outside, n, p) + 1;
  return { lo: lo === 0 ? null : lo, hi: hi > n ? null : hi };
}

// src/analysis/latency.ts
var STANDARD_PERCENTILES = [50, 66, 75, 80, 90, 95, 98, 99, 99.9, 99.99];
var POINTS_PER_DECADE = 25;
function analyseLatency(distribution, confidence) {
  if (distribution === null) return null;
  const n = latencyCount(distribution);
  if (n === 0) return null;
  const percentiles = percentilesOf(distribution).filter((percentile) => percentile < 100).flatMap((percentile) => {
    const value = estimatePercentile(distribution, percentile, confidence);
    return value === null ? [] : [{ percentile, value }];
  });
  return {
    count: n,
    minMs: distribution.kind === "samples" ? distribution.valuesMs[0] ?? null : distribution.minMs,
    meanMs: exactMean(distribution, n),
    medianMs: estimatePercentile(distribution, 50, confidence),
    maxMs: distribution.kind === "samples" ? distribution.valuesMs[n - 1] ?? null : distribution.maxMs,
    percentiles,
    fidelity: distribution.kind
  };
}
function percentilesOf(distribution) {
  if (distribution.kind !== "quantiles") return STANDARD_PERCENTILES;
  return distribution.points.map((point) => point.percentile);
}
function estimatePercentile(distribution, percentile, confidence) {
  const known = percentileOf(distribution, percentile);
  if (known === null || !known.stated) return null;
  const n = latencyCount(distribution);
  const exact = known.loMs === known.hiMs;
  return {
    value: known.valueMs,
    n,
    bounds: exact ? null : { lo: known.loMs, hi: known.hiMs },
    interval: rankInterval(distribution, n, percentile, confidence)
  };
}
function rankInterval(distribution, n, percentile, confidence) {
  const ranks = quantileRanks(n, percentile / 100, confidence);
  const lower = valueAtRank(distribution, ranks.lo ?? 1);
  const upper = ranks.hi === null ? null : valueAtRank(distribution, ranks.hi);
  return {
    lo: ranks.lo === null || lower === null ? 0 : lower.loMs,
    hi: upper === null ? null : upper.hiMs,
    confidence,
    method: "order statistics, requests taken as independent"
  };
}
function exactMean(distribution, n) {
  const value = distribution.kind === "quantiles" ? distribution.meanMs : distribution.kind === "histogram" ? distribution.sumMs === null ? null : distribution.sumMs / n : meanOfSamples(distribution.valuesMs);
  return value === null ? null : { value, n, bounds: null, interval: null };
}
function meanOfSamples(valuesMs) {
  let sum2 = 0;
  for (let i = 0; i < valuesMs.length; i += 1) sum2 += valuesMs[i] ?? 0;
  return sum2 / valuesMs.length;
}
function percentileCurve(distribution) {
  if (distribution === null) return null;
  const count = latencyCount(distribution);
  if (count === 0) return null;
  const points = distribution.kind === "quantiles" ? statedPoints(distribution) : drawnPoints(distribution, count);
  return { fidelity: distribution.kind, count, points };
}
function statedPoints(distribution) {
  const points = /* @__PURE__ */ new Map();
  for (const knot of knotsOf(distribution)) {
    const percentile = knot.rank / distribution.count * 100;
    const bounds = valueAtRank(distribution, knot.rank);
    if (bounds === null) continue;
    const valueMs = Math.min(Math.max(knot.valueMs, bounds.loMs), bounds.hiMs);
    points.set(knot.rank, { percentile, valueMs, loMs: bounds.loMs, hiMs: bounds.hiMs, stated: true });
  }
  return [...points.values()].sort((a, b) => a.percentile - b.percentile);
}
function drawnPoints(distribution, count) {
  const points = [];
  for (let step = 0; ; step += 1) {
    const percentile = 100 * (1 - 10 ** (-step / POINTS_PER_DECADE));
    const remaining = count * (1 - percentile / 100);
    const known = percentileOf(distribution, percentile);
    if (known === null || remaining < 1) break;
    points.push({ percentile, valueMs: known.valueMs, loMs: known.loMs, hiMs: known.hiMs, stated: true });
  }
  const last = valueAtRank(distribution, count);
  if (last !== null) points.push({ percentile: 100, ...last, stated: true });
  return points;
}

// src/analysis/window-selection.ts
function allWindows(windows) {
  return { windows, from: 0, to: windows.length };
}
function windowsWithin(windows, fromMs, toMs) {
  let from = 0;
  while (from < windows.length && (windows.startMs[from] ?? 0) < fromMs) from += 1;
  let to = windows.length;
  while (to > from && (windows.endMs[to - 1] ?? 0) > toMs) to -= 1;
  return { windows, from, to };
}
function totalsOf({ windows, from, to }) {
  let durationMs = 0;
  let requests = 0;
  let failures = 0;
  let sumMs = windows.sumMs === null ? null : 0;
  for (let i = from; i < to; i += 1) {
    durationMs += (windows.endMs[i] ?? 0) - (windows.startMs[i] ?? 0);
    const count = windows.requests[i] ?? 0;
    requests += count;
    failures += windows.failures[i] ?? 0;
    const sum2 = windows.sumMs?.[i] ?? Number.NaN;
    if (sumMs !== null && count > 0) sumMs = Number.isNaN(sum2) ? null : sumMs + sum2;
  }
  return { windows: to - from, durationMs, requests, failures, sumMs };
}
function meanPerWindow({ windows, from, to }) {
  if (windows.sumMs === null) return null;
  const means = new Float64Array(to - from);
  let last = 0;
  for (let i = from; i < to; i += 1) {
    const count = windows.requests[i] ?? 0;
    const sum2 = windows.sumMs[i] ?? Number.NaN;
    if (count > 0 && !Number.isNaN(sum2)) last = sum2 / count;
    means[i - from] = last;
  }
  return means;
}
function throughputPerWindow({ windows, from, to }) {
  const rates = new Float64Array(to - from);
  for (let i = from; i < to; i += 1) {
    const lengthMs = (windows.endMs[i] ?? 0) - (windows.startMs[i] ?? 0);
    rates[i - from] = lengthMs > 0 ? (windows.requests[i] ?? 0) * 1e3 / lengthMs : 0;
  }
  return rates;
}
function mergedHistogram({ windows, from, to }) {
  const { histograms } = windows;
  if (histograms === null) return null;
  const first = histograms.offsets[from] ?? 0;
  const end = histograms.offsets[to] ?? first;
  const counts = /* @__PURE__ */ new Map();
  let sumMs = 0;
  let count = 0;
  for (let i = first; i < end; i += 1) {
    const valueMs = histograms.valuesMs[i] ?? 0;
    const here = histograms.counts[i] ?? 0;
    counts.set(valueMs, (counts.get(valueMs) ?? 0) + here);
    count += here;
    sumMs += here * valueMs;
  }
  if (count === 0) return null;
  const valuesMs = Float64Array.from(counts.keys()).sort();
  return {
    kind: "histogram",
    count,
    sumMs: totalsOf({ windows, from, to }).sumMs ?? (histograms.rounding === "none" ? sumMs : null),
    minMs: histograms.rounding === "none" ? valuesMs[0] ?? null : null,
    maxMs: histograms.rounding === "none" ? valuesMs.at(-1) ?? null : null,
    valuesMs: Array.from(valuesMs),
    counts: Array.from(valuesMs, (valueMs) => counts.get(valueMs) ?? 0),
    rounding: histograms.rounding
  };
}

// src/analysis/endpoint-statistics.ts
var MOST_WINDOWS = 2e3;
var FEWEST_WINDOWS = 20;
function wholeStatistics(endpoint, runDurationMs, source, settings) {
  const selection = endpoint.windows === null ? null : allWindows(endpoint.windows);
  const { requests, failures } = endpoint;
  const latency = analyseLatency(endpoint.latency, settings.confidence);
  return {
    durationMs: runDurationMs,
    requests,
    failures,
    ...ratesOf(endpoint, selection, runDurationMs, settings.confidence),
    errorRatio: errorRatio(failures, requests, selection, settings.confidence),
    latency: withMeanInterval(latency, selection, settings.confidence),
    apdex: apdexOf(endpoint.latency, failures, settings.apdexToleratedMs, source.latencyCovers),
    meanResponseBytes: endpoint.meanResponseBytes
  };
}
function partStatistics(selection, source, settings) {
  const totals = totalsOf(selection);
  const { confidence, apdexToleratedMs } = settings;
  const merged = mergedHistogram(selection);
  const latency = merged === null ? meanOnly(totals) : analyseLatency(merged, confidence);
  return {
    durationMs: totals.durationMs,
    requests: totals.requests,
    failures: totals.failures,
    throughputPerS: rate(selection, "requests", confidence),
    goodputPerS: rate(selection, "successes", confidence),
    errorRatio: errorRatio(totals.failures, totals.requests, selection, confidence),
    latency: withMeanInterval(latency, selection, confidence),
    apdex: apdexOf(merged, totals.failures, apdexToleratedMs, source.latencyCovers),
    meanResponseBytes: null
  };
}
function meanOnly({ sumMs, requests }) {
  if (sumMs === null || requests === 0) return null;
  return {
    count: requests,
    minMs: null,
    meanMs: { value: sumMs / requests, n: requests, bounds: null, interval: null },
    medianMs: null,
    maxMs: null,
    percentiles: [],
    fidelity: "quantiles"
  };
}
function ratesOf(endpoint, selection, runDurationMs, confidence) {
  if (selection !== null && totalsOf(selection).durationMs > 0) {
    return {
      throughputPerS: rate(selection, "requests", confidence),
      goodputPerS: rate(selection, "successes", confidence)
    };
  }
  const perS = endpoint.reportedThroughputPerS ?? rateOverRun(endpoint.requests, runDurationMs);
  if (perS === null) return { throughputPerS: null, goodputPerS: null };
  const successShare = endpoint.requests === 0 ? 0 : 1 - endpoint.failures / endpoint.requests;
  return {
    throughputPerS: { value: perS, n: endpoint.requests, bounds: null, interval: null },
    goodputPerS: { value: perS * successShare, n: endpoint.requests, bounds: null, interval: null }
  };
}
function rateOverRun(requests, durationMs) {
  return durationMs === null || durationMs <= 0 ? null : requests * 1e3 / durationMs;
}
function rate(selection, of, confidence) {
  const { windows, from, to } = selection;
  const totals = totalsOf(selection);
  if (totals.durationMs <= 0) return null;
  const count = of === "requests" ? totals.requests : totals.requests - totals.failures;
  const perMs = count / totals.durationMs;
  const deviations = columnOf(selection, (i) => {
    const here = (windows.requests[i] ?? 0) - (of === "successes" ? windows.failures[i] ?? 0 : 0);
    return here - perMs * ((windows.endMs[i] ?? 0) - (windows.startMs[i] ?? 0));
  });
  const interval = sumInterval(deviations, to - from, totals.durationMs / 1e3, count, confidence);
  return { value: perMs * 1e3, n: totals.requests, bounds: null, interval };
}
function withMeanInterval(latency, selection, confidence) {
  const mean2 = latency?.meanMs ?? null;
  if (latency === null || mean2 === null || selection === null || selection.windows.sumMs === null)
    return latency;
  const { windows, from, to } = selection;
  const totals = totalsOf(selection);
  if (totals.sumMs === null || totals.requests === 0) return latency;
  const windowMean = totals.sumMs / totals.requests;
  const deviations = columnOf(selection, (i) => {
    const requests = windows.requests[i] ?? 0;
    return requests === 0 ? 0 : (windows.sumMs?.[i] ?? 0) - windowMean * requests;
  });
  const interval = sumInterval(deviations, to - from, totals.requests, totals.sumMs, confidence);
  return { ...latency, meanMs: { ...mean2, interval } };
}
function sumInterval(deviations, windows, divisor, sum2, confidence) {
  if (windows < FEWEST_WINDOWS || divisor <= 0) return null;
  const groups = inGroups(deviations, Math.ceil(windows / MOST_WINDOWS));
  const { variance, degreesOfFreedom } = longRunVariance(groups);
  const standardError = Math.sqrt(groups.length * variance) / divisor;
  const t = studentTQuantile(1 - (1 - confidence) / 2, degreesOfFreedom);
  const value = sum2 / divisor;
  return {
    lo: Math.max(0, value - t * standardError),
    hi: value + t * standardError,
    confidence,
    method: "long-run variance of windows (EWC)"
  };
}
function inGroups(values, size) {
  if (size <= 1) return values;
  const groups = new Float64Array(Math.floor(values.length / size));
  values.forEach((value, i) => {
    const group = Math.min(Math.floor(i / size), groups.length - 1);
    groups[group] = (groups[group] ?? 0) + value;
  });
  return groups;
}
function errorRatio(failures, requests, selection, confidence) {
  if (requests === 0 || failures > requests) return null;
  const effect = selection === null ? 1 : burstiness(selection);
  const interval = wilsonInterval(failures / effect, requests / effect, confidence);
  const method = selection === null ? "Wilson" : "Wilson, with the design effect of bursts";
  return {
    value: failures / requests,
    n: requests,
    bounds: null,
    interval: { ...interval, confidence, method }
  };
}
function burstiness(selection) {
  const { windows, from, to } = selection;
  const totals = totalsOf(selection);
  if (to - from < FEWEST_WINDOWS || totals.requests === 0 || totals.failures > totals.requests) return 1;
  return designEffect(windows.failures.subarray(from, to), windows.requests.subarray(from, to));
}
function columnOf({ from, to }, value) {
  const column = new Float64Array(to - from);
  for (let i = from; i < to; i += 1) column[i - from] = value(i);
  return column;
}

// src/analysis/failure-causes.ts
var CAUSES = [
  // requests' wording: "500 Server Error: Internal Server Error for url: …"
  {
    pattern: /\b([45]\d\d) (?:Client|Server) Error: (.*?) for url/s,
    cause: (m) => `HTTP ${m[1]} ${m[2]}`.trim()
  },
  { pattern: /\b(?:HTTP|status(?: code)?)[ :=/]*([45]\d\d)\b/i, cause: (m) => `HTTP ${m[1]}` },
  {
    pattern: /ConnectionRefused|Connection refused|ECONNREFUSED|Errno 111\b/i,
    cause: () => "connection refused"
  },
  { pattern: /ConnectionReset|reset by peer|ECONNRESET|Errno 104\b/i, cause: () => "connection reset" },
  {
    pattern: /RemoteDisconnected|closed connection without response|socket hang up|IncompleteRead/i,
    cause: () => "connection closed before the response"
  },
  {
    pattern: /ConnectTimeout|ETIMEDOUT|connect(?:ion)? timed? ?out/i,
    cause: () => "timeout while connecting"
  },
  { pattern: /ReadTimeout|Timeout|timed out/i, cause: () => "timeout" },
  {
    pattern: /NameResolution|getaddrinfo|ENOTFOUND|Name or service not known/i,
    cause: () => "host name not found"
  },
  { pattern: /SSLError|CERTIFICATE_VERIFY|TLS|certificate/i, cause: () => "TLS error" },
  { pattern: /BrokenPipe|EPIPE/i, cause: () => "connection broken while sending" }
];
var SHORTEST_FIXED_BEGINNING = 8;
var LONGEST_CAUSE = 80;
function causeOf(message) {
  for (const { pattern, cause } of CAUSES) {
    const match = message.match(pattern);
    if (match !== null) return cause(match).slice(0, LONGEST_CAUSE);
  }
  const firstLine = message.trim().split(/[\r\n]/)[0] ?? "";
  const fixed = firstLine.match(/^[^"'`{[(<\d]*/)?.[0] ?? "";
  const varies = fixed.length < firstLine.length;
  if (fixed.trim().length >= SHORTEST_FIXED_BEGINNING && varies)
    return `${fixed.trim().slice(0, LONGEST_CAUSE)} \u2026`;
  if (firstLine === "") return "(no message)";
  return firstLine.length <= LONGEST_CAUSE ? firstLine : `${firstLine.slice(0, LONGEST_CAUSE - 1)}\u2026`;
}
function failureCauses(endpoints) {
  const groups = /* @__PURE__ */ new Map();
  for (const endpoint of endpoints) {
    for (const failure of endpoint.failureGroups) {
      const cause = causeOf(failure.message);
      const members = groups.get(cause);
      if (members === void 0) groups.set(cause, [{ endpoint, failure }]);
      else members.push({ endpoint, failure });
    }
  }
  return [...groups].map(([cause, members]) => causeOfMembers(cause, members)).sort((a, b) => b.count - a.count || (a.cause < b.cause ? -1 : 1));
}
function causeOfMembers(cause, members) {
  const byEndpoint = /* @__PURE__ */ new Map();
  for (const { endpoint, failure } of members) {
    byEndpoint.set(endpoint, (byEndpoint.get(endpoint) ?? 0) + failure.count);
  }
  const example = members.reduce(
    (most, member) => member.failure.count > most.failure.count ? member : most
  );
  return {
    cause,
    count: members.reduce((sum2, { failure }) => sum2 + failure.count, 0),
    firstMs: extreme(
      members.map(({ failure }) => failure.firstMs),
      Math.min
    ),
    lastMs: extreme(
      members.map(({ failure }) => failure.lastMs),
      Math.max
    ),
    // The sort is stable, so endpoints with equal counts stay in the run's order.
    endpoints: [...byEndpoint].map(([endpoint, count]) => ({ key: endpoint.key, count })).sort((a, b) => b.count - a.count),
    messages: new Set(members.map(({ failure }) => failure.message)).size,
    example: example.failure.message
  };
}
function extreme(values, pick) {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((a, b) => pick(a, b));
}

// src/analysis/littles-law.ts
var TOLERANCE = 0.05;
function checkLittlesLaw(run, phases, steady) {
  const users = meanUsers(run, phases);
  const throughputPerS = steady?.throughputPerS?.value ?? null;
  const meanMs = steady?.latency?.meanMs?.value ?? null;
  const numbers = { users, throughputPerS, meanMs };
  const missing = whatIsMissing(run, phases, users, throughputPerS, meanMs);
  if (missing !== null || users === null || throughputPerS === null || meanMs === null) {
    return {
      outcome: "not-checked",
      ...numbers,
      impliedThinkTimeMs: null,
      explanation: `Not checked: ${missing}.`
    };
  }
  const busy = throughputPerS * meanMs / 1e3;
  if (busy > users * (1 + TOLERANCE)) {
    return {
      outcome: "violated",
      ...numbers,
      impliedThinkTimeMs: null,
      explanation: `${users.toFixed(1)} users cannot keep ${busy.toFixed(1)} requests under way: the user count, the throughput or the response times are wrong.`
    };
  }
  const impliedThinkTimeMs = Math.max(0, users / throughputPerS * 1e3 - meanMs);
  return {
    outcome: "plausible",
    ...numbers,
    impliedThinkTimeMs,
    explanation: `${users.toFixed(1)} users at ${throughputPerS.toFixed(1)} requests/s and a mean response time of ${meanMs.toFixed(0)} ms spend ${(100 * busy / users).toFixed(0)} % of their time waiting; the rest, ${(impliedThinkTimeMs / 1e3).toFixed(2)} s a request, is think time if the numbers are right.`
  };
}
function whatIsMissing(run, phases, users, throughputPerS, meanMs) {
  if (run.load.kind === "open") return "the law of users holds for a closed load only";
  if (phases.steadyStartMs === null) return "there is no steady state";
  if (users === null || users === 0) return "the source has no number of users";
  if (throughputPerS === null || throughputPerS === 0) return "there is no throughput in the steady state";
  if (meanMs === null) return "the source has no exact mean response time over time";
  return null;
}
function meanUsers(run, phases) {
  const { steadyStartMs, steadyEndMs } = phases;
  if (run.users === null || steadyStartMs === null || steadyEndMs === null) return null;
  const { atMs, users } = run.users;
  let userMs = 0;
  let knownMs = 0;
  for (let i = 0; i < atMs.length; i += 1) {
    const fromMs = Math.max(atMs[i] ?? 0, steadyStartMs);
    const toMs = Math.min(atMs[i + 1] ?? steadyEndMs, steadyEndMs);
    if (toMs <= fromMs) continue;
    userMs += (users[i] ?? 0) * (toMs - fromMs);
    knownMs += toMs - fromMs;
  }
  return knownMs === 0 ? null : userMs / knownMs;
}

// src/stats/steady-state.ts
var batchLength = 5;
var minimumBatches = 4;
function mser5(series) {
  const batchMeans = meansOfBatches(series);
  if (batchMeans.length < minimumBatches) return { truncate: 0, settled: false, scores: [] };
  const limit = Math.floor(batchMeans.length / 2);
  const scores = tailScores(batchMeans).slice(0, limit + 1);
  const best = scores.reduce((lowest, score, d) => score < scores[lowest] ? d : lowest, 0);
  return { truncate: best * batchLength, settled: best < limit, scores };
}
function halvesDrift(series) {
  const middle = Math.floor(series.length / 2);
  if (middle < minimumSeriesLength) return null;
  const values = Float64Array.from(series);
  const first = halfStatistics(values.subarray(0, middle));
  const second = halfStatistics(values.subarray(middle));
  if (first.mean === 0) return null;
  const difference = second.mean - first.mean;
  const relativeDrift = difference / Math.abs(first.mean);
  const squaredError = first.squaredError + second.squaredError;
  if (squaredError === 0) return { relativeDrift, p: difference === 0 ? 1 : 0 };
  const degreesOfFreedom = squaredError ** 2 / (first.squaredError ** 2 / first.degreesOfFreedom + second.squaredError ** 2 / second.degreesOfFreedom);
  const t = Math.abs(difference) / Math.sqrt(squaredError);
  return { relativeDrift, p: 2 * studentTCdf(-t, degreesOfFreedom) };
}
function halfStatistics(half) {
  const { variance, degreesOfFreedom } = longRunVariance(half);
  return { mean: mean(half), squaredError: variance / half.length, degreesOfFreedom };
}
function meansOfBatches(series) {
  const values = Float64Array.from(series);
  return Float64Array.from(
    { length: Math.floor(values.length / batchLength) },
    (_, batch) => mean(values.subarray(batch * batchLength, (batch + 1) * batchLength))
  );
}
function tailScores(batchMeans) {
  const scores = new Array(batchMeans.length);
  let tailMean = 0;
  let squares = 0;
  for (let d = batchMeans.length - 1; d >= 0; d--) {
    const count = batchMeans.length - d;
    const distance = batchMeans[d] - tailMean;
    tailMean += distance / count;
    squares += distance * (batchMeans[d] - tailMean);
    scores[d] = squares / count ** 2;
  }
  return scores;
}

// src/analysis/phases.ts
var FLUSH_MS = 1e4;
var PLATEAU_SHARE = 0.99;
var SHORT_STEADY_MS = 12e4;
var DRIFT_WORTH_SAYING = 0.05;
function findPhases(run, options) {
  const windows = run.total?.windows ?? null;
  if (run.startMs === null || run.endMs === null || windows === null || windows.length === 0) {
    refuseGivenSteadyState(options);
    return { phases: wholeRun(run, "no curve over time in the source, so nothing was trimmed"), notices: [] };
  }
  const span = { startMs: run.startMs, endMs: run.endMs };
  if (totalsOf({ windows, from: 0, to: windows.length }).requests === 0) {
    return { phases: wholeRun(run, "no request was made, so nothing was trimmed"), notices: [] };
  }
  if (typeof options.steady === "object") return { phases: givenPhases(span, options.steady), notices: [] };
  if (options.steady === "whole-run") return { phases: wholeRun(run, "whole run, as asked"), notices: [] };
  return detectPhases(run, span, windows);
}
function refuseGivenSteadyState(options) {
  if (typeof options.steady !== "object") return;
  throw new Problem("usage", "no-curve", "a steady state was given, but the source has no curve over time", {
    fix: "Add the _stats_history.csv of this run, or leave out --steady."
  });
}
function wholeRun(run, why) {
  const known = run.startMs !== null && run.endMs !== null;
  return {
    method: "whole-run",
    steadyStartMs: run.startMs,
    steadyEndMs: run.endMs,
    parts: known ? [{ kind: "steady", startMs: run.startMs, endMs: run.endMs }] : [],
    summary: `${why[0]?.toUpperCase()}${why.slice(1)}.`
  };
}
function givenPhases(span, given) {
  const lengthMs = span.endMs - span.startMs;
  if (given.fromMs < 0 || given.toMs <= given.fromMs || given.fromMs >= lengthMs) {
    throw new Problem(
      "usage",
      "steady-state-outside-run",
      `the steady state ${clock(given.fromMs)}\u2013${clock(given.toMs)} lies outside the run, which is ${clock(lengthMs)} long`,
      { fix: "Give a part of the run as time since its start, such as --steady 1m..5m." }
    );
  }
  const steady = {
    startMs: span.startMs + given.fromMs,
    endMs: Math.min(span.endMs, span.startMs + given.toMs)
  };
  return {
    method: "given",
    steadyStartMs: steady.startMs,
    steadyEndMs: steady.endMs,
    parts: partition(span, steady.startMs, steady, "warm-up"),
    summary: `${keptLine(span, steady)}, as given.`
  };
}
function detectPhases(run, span, windows) {
  const plateau = run.users === null ? span : findPlateau(run.users, span);
  if (plateau === null) return unsettled(span, "the number of users never held a level");
  const ramped = plateau.startMs > span.startMs;
  const flushed = {
    startMs: ramped ? plateau.startMs + flushMs(run) : plateau.startMs,
    endMs: plateau.endMs
  };
  const selection = windowsWithin(windows, flushed.startMs, flushed.endMs);
  const warmUp = warmUpWindows(selection);
  if (warmUp === null) return unsettled(span, whyUnsettled(flushed));
  const steady = {
    startMs: selection.windows.startMs[selection.from + warmUp] ?? flushed.startMs,
    endMs: flushed.endMs
  };
  const kept = windowsWithin(windows, steady.startMs, steady.endMs);
  const used = totalsOf(kept).requests;
  const all = totalsOf({ windows, from: 0, to: windows.length }).requests;
  return {
    phases: {
      method: "detected",
      steadyStartMs: steady.startMs,
      steadyEndMs: steady.endMs,
      parts: partition(span, flushed.startMs, steady, "ramp-up"),
      summary: `${keptLine(span, steady)}; ${trimmedLine(span, flushed, steady)}; ${used} of ${all} requests used.`
    },
    notices: [...lengthNotices(steady), ...driftNotices(kept)]
  };
}
function whyUnsettled(flushed) {
  const lengthMs = Math.max(0, flushed.endMs - flushed.startMs);
  if (lengthMs < SHORT_STEADY_MS)
    return `${clock(lengthMs)} at full load are too short to tell warm-up from steady state`;
  return "the response times or the throughput never settled at full load";
}
function unsettled(span, why) {
  return {
    phases: {
      method: "none",
      steadyStartMs: null,
      steadyEndMs: null,
      parts: [{ kind: "unsettled", startMs: span.startMs, endMs: span.endMs }],
      summary: `No steady state found: ${why}. All figures are of the whole run.`
    },
    notices: [
      {
        code: "no-steady-state",
        severity: "warning",
        message: `No steady state was found: ${why}. All figures are of the whole run.`,
        hint: "Hold the load longer, or name the part to use with --steady FROM..TO."
      }
    ]
  };
}
function findPlateau(users, span) {
  const peak = users.users.reduce((largest, count) => Math.max(largest, count), 0);
  if (peak === 0) return span;
  const enough = (i) => (users.users[i] ?? 0) >= PLATEAU_SHARE * peak;
  let last = users.users.length - 1;
  while (last > 0 && !enough(last)) last -= 1;
  let first = last;
  while (first > 0 && enough(first - 1)) first -= 1;
  const startMs = first === 0 ? span.startMs : users.atMs[first] ?? span.startMs;
  const endMs = last === users.users.length - 1 ? span.endMs : users.atMs[last + 1] ?? span.endMs;
  return endMs - startMs >= (span.endMs - span.startMs) / 10 ? { startMs, endMs } : null;
}
function flushMs(run) {
  const latency = run.total?.latency ?? null;
  const p95 = latency === null ? null : percentileOf(latency, 95);
  const twice = 2 * (p95?.valueMs ?? 0);
  return Math.max(FLUSH_MS, Math.ceil(twice / 1e3) * 1e3);
}
function warmUpWindows(selection) {
  const means = meanPerWindow(selection);
  const series = [throughputPerWindow(selection), ...means === null ? [] : [means]];
  const outcomes = series.map((values) => mser5(values));
  if (outcomes.some((outcome) => !outcome.settled)) return null;
  return Math.max(...outcomes.map((outcome) => outcome.truncate));
}
function partition(span, loadedMs, steady, before) {
  const parts = [
    { kind: before, startMs: span.startMs, endMs: Math.min(loadedMs, steady.startMs) },
    { kind: "warm-up", startMs: Math.min(loadedMs, steady.startMs), endMs: steady.startMs },
    { kind: "steady", startMs: steady.startMs, endMs: steady.endMs },
    { kind: "cool-down", startMs: steady.endMs, endMs: span.endMs }
  ];
  return parts.filter((part) => part.endMs > part.startMs);
}
function lengthNotices(steady) {
  const lengthMs = steady.endMs - steady.startMs;
  if (lengthMs >= SHORT_STEADY_MS) return [];
  return [
    {
      code: "short-steady-state",
      severity: "warning",
      message: `The steady state is ${clock(lengthMs)} long; below ${clock(SHORT_STEADY_MS)} chance moves every figure too much to compare runs.`,
      hint: "Hold the full load for 5 minutes or longer."
    }
  ];
}
function driftNotices(selection) {
  const means = meanPerWindow(selection);
  const drift = means === null ? null : halvesDrift(means);
  if (drift === null || drift.p >= 0.01 || Math.abs(drift.relativeDrift) <= DRIFT_WORTH_SAYING) return [];
  const percent = Math.abs(drift.relativeDrift * 100).toFixed(0);
  const direction = drift.relativeDrift > 0 ? "higher" : "lower";
  return [
    {
      code: "steady-state-drifts",
      severity: "warning",
      message: `The mean response time is ${percent} % ${direction} in the second half of the steady state than in the first.`,
      hint: "Look at the timeline: a leak, a cache that fills, or a cluster that still scales."
    }
  ];
}
function keptLine(span, steady) {
  const lengthMs = span.endMs - span.startMs;
  const keptMs = steady.endMs - steady.startMs;
  const share = lengthMs > 0 ? Math.round(keptMs / lengthMs * 100) : 0;
  const from = clock(steady.startMs - span.startMs);
  return `Kept ${from}\u2013${clock(steady.endMs - span.startMs)} of ${clock(lengthMs)} (${Math.round(keptMs / 1e3)} s, ${share} %)`;
}
function trimmedLine(span, flushed, steady) {
  const seconds = (ms) => `${Math.round(ms / 1e3)} s`;
  const parts = [
    [flushed.startMs - span.startMs, "ramp-up"],
    [steady.startMs - flushed.startMs, "warm-up (MSER-5)"],
    [span.endMs - steady.endMs, "end"]
  ];
  const trimmed = parts.filter(([ms]) => ms >= 500).map(([ms, name]) => `${name} ${seconds(ms)}`);
  return trimmed.length === 0 ? "nothing trimmed" : `trimmed ${trimmed.join(", ")}`;
}
function clock(ms) {
  const seconds = Math.round(ms / 1e3);
  const hours = Math.floor(seconds / 3600);
  const minutes = String(Math.floor(seconds / 60) % 60).padStart(hours > 0 ? 2 : 1, "0");
  const rest = String(seconds % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${minutes}:${rest}` : `${minutes}:${rest}`;
}

// src/analysis/timeline.ts
var MOST_BUCKETS = 300;
var BUCKET_LENGTHS_S = [
  1,
  2,
  3,
  5,
  10,
  15,
  20,
  30,
  60,
  120,
  300,
  600,
  900,
  1800,
  3600,
  7200,
  14400,
  43200,
  86400
];
var DRAWN_PERCENTILES = [50, 95, 99];
function timelineOf(run) {
  const windows = run.total?.windows ?? run.endpoints.find((endpoint) => endpoint.windows !== null)?.windows ?? null;
  if (run.startMs === null || run.endMs === null || windows === null || windows.length === 0) return null;
  const lengthMs = Math.max(1e3, run.endMs - run.startMs);
  const bucketMs = bucketLengthMs(lengthMs, typicalWindowMs(windows));
  const timeline = { startMs: run.startMs, bucketMs, buckets: Math.ceil(lengthMs / bucketMs) };
  return { ...timeline, users: run.users === null ? null : usersPerBucket(run.users, timeline) };
}
function bucketLengthMs(lengthMs, windowMs) {
  const fits = BUCKET_LENGTHS_S.find((s) => s * 1e3 >= windowMs && lengthMs / (s * 1e3) <= MOST_BUCKETS);
  return fits === void 0 ? Math.ceil(lengthMs / MOST_BUCKETS / 864e5) * 864e5 : fits * 1e3;
}
function typicalWindowMs(windows) {
  const lengths = Float64Array.from(
    windows.endMs,
    (endMs, i) => endMs - (windows.startMs[i] ?? endMs)
  ).sort();
  return lengths[Math.floor(lengths.length / 2)] ?? 1e3;
}
function usersPerBucket(users, timeline) {
  const column = new Array(timeline.buckets).fill(null);
  users.atMs.forEach((atMs, i) => {
    const bucket = Math.floor((atMs - timeline.startMs) / timeline.bucketMs);
    if (bucket < 0 || bucket >= timeline.buckets) return;
    column[bucket] = Math.max(column[bucket] ?? 0, users.users[i] ?? 0);
  });
  for (let i = 1; i < column.length; i += 1) column[i] ??= column[i - 1] ?? null;
  return column;
}
function seriesOf(windows, timeline) {
  if (windows === null || timeline === null || windows.length === 0) return null;
  const sums = bucketSums(windows, timeline);
  const perS = (counts) => Array.from(
    counts,
    (count, i) => (sums.coveredMs[i] ?? 0) === 0 ? null : rounded(count * 1e3 / (sums.coveredMs[i] ?? 1))
  );
  return {
    throughputPerS: perS(sums.requests),
    failuresPerS: perS(sums.failures),
    meanMs: windows.sumMs === null ? null : Array.from(sums.sumMs, (sum2, i) => meanOrNull(sum2, sums.requests[i] ?? 0)),
    percentiles: percentilesOf2(windows, timeline)
  };
}
function meanOrNull(sumMs, requests) {
  return requests < 1e-9 || Number.isNaN(sumMs) ? null : rounded(sumMs / requests);
}
function bucketSums(windows, timeline) {
  const column = () => new Float64Array(timeline.buckets);
  const sums = { coveredMs: column(), requests: column(), failures: column(), sumMs: column() };
  for (let i = 0; i < windows.length; i += 1) {
    const startMs = windows.startMs[i] ?? 0;
    const endMs = windows.endMs[i] ?? 0;
    const first = Math.max(0, Math.floor((startMs - timeline.startMs) / timeline.bucketMs));
    const last = Math.min(
      timeline.buckets - 1,
      Math.ceil((endMs - timeline.startMs) / timeline.bucketMs) - 1
    );
    for (let bucket = first; bucket <= last; bucket += 1) {
      const bucketStartMs = timeline.startMs + bucket * timeline.bucketMs;
      const insideMs = Math.min(endMs, bucketStartMs + timeline.bucketMs) - Math.max(startMs, bucketStartMs);
      const share = insideMs / (endMs - startMs);
      add(sums.coveredMs, bucket, insideMs);
      add(sums.requests, bucket, share * (windows.requests[i] ?? 0));
      add(sums.failures, bucket, share * (windows.failures[i] ?? 0));
      if ((windows.requests[i] ?? 0) > 0) add(sums.sumMs, bucket, share * (windows.sumMs?.[i] ?? 0));
    }
  }
  return sums;
}
function add(column, index, amount) {
  column[index] = (column[index] ?? 0) + amount;
}
function percentilesOf2(windows, timeline) {
  if (windows.histograms !== null) return recomputedPercentiles(windows, timeline);
  const { quantiles } = windows;
  if (quantiles === null || quantiles.covers === "since-start") return null;
  const shown = drawnPercentiles(quantiles.percentiles);
  if (shown.length === 0) return null;
  return {
    kind: "range",
    spanMs: quantiles.spanMs,
    columns: shown.map((percentile) => rangeColumn(percentile, quantiles, windows, timeline))
  };
}
function recomputedPercentiles(windows, timeline) {
  const histograms = [];
  let from = 0;
  for (let bucket = 0; bucket < timeline.buckets; bucket += 1) {
    const bucketEndMs = timeline.startMs + (bucket + 1) * timeline.bucketMs;
    let to = from;
    while (to < windows.length && (windows.endMs[to] ?? 0) <= bucketEndMs) to += 1;
    histograms.push(mergedHistogram({ windows, from, to }));
    from = to;
  }
  return {
    kind: "recomputed",
    spanMs: null,
    columns: DRAWN_PERCENTILES.map((percentile) => {
      const values = histograms.map(
        (histogram) => histogram === null ? null : percentileOf(histogram, percentile)
      );
      return {
        percentile,
        midMs: values.map((value) => value === null ? null : rounded(value.valueMs)),
        loMs: values.map((value) => value === null ? null : rounded(value.loMs)),
        hiMs: values.map((value) => value === null ? null : rounded(value.hiMs))
      };
    })
  };
}
function drawnPercentiles(available) {
  const standard = DRAWN_PERCENTILES.filter((percentile) => available.includes(percentile));
  if (standard.length >= 2) return standard;
  const below = available.filter((percentile) => percentile < 100);
  return [.../* @__PURE__ */ new Set([below[0], below[Math.floor(below.length / 2)], below.at(-1)])].filter(
    (p) => p !== void 0
  );
}
function rangeColumn(percentile, quantiles, windows, timeline) {
  const values = quantiles.valuesMs[quantiles.percentiles.indexOf(percentile)] ?? new Float32Array();
  const perBucket = Array.from({ length: timeline.buckets }, () => []);
  values.forEach((valueMs, i) => {
    if (Number.isNaN(valueMs)) return;
    const bucket = Math.floor(((windows.endMs[i] ?? 0) - 1 - timeline.startMs) / timeline.bucketMs);
    perBucket[Math.min(bucket, timeline.buckets - 1)]?.push(valueMs);
  });
  const sorted = perBucket.map((bucket) => bucket.sort((a, b) => a - b));
  const bound = (valueMs, end) => valueMs === void 0 ? null : rounded(roundingInterval(valueMs, quantiles.rounding)[end]);
  return {
    percentile,
    midMs: sorted.map((bucket) => bucket[Math.floor((bucket.length - 1) / 2)] ?? null),
    loMs: sorted.map((bucket) => bound(bucket[0], "loMs")),
    hiMs: sorted.map((bucket) => bound(bucket.at(-1), "hiMs"))
  };
}
function rounded(value) {
  return value === 0 ? 0 : Number(value.toPrecision(4));
}

// src/analysis/analyse-run.ts
var DEFAULT_APDEX_TOLERATED_MS = 500;
var DEFAULT_CONFIDENCE = 0.95;
function analyseRun(run, options = {}) {
  const settings = settingsOf(options);
  const { phases, notices } = findPhases(run, options);
  const timeline = timelineOf(run);
  const sorted = [...run.endpoints].sort((a, b) => compareEndpointKeys(a.key, b.key));
  const anchors = anchorsFor(sorted.map((endpoint) => endpoint.key));
  const endpoints = sorted.map(
    (endpoint, i) => analyseEndpoint(endpoint, anchors[i] ?? "", run, phases, timeline, settings)
  );
  const total = analyseEndpoint(run.total ?? sumOf(sorted), "total", run, phases, timeline, settings);
  const littlesLaw = checkLittlesLaw(run, phases, total.steady);
  return {
    schema: "analysis/1",
    run: headerOf(run),
    phases,
    settings,
    endpoints,
    total,
    timeline,
    failureCauses: failureCauses(sorted),
    exceptions: run.exceptions,
    littlesLaw,
    scaling: [],
    notices: [...run.notices, ...notices, ...dataQuality({ run, endpoints, total, littlesLaw })]
  };
}
function settingsOf(options) {
  const apdexToleratedMs = options.apdexToleratedMs ?? DEFAULT_APDEX_TOLERATED_MS;
  const confidence = options.confidence ?? DEFAULT_CONFIDENCE;
  if (!(apdexToleratedMs > 0)) {
    throw new Problem(
      "usage",
      "apdex-out-of-range",
      `the Apdex limit is ${apdexToleratedMs} ms, expected more than 0 ms`
    );
  }
  if (!(confidence > 0 && confidence < 1)) {
    throw new Problem(
      "usage",
      "confidence-out-of-range",
      `the confidence is ${confidence}, expected between 0 and 1`
    );
  }
  return { apdexToleratedMs, confidence };
}
function analyseEndpoint(endpoint, anchor, run, phases, timeline, settings) {
  const whole = wholeStatistics(endpoint, run.durationMs, run.source, settings);
  return {
    key: endpoint.key,
    anchor,
    whole,
    steady: steadyStatistics(endpoint, run.source, phases, settings),
    curve: percentileCurve(endpoint.latency),
    series: seriesOf(endpoint.windows, timeline)
  };
}
function steadyStatistics(endpoint, source, phases, settings) {
  const { steadyStartMs, steadyEndMs } = phases;
  if (endpoint.windows === null || steadyStartMs === null || steadyEndMs === null) return null;
  if (phases.method === "whole-run") return null;
  return partStatistics(windowsWithin(endpoint.windows, steadyStartMs, steadyEndMs), source, settings);
}
function sumOf(endpoints) {
  const sum2 = (value) => endpoints.reduce((all, endpoint) => all + value(endpoint), 0);
  return {
    key: { method: "", name: "Aggregated" },
    requests: sum2((endpoint) => endpoint.requests),
    failures: sum2((endpoint) => endpoint.failures),
    latency: null,
    meanResponseBytes: null,
    reportedThroughputPerS: null,
    failureGroups: [],
    windows: null
  };
}
function headerOf(run) {
  const { id, label, source, startMs, endMs, durationMs, ended, load } = run;
  const usersPeak = run.users === null ? null : run.users.users.reduce((most, users) => Math.max(most, users), 0);
  return { id, label, source, startMs, endMs, durationMs, ended, load, usersPeak };
}

// src/model/metric.ts
function latencyPercentile(percentile) {
  return {
    id: `latency-p${percentile}`,
    label: `response time p${percentile}`,
    unit: "ms",
    better: "lower",
    read: (s) => s.latency?.percentiles.find((q) => q.percentile === percentile)?.value ?? null
  };
}
var metrics = [
  latencyPercentile(50),
  latencyPercentile(90),
  latencyPercentile(95),
  latencyPercentile(99),
  latencyPercentile(99.9),
  {
    id: "latency-mean",
    label: "mean response time",
    unit: "ms",
    better: "lower",
    read: (s) => s.latency?.meanMs ?? null
  },
  {
    id: "throughput",
    label: "throughput",
    unit: "per-second",
    better: "higher",
    read: (s) => s.throughputPerS
  },
  {
    id: "goodput",
    label: "goodput",
    unit: "per-second",
    better: "higher",
    read: (s) => s.goodputPerS
  },
  {
    id: "error-ratio",
    label: "error ratio",
    unit: "ratio",
    better: "lower",
    read: (s) => s.errorRatio
  }
];

// src/decode/result-document.ts
function readResultDocument(json2, file) {
  return checkDocument(parseJson(json2, file), "result/1", resultShape, file);
}
var estimateShape = anObject({
  value: aNumber,
  n: aNumber,
  bounds: orNull(anObject({ lo: aNumber, hi: aNumber })),
  interval: orNull(
    anObject({
      lo: aNumber,
      hi: orNull(aNumber),
      confidence: aNumber,
      method: aText
    })
  )
});
var runHeaderShape = anObject({
  id: aText,
  label: aText,
  source: sourceShape,
  startMs: orNull(aNumber),
  endMs: orNull(aNumber),
  durationMs: orNull(aNumber),
  ended: endedShape,
  load: loadShape,
  usersPeak: orNull(aNumber)
});
var fidelityShape = oneOf("samples", "histogram", "quantiles");
var latencyShape = anObject({
  count: aCount,
  minMs: orNull(aNumber),
  meanMs: orNull(estimateShape),
  medianMs: orNull(estimateShape),
  maxMs: orNull(aNumber),
  percentiles: aList(
    anObject({ percentile: aNumber, value: estimateShape })
  ),
  fidelity: fidelityShape
});
var statisticsShape = anObject({
  durationMs: orNull(aNumber),
  requests: aNumber,
  failures: aNumber,
  throughputPerS: orNull(estimateShape),
  goodputPerS: orNull(estimateShape),
  errorRatio: orNull(estimateShape),
  latency: orNull(latencyShape),
  apdex: orNull(anObject({ toleratedMs: aNumber, score: orNull(aNumber), lo: aNumber, hi: aNumber })),
  meanResponseBytes: orNull(aNumber)
});
var curveShape = anObject({
  fidelity: fidelityShape,
  count: aCount,
  points: aList(
    anObject({
      percentile: aNumber,
      valueMs: aNumber,
      loMs: aNumber,
      hiMs: aNumber,
      stated: aBoolean
    })
  )
});
var seriesShape = anObject({
  throughputPerS: columnShape,
  failuresPerS: columnShape,
  meanMs: orNull(columnShape),
  percentiles: orNull(
    anObject({
      kind: oneOf("recomputed", "range"),
      spanMs: orNull(aNumber),
      columns: aList(
        anObject({
          percentile: aNumber,
          midMs: columnShape,
          loMs: columnShape,
          hiMs: columnShape
        })
      )
    })
  )
});
var endpointShape = anObject({
  key: endpointKeyShape,
  anchor: aText,
  whole: statisticsShape,
  steady: orNull(statisticsShape),
  curve: orNull(curveShape),
  series: orNull(seriesShape)
});
var phasesShape = anObject({
  method: oneOf("given", "detected", "whole-run", "none"),
  steadyStartMs: orNull(aNumber),
  steadyEndMs: orNull(aNumber),
  parts: aList(
    anObject({
      kind: oneOf("ramp-up", "warm-up", "steady", "cool-down", "idle", "unsettled"),
      startMs: aNumber,
      endMs: aNumber
    })
  ),
  summary: aText
});
var causeShape = anObject({
  cause: aText,
  count: aCount,
  firstMs: orNull(aNumber),
  lastMs: orNull(aNumber),
  endpoints: aList(anObject({ key: endpointKeyShape, count: aCount })),
  messages: aCount,
  example: aText
});
var littlesLawShape = anObject({
  outcome: oneOf("plausible", "violated", "not-checked"),
  users: orNull(aNumber),
  throughputPerS: orNull(aNumber),
  meanMs: orNull(aNumber),
  impliedThinkTimeMs: orNull(aNumber),
  explanation: aText
});
var scalingShape = anObject({
  workload: aText,
  maxReady: aNumber,
  steps: aList(
    anObject({
      decidedMs: aNumber,
      fromDesired: aNumber,
      toDesired: aNumber,
      readyMs: orNull(aNumber),
      timeToScaleMs: orNull(aNumber)
    })
  )
});
var analysisShape = anObject({
  schema: oneOf("analysis/1"),
  run: runHeaderShape,
  phases: phasesShape,
  settings: anObject({ apdexToleratedMs: aNumber, confidence: aNumber }),
  endpoints: aList(endpointShape),
  total: endpointShape,
  timeline: orNull(
    anObject({ startMs: aNumber, bucketMs: aNumber, buckets: aCount, users: orNull(columnShape) })
  ),
  failureCauses: aList(causeShape),
  exceptions: aList(exceptionGroupShape),
  littlesLaw: littlesLawShape,
  scaling: aList(scalingShape),
  notices: aList(noticeShape)
});
var evidenceShape = byTag("method", {
  "mann-whitney": anObject({
    method: oneOf("mann-whitney"),
    p: aNumber,
    n1: aNumber,
    n2: aNumber
  }),
  interval: anObject({
    method: oneOf("interval"),
    lo: aNumber,
    hi: aNumber,
    confidence: aNumber
  }),
  none: anObject({ method: oneOf("none"), why: aText })
});
var comparisonShape = anObject({
  schema: oneOf("comparison/1"),
  baseline: aList(runHeaderShape),
  candidate: aList(runHeaderShape),
  rows: aList(
    anObject({
      endpoint: either(endpointKeyShape, oneOf("total")),
      metric: oneOf(...metrics.map(({ id }) => id)),
      baseline: estimateShape,
      candidate: estimateShape,
      difference: aNumber,
      relativeChange: orNull(aNumber),
      outcome: oneOf("regressed", "improved", "no-change", "not-enough-evidence"),
      evidence: evidenceShape
    })
  ),
  onlyInBaseline: aList(endpointKeyShape),
  onlyInCandidate: aList(endpointKeyShape),
  notices: aList(noticeShape)
});
var outcomeShape = oneOf("pass", "fail", "inconclusive");
var verdictShape = anObject({
  schema: oneOf("verdict/1"),
  outcome: outcomeShape,
  checks: aList(
    anObject({
      id: aText,
      kind: oneOf("slo", "regression", "scaling", "data-quality"),
      outcome: outcomeShape,
      subject: aText,
      expected: aText,
      actual: aText,
      explanation: aText
    })
  )
});
var resultShape = anObject({
  schema: oneOf("result/1"),
  tool: anObject({ name: aText, version: aText }),
  createdMs: aNumber,
  analyses: aList(analysisShape),
  comparison: orNull(comparisonShape),
  verdict: orNull(verdictShape)
});

// src/report/json.ts
var json = {
  id: "json",
  title: "JSON, the whole result",
  fileName: "result.json",
  async render(result) {
    return `${JSON.stringify(result, null, 2)}
`;
  }
};

export {
  percentileOf,
  analyseRun,
  metrics,
  readResultDocument,
  json
};
