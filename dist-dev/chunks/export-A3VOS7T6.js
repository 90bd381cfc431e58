import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);
import {
  loadRuns,
  makeResult
} from "./chunk-E23MZJY7.js";
import {
  warnLeftOut,
  withProgress
} from "./chunk-WJTGUF3U.js";
import {
  json,
  percentileOf
} from "./chunk-Q2MSEQVN.js";
import {
  DEFAULT_MAX_BYTES
} from "./chunk-WHSUBGNH.js";
import "./chunk-REOQG2OF.js";
import {
  checkWritable,
  writeFileAtomically
} from "./chunk-XFQVL4RA.js";
import "./chunk-LDHJMGR5.js";
import "./chunk-UXOGO52U.js";
import "./chunk-JFOV2Z73.js";
import {
  storeFolder
} from "./chunk-MJXU4R5G.js";
import "./chunk-PSBAMK2Z.js";
import "./chunk-JBPUJM5N.js";
import "./chunk-PNYPZT3Q.js";
import {
  Problem
} from "./chunk-ODQNCGH6.js";
import "./chunk-VVVY4QBN.js";

// src/cli/actions/export.ts
import { resolve } from "node:path";

// src/cli/locust-csv/cells.ts
var UNKNOWN_CELL = "N/A";
var FORMULA_START = /^[=+\-@\t\r]/;
var NEEDS_QUOTES = /[",\r\n]/;
function textCell(text) {
  return quoted(FORMULA_START.test(text) ? `'${text}` : text);
}
function numberCell(value) {
  return value === null || value === void 0 || !Number.isFinite(value) ? UNKNOWN_CELL : String(value);
}
function instantCell(atMs) {
  return atMs === null ? "" : `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}
function csvLine(cells) {
  return `${cells.join(",")}\r
`;
}
function quoted(text) {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// src/cli/locust-csv/percentile-columns.ts
var LOCUST_PERCENTILES = [50, 66, 75, 80, 90, 95, 98, 99, 99.9, 99.99, 100];
function percentilesOf(endpoints) {
  const percentiles = /* @__PURE__ */ new Set();
  for (const { latency } of endpoints) {
    if (latency === null) continue;
    const known = latency.kind === "quantiles" ? latency.points.map((point) => point.percentile) : LOCUST_PERCENTILES;
    for (const percentile of known) percentiles.add(percentile);
  }
  if (percentiles.size === 0) return LOCUST_PERCENTILES;
  return [...percentiles].sort((a, b) => a - b);
}
function percentileHeader(percentile) {
  return `${percentile}%`;
}
function percentileCell(latency, percentile) {
  if (latency === null) return numberCell(null);
  if (latency.kind === "quantiles") {
    return numberCell(latency.points.find((point) => point.percentile === percentile)?.valueMs);
  }
  return numberCell(percentileOf(latency, percentile)?.valueMs);
}
function summaryOf(latency) {
  if (latency.kind === "quantiles") return latency;
  const medianMs = percentileOf(latency, 50)?.valueMs ?? null;
  if (latency.kind === "histogram") {
    const { sumMs: sumMs2, count, minMs, maxMs } = latency;
    return { meanMs: sumMs2 === null || count === 0 ? null : sumMs2 / count, medianMs, minMs, maxMs };
  }
  const { valuesMs } = latency;
  let sumMs = 0;
  for (let i = 0; i < valuesMs.length; i += 1) sumMs += valuesMs[i] ?? 0;
  return {
    meanMs: valuesMs.length === 0 ? null : sumMs / valuesMs.length,
    medianMs,
    minMs: valuesMs[0] ?? null,
    maxMs: valuesMs[valuesMs.length - 1] ?? null
  };
}

// src/cli/locust-csv/history.ts
function statsHistoryCsv(run) {
  const counters = [
    ...run.endpoints.map(
      (endpoint) => counterOf(endpoint, [endpoint.key.method, endpoint.key.name].map(textCell))
    ),
    ...run.total === null ? [] : [counterOf(run.total, ["", "Aggregated"])]
  ].filter((counter) => counter !== null);
  return counters.length === 0 ? null : historyLines(counters, run.users);
}
function counterOf({ windows }, names) {
  if (windows === null || windows.length === 0) return null;
  return { names, windows, next: 0, requests: 0, failures: 0, sumMs: 0 };
}
function* historyLines(counters, users) {
  const percentiles = percentilesOf2(counters);
  const hasMeans = counters.every(({ windows }) => windows.sumMs?.every((sumMs) => !Number.isNaN(sumMs)));
  yield csvLine([
    "Timestamp",
    ...users === null ? [] : ["User Count"],
    "Type",
    "Name",
    "Requests/s",
    "Failures/s",
    ...percentiles.map(percentileHeader),
    "Total Request Count",
    "Total Failure Count",
    ...hasMeans ? ["Total Average Response Time"] : []
  ]);
  let user = -1;
  for (const atS of secondsOf(counters)) {
    while (users !== null && (users.atMs[user + 1] ?? Number.POSITIVE_INFINITY) <= atS * 1e3) user += 1;
    const userCells = users === null ? [] : [numberCell(users.users[user] ?? 0)];
    yield counters.map((counter) => {
      const window = advance(counter, atS);
      const { requests, failures, sumMs } = counter;
      return csvLine([
        numberCell(atS),
        ...userCells,
        ...counter.names,
        ...rateCells(counter.windows, window),
        ...percentiles.map((percentile) => quantileCell(counter.windows, window, percentile)),
        numberCell(requests),
        numberCell(failures),
        ...hasMeans ? [numberCell(requests === 0 ? 0 : sumMs / requests)] : []
      ]);
    }).join("");
  }
}
function percentilesOf2(counters) {
  const percentiles = new Set(counters.flatMap(({ windows }) => windows.quantiles?.percentiles ?? []));
  return [...percentiles].sort((a, b) => a - b);
}
function secondsOf(counters) {
  const seconds = /* @__PURE__ */ new Set();
  let firstMs = Number.POSITIVE_INFINITY;
  for (const { windows } of counters) {
    firstMs = Math.min(firstMs, windows.startMs[0] ?? firstMs);
    for (const endMs of windows.endMs) seconds.add(Math.floor(endMs / 1e3));
  }
  seconds.add(Math.floor(firstMs / 1e3));
  return [...seconds].sort((a, b) => a - b);
}
function advance(counter, atS) {
  const { windows } = counter;
  let last = null;
  while (counter.next < windows.length && Math.floor((windows.endMs[counter.next] ?? 0) / 1e3) <= atS) {
    last = counter.next;
    counter.requests += windows.requests[last] ?? 0;
    counter.failures += windows.failures[last] ?? 0;
    counter.sumMs += windows.sumMs?.[last] ?? Number.NaN;
    counter.next += 1;
  }
  return last;
}
function rateCells({ startMs, endMs, requests, failures }, window) {
  if (window === null) return ["0", "0"];
  const lengthS = ((endMs[window] ?? 0) - (startMs[window] ?? 0)) / 1e3;
  return [requests, failures].map((column) => numberCell((column[window] ?? 0) / lengthS));
}
function quantileCell({ quantiles }, window, percentile) {
  const column = quantiles?.percentiles.indexOf(percentile) ?? -1;
  return numberCell(window === null ? null : quantiles?.valuesMs[column]?.[window]);
}

// src/cli/locust-csv/tables.ts
var AGGREGATED = "Aggregated";
function* statsCsv(run) {
  const all = run.total === null ? run.endpoints : [...run.endpoints, run.total];
  const percentiles = percentilesOf(all);
  yield csvLine([
    "Type",
    "Name",
    "Request Count",
    "Failure Count",
    "Median Response Time",
    "Average Response Time",
    "Min Response Time",
    "Max Response Time",
    "Average Content Size",
    "Requests/s",
    "Failures/s",
    ...percentiles.map(percentileHeader)
  ]);
  for (const endpoint of run.endpoints) {
    yield statsLine([textCell(endpoint.key.method), textCell(endpoint.key.name)], endpoint, run, percentiles);
  }
  if (run.total !== null) yield statsLine(["", AGGREGATED], run.total, run, percentiles);
}
function statsLine(names, endpoint, run, percentiles) {
  const { requests, failures, latency } = endpoint;
  const nothing = { medianMs: 0, meanMs: 0, minMs: 0, maxMs: 0 };
  const { medianMs, meanMs, minMs, maxMs } = latency === null ? nothing : summaryOf(latency);
  const requestsPerS = throughputPerS(endpoint, run);
  const failuresPerS = requestsPerS === null || requests === 0 ? requestsPerS : requestsPerS * failures / requests;
  const numbers = [requests, failures, medianMs, meanMs, minMs, maxMs, endpoint.meanResponseBytes];
  return csvLine([
    ...names,
    ...[...numbers, requestsPerS, failuresPerS].map(numberCell),
    ...percentiles.map((percentile) => percentileCell(latency, percentile))
  ]);
}
function throughputPerS({ requests, reportedThroughputPerS }, { durationMs }) {
  if (reportedThroughputPerS !== null) return reportedThroughputPerS;
  return durationMs === null || durationMs === 0 ? null : requests / (durationMs / 1e3);
}
function failuresCsv(run) {
  const rows = run.endpoints.flatMap(
    ({ key, failureGroups }) => failureGroups.map(
      ({ message, count, firstMs, lastMs }) => csvLine([
        textCell(key.method),
        textCell(key.name),
        textCell(message),
        numberCell(count),
        instantCell(firstMs),
        instantCell(lastMs)
      ])
    )
  );
  if (rows.length === 0) return null;
  return [csvLine(["Method", "Name", "Error", "Occurrences", "First Seen", "Last Seen"]), ...rows];
}

// src/cli/actions/export.ts
var DEFAULT_PREFIX = "plimsoll";
async function exportCommand(reference, options, io) {
  const output = options.output ?? (options.to === "json" ? "-" : DEFAULT_PREFIX);
  if (options.to === "csv" && output === "-") {
    throw new Problem("usage", "csv-needs-files", "csv is several files and cannot go to standard output", {
      fix: `Name their prefix: -o ${DEFAULT_PREFIX}`
    });
  }
  const path = resolve(io.cwd, output);
  if (output !== "-") await checkWritable(options.to === "csv" ? `${path}_stats.csv` : path);
  await withProgress(io, async (progress) => {
    const store = storeFolder(options.store, io.env["PLIMSOLL_STORE"], io.cwd);
    const maxBytes = options.maxSize ?? DEFAULT_MAX_BYTES;
    const loaded = await loadRuns([reference], { store, maxBytes }, io, progress);
    warnLeftOut(loaded.leftOut, io);
    if (options.to === "csv") await writeCsv(loaded, output, io, progress);
    else await writeJson(loaded, output, io, progress);
  });
}
async function writeJson(loaded, output, io, progress) {
  const result = makeResult(loaded, {}, void 0, io, progress);
  const text = await json.render(result);
  if (output === "-") io.stdout.write(text);
  else {
    await writeFileAtomically(resolve(io.cwd, output), text);
    io.stdout.write(`${output}
`);
  }
}
async function writeCsv({ runs, results }, prefix, io, progress) {
  const [only] = runs;
  if (results.length > 0) {
    throw new Problem(
      "usage",
      "cannot-export-result",
      "csv is made of a run; a result holds only what was found",
      {
        fix: "Name the files of the run or its id in the store instead."
      }
    );
  }
  if (only === void 0 || runs.length !== 1) {
    throw new Problem("usage", "several-runs", `these files hold ${runs.length} runs, csv is of one`, {
      fix: "Import them, then export each by its id: plimsoll import FOLDER"
    });
  }
  const { run } = only;
  const files = [
    ["_stats.csv", statsCsv(run)],
    ["_stats_history.csv", statsHistoryCsv(run)],
    ["_failures.csv", failuresCsv(run)]
  ];
  for (const [ending, rows] of files) {
    if (rows === null) continue;
    progress.step(`Writing ${prefix}${ending}`);
    await writeFileAtomically(resolve(io.cwd, prefix + ending), rows);
    io.stdout.write(`${prefix}${ending}
`);
  }
}
export {
  exportCommand
};
