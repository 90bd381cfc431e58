import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);
import {
  json
} from "./chunk-Q2MSEQVN.js";
import {
  elapsedIn,
  failuresFinding,
  failuresPerS,
  headline,
  isTrimmed,
  latencyCoverage,
  namedText,
  percentileIn,
  percentileScope,
  runFacts,
  verdictBadge
} from "./chunk-PCYQWF3V.js";
import {
  describePlace
} from "./chunk-OQWUS2L2.js";
import {
  NARROW_SPACE,
  UNKNOWN,
  formatCount,
  formatEstimateCellMs,
  formatMs,
  formatPercentile,
  formatRate,
  formatRatio,
  hasCalendarDate,
  hasWideBounds,
  shortText,
  showText
} from "./chunk-JBPUJM5N.js";
import {
  endpointLabel
} from "./chunk-PNYPZT3Q.js";

// src/report/junit/xml.ts
function element(name, attributes, children = []) {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
  const start = `<${name}${written.join("")}`;
  if (children.length === 0) return `${start}/>`;
  const inner = children.map((child) => child.replace(/^/gm, "  ")).join("\n");
  return `${start}>
${inner}
</${name}>`;
}
function escapeXml(text2) {
  return showText(text2).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

// src/report/junit.ts
var junit = {
  id: "junit",
  title: "JUnit XML for a build server",
  fileName: "junit.xml",
  async render(result) {
    const suites = suitesOf(result);
    const counts = countCases(suites.flatMap((suite) => suite.cases));
    const attributes = {
      name: result.tool.name,
      ...counts,
      time: seconds(suites.reduce((sum, s) => sum + s.durationMs, 0))
    };
    return `<?xml version="1.0" encoding="UTF-8"?>
${element("testsuites", attributes, suites.map(suiteXml))}
`;
  }
};
function suitesOf(result) {
  const checks = result.verdict?.checks ?? [];
  if (checks.length === 0)
    return result.analyses.map((analysis) => runSuite(analysis, unjudgedCases(analysis)));
  const [only, ...others] = result.analyses;
  if (only !== void 0 && others.length === 0) return [runSuite(only, checkCases(checks, labelOf(only)))];
  const verdict = {
    name: "verdict",
    startMs: null,
    durationMs: 0,
    properties: /* @__PURE__ */ new Map(),
    cases: checkCases(checks, "verdict")
  };
  return [verdict, ...result.analyses.map((analysis) => runSuite(analysis, []))];
}
function runSuite(analysis, cases) {
  const { id, source, startMs, durationMs } = analysis.run;
  return {
    name: labelOf(analysis),
    startMs,
    durationMs: durationMs ?? 0,
    properties: new Map([
      ["run-id", id],
      ["measured-by", [source.tool, source.toolVersion].filter((part) => part !== null).join(" ")],
      ["headline", headline(analysis, null).title],
      ...numbersOf(analysis.total, percentileScope(analysis))
    ]),
    cases
  };
}
function labelOf(analysis) {
  return shortText(analysis.run.label);
}
function checkCases(checks, suite) {
  return checks.map((check) => ({
    name: `${check.subject}: ${check.expected}`,
    suite,
    timeMs: 0,
    properties: /* @__PURE__ */ new Map([["measured", check.actual]]),
    outcome: check.outcome === "inconclusive" ? "skipped" : check.outcome,
    reason: check.outcome === "inconclusive" ? `not enough evidence: ${check.explanation}` : `${check.actual}, expected ${check.expected}. ${check.explanation}`,
    kind: check.kind
  }));
}
function unjudgedCases(analysis) {
  const skipped = { suite: labelOf(analysis), outcome: "skipped", kind: "none" };
  if (analysis.endpoints.length === 0) {
    const reason = headline(analysis, null).title;
    return [{ ...skipped, name: "requests", timeMs: 0, properties: /* @__PURE__ */ new Map(), reason }];
  }
  return analysis.endpoints.map((endpoint) => ({
    ...skipped,
    name: namedText(endpointLabel(endpoint.key), Number.POSITIVE_INFINITY),
    timeMs: endpoint.whole.latency?.meanMs?.value ?? 0,
    properties: new Map(numbersOf(endpoint, percentileScope(analysis))),
    reason: "no target set"
  }));
}
function numbersOf(endpoint, scope) {
  const statistics = endpoint[scope];
  if (statistics === null) return [];
  const part = scope === "steady" ? "steady state" : "whole run";
  return [["part-of-run", part], ...countsOf(statistics), ...timesOf(statistics)];
}
function countsOf({ requests, failures, throughputPerS, errorRatio }) {
  return known([
    ["requests", requests],
    ["failures", failures],
    ["requests-per-second", throughputPerS?.value],
    ["error-ratio", errorRatio?.value]
  ]);
}
function timesOf({ latency }) {
  const percentiles = (latency?.percentiles ?? []).map(
    ({ percentile, value }) => [`response-time-p${percentile}-s`, estimateInSeconds(value)]
  );
  const mean = latency?.meanMs ?? null;
  return [
    ...mean === null ? [] : [["response-time-mean-s", estimateInSeconds(mean)]],
    ...percentiles
  ];
}
function estimateInSeconds(estimate) {
  const precise = (ms) => (ms / 1e3).toFixed(6);
  if (!hasWideBounds(estimate)) return precise(estimate.value);
  return `${precise(estimate.bounds.lo)} to ${precise(estimate.bounds.hi)}`;
}
function known(pairs) {
  return pairs.flatMap(([name, value]) => value === void 0 ? [] : [[name, value]]);
}
function suiteXml({ name, startMs, durationMs, properties, cases }) {
  const timestamp = startMs === null || !hasCalendarDate(startMs) ? {} : { timestamp: new Date(startMs).toISOString().slice(0, 19) };
  const attributes = { name, ...countCases(cases), time: seconds(durationMs), ...timestamp };
  return element("testsuite", attributes, [...propertiesXml(properties), ...cases.map(caseXml)]);
}
function caseXml({ name, suite, timeMs, properties, outcome, reason, kind }) {
  const verdict = outcome === "pass" ? [] : [
    element(
      outcome === "fail" ? "failure" : "skipped",
      outcome === "fail" ? { message: reason, type: kind } : { message: reason }
    )
  ];
  return element("testcase", { classname: suite, name, time: seconds(timeMs) }, [
    ...propertiesXml(properties),
    ...verdict
  ]);
}
function propertiesXml(properties) {
  if (properties.size === 0) return [];
  return [
    element(
      "properties",
      {},
      [...properties].map(([name, value]) => element("property", { name, value }))
    )
  ];
}
function countCases(cases) {
  const count = (outcome) => cases.filter((each) => each.outcome === outcome).length;
  return { tests: cases.length, failures: count("fail"), errors: 0, skipped: count("skipped") };
}
function seconds(ms) {
  return (ms / 1e3).toFixed(3);
}

// src/report/markdown/escape.ts
function codeOf(text2, length = 120) {
  const shown = shortText(text2, length);
  if (shown.trim() === "") return "*(no name)*";
  return shown.split("|").map((part) => part === "" ? "" : codeSpan(part)).join("\\|");
}
function codeSpan(text2) {
  const longestRun = Math.max(0, ...(text2.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longestRun + 1);
  const needsPadding = /^`|`$/.test(text2) || /^ .* $/.test(text2) && text2.trim() !== "";
  const padding = needsPadding ? " " : "";
  return fence + padding + text2 + padding + fence;
}
var MARKUP = /[\\`*_{}[\]<>()|~^&#]/g;
var INTERPRETED = /[@#!](?=\S)|\bgh-(?=\d)|:(?=\/\/|[\w+-]*[a-z_+-][\w+-]*:|100:|1234:)|\b[0-9a-f]{7,40}\b/gi;
var EMPTY_COMMENT = "<!-- -->";
function broken(found) {
  return found.length < 7 ? found + EMPTY_COMMENT : found.replace(/.{6}(?=.)/g, `$&${EMPTY_COMMENT}`);
}
function proseOf(text2, length = 500) {
  return shortText(text2, length).trim().replace(MARKUP, "\\$&").replace(/\bwww\./gi, "www\\.").replace(INTERPRETED, broken).replaceAll("$", "<span>$</span>");
}

// src/report/markdown/blocks.ts
var SHOWN_ENDPOINTS = 20;
function headlineBlock(analysis, verdict) {
  const { badge, title, lead } = headline(analysis, verdict);
  const phrases = lead.map(({ text: text2, strong }) => strong ? `**${proseOf(text2)}**` : spacedProse(text2));
  const facts = [...runFacts(analysis), analysis.phases.summary].map((fact) => proseOf(fact));
  return fixedBlock([
    `### ${badge.text}: ${proseOf(title)}`,
    "",
    phrases.join("").trim(),
    "",
    ...keyNumbers(analysis),
    "",
    `Run ${codeOf(analysis.run.label)} \xB7 ${facts.join(" \xB7 ")}`
  ]);
}
function spacedProse(text2) {
  return (text2.startsWith(" ") ? " " : "") + proseOf(text2) + (text2.endsWith(" ") ? " " : "");
}
function keyNumbers(analysis) {
  const { whole, steady } = analysis.total;
  const isPart = isTrimmed(analysis) && steady !== null;
  return [
    "| | Requests | Per second | Failed | Mean | p50 | p95 | p99 |",
    "|---|--:|--:|--:|--:|--:|--:|--:|",
    ...isPart ? [keyNumbersRow("Steady state", steady)] : [],
    keyNumbersRow("Whole run", whole)
  ];
}
function keyNumbersRow(label, statistics) {
  const { latency, requests, throughputPerS } = statistics;
  const percentiles = [50, 95, 99].map(
    (percentile) => formatEstimateCellMs(percentileIn(latency, percentile))
  );
  return row([
    label,
    formatCount(requests),
    formatRate(throughputPerS?.value ?? null),
    failedCell(statistics),
    formatMs(latency?.meanMs?.value ?? null),
    ...percentiles
  ]);
}
function failedCell({ requests, failures }) {
  if (failures === 0 || requests === 0) return formatCount(failures);
  return `${formatCount(failures)} (${formatRatio(failures / requests)})`;
}
function checksBlock(verdict, hasHeading) {
  const order = ["fail", "inconclusive", "pass"];
  const words = { pass: "met", fail: "**missed**", inconclusive: "not judged" };
  const checks = order.flatMap((outcome) => verdict.checks.filter((check) => check.outcome === outcome));
  return {
    head: [
      ...hasHeading ? [`### ${verdictBadge(verdict).text}`, ""] : [],
      "| Outcome | Target | Expected | Measured | Why |",
      "|---|---|---|---|---|"
    ],
    rows: checks.map(
      (check) => row([
        words[check.outcome],
        proseOf(check.subject, 120),
        proseOf(check.expected, 120),
        proseOf(check.actual, 120),
        proseOf(check.explanation, 300)
      ])
    ),
    tail: [],
    rowsAre: "targets",
    priority: 0
  };
}
function endpointBlocks(analysis) {
  const scope = percentileScope(analysis);
  const p95Of = (endpoint) => percentileIn(endpoint[scope]?.latency ?? null, 95)?.value ?? -1;
  const ranked = [...analysis.endpoints].sort((a, b) => p95Of(b) - p95Of(a));
  if (ranked.length === 0) return [];
  const head = [
    "| Endpoint | Requests | Per second | Failed | Mean | p50 | p95 | p99 | Max |",
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
  ];
  const rows = ranked.map((endpoint) => endpointRow(endpoint, endpoint[scope]));
  const shown = rows.slice(0, SHOWN_ENDPOINTS);
  const others = rows.slice(SHOWN_ENDPOINTS);
  const part = scope === "steady" ? "steady state" : "whole run";
  const order = others.length > 0 ? `the ${SHOWN_ENDPOINTS} slowest of ${formatCount(rows.length)} by p95, ` : "";
  const title = `**Endpoints**, ${order}${part}. ${latencyCoverage(analysis)}.`;
  const blocks = [
    { head: [title, "", ...head], rows: shown, tail: [], rowsAre: "endpoints", priority: 1 }
  ];
  if (others.length > 0) {
    blocks.push(folded(`${formatCount(others.length)} more endpoints`, head, others, "endpoints", 4));
  }
  return blocks;
}
function endpointRow(endpoint, statistics) {
  const name = codeOf(endpointLabel(endpoint.key));
  if (statistics === null) return row([name, ...new Array(8).fill(UNKNOWN)]);
  const { latency, requests, throughputPerS } = statistics;
  return row([
    name,
    formatCount(requests),
    formatRate(throughputPerS?.value ?? null),
    failedCell(statistics),
    formatMs(latency?.meanMs?.value ?? null),
    ...[50, 95, 99].map((percentile) => formatEstimateCellMs(percentileIn(latency, percentile))),
    formatMs(latency?.maxMs ?? null)
  ]);
}
function failureBlocks(analysis) {
  const { failureCauses, exceptions } = analysis;
  const blocks = [];
  if (failureCauses.length > 0) {
    blocks.push({
      head: [
        `**Failures:** ${proseOf(failuresFinding(analysis).title)}.`,
        "",
        "| Failed | Cause | Endpoint | First | Last |",
        "|--:|---|---|--:|--:|"
      ],
      rows: failureCauses.map((cause) => causeRow(analysis, cause)),
      tail: [],
      rowsAre: "causes",
      priority: 2
    });
  }
  if (exceptions.length > 0) {
    const rows = exceptions.map((group) => row([formatCount(group.count), codeOf(group.message, 300)]));
    const head = ["| Count | Exception |", "|--:|---|"];
    blocks.push(folded("Exceptions in the test's own code", head, rows, "exceptions", 3));
  }
  return blocks;
}
function causeRow(analysis, cause) {
  const [first, ...others] = cause.endpoints;
  const where = first === void 0 ? UNKNOWN : codeOf(endpointLabel(first.key));
  const at = (atMs) => atMs === null ? UNKNOWN : elapsedIn(analysis, atMs);
  return row([
    formatCount(cause.count),
    codeOf(cause.cause, 200),
    others.length === 0 ? where : `${where} and ${others.length} more`,
    at(cause.firstMs),
    at(cause.lastMs)
  ]);
}
function noticeBlocks(notices) {
  if (notices.length === 0) return [];
  const lines = notices.map((notice) => {
    const place = describePlace(notice.where);
    const where = place === "" ? "" : ` (${proseOf(place, 300)})`;
    const hint = notice.hint === void 0 ? "" : ` ${proseOf(notice.hint)}`;
    return `- **${notice.severity}** ${proseOf(notice.message)}${where}${hint}`;
  });
  const title = `${formatCount(notices.length)} ${notices.length === 1 ? "notice" : "notices"} about the data`;
  return [folded(title, [], lines, "notices", 3)];
}
function folded(title, head, rows, rowsAre, priority) {
  return {
    head: ["<details>", `<summary>${title}</summary>`, "", ...head],
    rows,
    tail: ["", "</details>"],
    rowsAre,
    priority
  };
}
function fixedBlock(head) {
  return { head, rows: [], tail: [], rowsAre: "", priority: 0 };
}
function row(cells) {
  return `| ${cells.join(" | ")} |`;
}

// src/report/markdown/fit.ts
var STATEMENT_LENGTH = 120;
function fitBlocks(blocks, limit) {
  const kept = blocksThatFit(blocks, limit - STATEMENT_LENGTH);
  const fixed = kept.reduce((sum, block) => sum + fixedLength(block), 0);
  const rows = shareRoom(kept, limit - STATEMENT_LENGTH - fixed);
  const parts = kept.map((block, i) => blockText(block, rows[i] ?? 0));
  const dropped = blocks.length - kept.length;
  if (dropped > 0) parts.push(statement(`${dropped} more ${dropped === 1 ? "section" : "sections"}`));
  return `${parts.join("\n\n")}
`;
}
function blocksThatFit(blocks, limit) {
  let used = 0;
  const first = blocks.findIndex((block) => {
    used += fixedLength(block);
    return used > limit;
  });
  return first === -1 ? blocks : blocks.slice(0, first);
}
function fixedLength(block) {
  return lengthOf(block.head) + lengthOf(block.tail) + STATEMENT_LENGTH + 2;
}
function lengthOf(lines) {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}
function shareRoom(blocks, room) {
  let left = room;
  const counts = blocks.map(() => 0);
  const order = blocks.map((block, i) => ({ block, i })).sort((a, b) => a.block.priority - b.block.priority || a.i - b.i);
  for (const { block, i } of order) {
    for (const row2 of block.rows) {
      if (row2.length + 1 > left) break;
      left -= row2.length + 1;
      counts[i] = (counts[i] ?? 0) + 1;
    }
  }
  return counts;
}
function blockText(block, rows) {
  const leftOut = block.rows.length - rows;
  const lines = [...block.head, ...block.rows.slice(0, rows)];
  if (leftOut > 0) lines.push("", statement(`${leftOut} more ${block.rowsAre}`), "");
  return [...lines, ...block.tail].join("\n");
}
function statement(what) {
  return `*${what} left out: a comment holds 65 536 characters.*`;
}

// src/report/markdown.ts
var LIMIT = 65e3;
var markdown = {
  id: "markdown",
  title: "Markdown for a pull request",
  fileName: "report.md",
  async render(result) {
    const verdict = result.verdict !== null && result.verdict.checks.length > 0 ? result.verdict : null;
    const isOverSeveral = result.analyses.length > 1;
    const checks = verdict === null ? [] : [checksBlock(verdict, isOverSeveral)];
    const runs = result.analyses.map((analysis) => [
      headlineBlock(analysis, isOverSeveral ? null : verdict),
      ...isOverSeveral ? [] : checks,
      ...endpointBlocks(analysis),
      ...failureBlocks(analysis),
      ...noticeBlocks(analysis.notices)
    ]);
    const blocks = [...isOverSeveral ? checks : [], ...runs.flat()];
    return fitBlocks(blocks, LIMIT);
  }
};

// src/report/terminal/failure-tables.ts
function failureColumns(analysis) {
  const causes = analysis.failureCauses;
  const at = (atMs) => atMs === null ? UNKNOWN : elapsedIn(analysis, atMs);
  const columns = [
    { header: "# fails", align: "right", cells: causes.map((cause) => String(cause.count)), dropOrder: 0 },
    {
      header: "Cause",
      align: "left",
      cells: causes.map((cause) => shortText(cause.cause)),
      dropOrder: 0,
      leastWidth: 12
    },
    { header: "Endpoint", align: "left", cells: causes.map(endpointsCell), dropOrder: 1, leastWidth: 12 },
    { header: "First", align: "right", cells: causes.map((cause) => at(cause.firstMs)), dropOrder: 3 },
    { header: "Last", align: "right", cells: causes.map((cause) => at(cause.lastMs)), dropOrder: 2 }
  ];
  return columns.filter((column) => column.cells.some((cell) => cell !== UNKNOWN));
}
function endpointsCell(cause) {
  const [first, ...rest] = cause.endpoints;
  if (first === void 0) return UNKNOWN;
  const name = shortText(endpointLabel(first.key));
  return rest.length === 0 ? name : `${name} + ${rest.length} more`;
}
function exceptionColumns(exceptions) {
  return [
    { header: "Count", align: "right", cells: exceptions.map((group) => String(group.count)), dropOrder: 0 },
    {
      header: "Exception in the test's own code",
      align: "left",
      cells: exceptions.map((group) => shortText(group.message)),
      dropOrder: 0,
      leastWidth: 12
    }
  ];
}

// src/report/terminal/paint.ts
var codes = {
  bold: [1, 22],
  dim: [2, 22],
  fail: [31, 39],
  pass: [32, 39],
  warn: [33, 39]
};
function painter(colour) {
  if (!colour) return (_style, text2) => text2;
  return (style, text2) => text2 === "" ? "" : `\x1B[${codes[style][0]}m${text2}\x1B[${codes[style][1]}m`;
}

// src/report/terminal/request-tables.ts
var LEAST_NAME_WIDTH = 20;
var WANTED_PERCENTILES = [98, 66, 75, 80, 99.99, 90, 99.9, 50, 99, 95];
function requestColumns(analysis, scope) {
  const rows = rowsOf(analysis, scope);
  const known2 = (read) => rows.map(({ statistics }) => statistics === null ? UNKNOWN : read(statistics));
  const isFailing = (row2) => (rows[row2]?.statistics?.failures ?? 0) > 0 ? "fail" : null;
  const columns = [
    ...nameColumns(rows),
    number(
      "# reqs",
      known2((s) => String(s.requests)),
      0
    ),
    { ...number("# fails", known2(failuresCell), 1), style: isFailing },
    {
      ...number(
        "Avg",
        known2((s) => cellMs(s.latency?.meanMs ?? null)),
        2
      ),
      startsGroup: true
    },
    number(
      "Min",
      known2((s) => plainMs(s.latency?.minMs ?? null)),
      6
    ),
    number(
      "Max",
      known2((s) => plainMs(s.latency?.maxMs ?? null)),
      5
    ),
    number(
      "Med",
      known2((s) => cellMs(s.latency?.medianMs ?? null)),
      3
    ),
    {
      ...number(
        "req/s",
        known2((s) => formatRate(s.throughputPerS?.value ?? null)),
        4
      ),
      startsGroup: true
    },
    number(
      "failures/s",
      known2((s) => formatRate(failuresPerS(s))),
      7
    )
  ];
  return columns.filter((column) => column.cells.some((cell) => cell !== UNKNOWN));
}
function percentileColumns(analysis) {
  const rows = rowsOf(analysis, percentileScope(analysis));
  const percentiles = new Set(
    rows.flatMap((row2) => row2.statistics?.latency?.percentiles.map((p) => p.percentile) ?? [])
  );
  const ascending = [...percentiles].sort((a, b) => a - b);
  if (ascending.length === 0) return [];
  return [
    ...nameColumns(rows),
    ...ascending.map((percentile, i) => ({
      ...number(
        formatPercentile(percentile),
        rows.map(({ statistics }) => cellMs(percentileIn(statistics?.latency ?? null, percentile))),
        dropOrderOf(percentile, i)
      ),
      startsGroup: i === 0
    }))
  ];
}
function showsRanges(analysis) {
  const scope = percentileScope(analysis);
  return [...analysis.endpoints, analysis.total].some(
    (endpoint) => endpoint[scope]?.latency?.percentiles.some(({ value }) => hasWideBounds(value))
  );
}
function dropOrderOf(percentile, position) {
  const wanted = WANTED_PERCENTILES.indexOf(percentile);
  if (wanted === WANTED_PERCENTILES.length - 1) return 0;
  return wanted === -1 ? 100 + position : WANTED_PERCENTILES.length - wanted;
}
function rowsOf(analysis, scope) {
  const rows = analysis.endpoints.map((endpoint) => ({
    type: shortText(endpoint.key.method, 20),
    name: namedText(endpoint.key.name),
    statistics: endpoint[scope]
  }));
  const known2 = rows.filter((row2) => row2.statistics !== null);
  return [...known2, { type: "", name: "All requests", statistics: analysis.total[scope] }];
}
function nameColumns(rows) {
  return [
    { header: "Type", align: "left", cells: rows.map((row2) => row2.type), dropOrder: 8 },
    {
      header: "Name",
      align: "left",
      cells: rows.map((row2) => row2.name),
      dropOrder: 0,
      leastWidth: LEAST_NAME_WIDTH
    }
  ];
}
function number(header, cells, dropOrder) {
  return { header, align: "right", cells, dropOrder };
}
function failuresCell({ requests, failures }) {
  return failures === 0 || requests === 0 ? String(failures) : `${failures} (${formatRatio(failures / requests)})`;
}
function cellMs(estimate) {
  if (estimate === null) return UNKNOWN;
  return hasWideBounds(estimate) ? `${plainMs(estimate.bounds.lo)}\u2013${plainMs(estimate.bounds.hi)}` : plainMs(estimate.value);
}
function plainMs(valueMs) {
  if (valueMs === null) return UNKNOWN;
  return valueMs !== 0 && valueMs < 9.95 ? valueMs.toFixed(1) : String(Math.round(valueMs));
}

// node_modules/ansi-regex/index.js
var ST = String.raw`(?:\u001B\u005C|\u009C)`;
var stringControls = String.raw`\u0018\u001A\u001B\u0080-\u009F`;
var osc = String.raw`(?:\u001B\]|\u009D)[^\u0007${stringControls}]*(?:\u0007|${ST})`;
var controlString = String.raw`(?:\u001B[PX^_k]|[\u0090\u0098\u009E\u009F])[^${stringControls}]*${ST}`;
var linuxPalette = String.raw`\u001B\](?:P[\dA-Fa-f]{7}|R)(?:\u0007|${ST})?`;
var csi = String.raw`(?:\u001B\[|\u009B)[\u0030-\u003F]*[\u0020-\u002F]*[\u0040-\u007E]`;
var escape = String.raw`\u001B(?:[\u0020-\u002F]+[\u0030-\u007E]|[\dA-PR-TZcf-oq-uy=><~|}])`;
var pattern = `${linuxPalette}|${osc}|${controlString}|${csi}|${escape}`;
function ansiRegex({ onlyFirst = false } = {}) {
  return new RegExp(pattern, onlyFirst ? void 0 : "g");
}

// node_modules/strip-ansi/index.js
var regex = ansiRegex();
function stripAnsi(string) {
  if (typeof string !== "string") {
    throw new TypeError(`Expected a \`string\`, got \`${typeof string}\``);
  }
  if (!string.includes("\x1B") && !string.includes("\x9B")) {
    return string;
  }
  return string.replace(regex, "");
}

// node_modules/get-east-asian-width/lookup-data.js
var ambiguousMinimalCodePoint = 161;
var ambiguousMaximumCodePoint = 1114109;
var ambiguousRanges = [161, 161, 164, 164, 167, 168, 170, 170, 173, 174, 176, 180, 182, 186, 188, 191, 198, 198, 208, 208, 215, 216, 222, 225, 230, 230, 232, 234, 236, 237, 240, 240, 242, 243, 247, 250, 252, 252, 254, 254, 257, 257, 273, 273, 275, 275, 283, 283, 294, 295, 299, 299, 305, 307, 312, 312, 319, 322, 324, 324, 328, 331, 333, 333, 338, 339, 358, 359, 363, 363, 462, 462, 464, 464, 466, 466, 468, 468, 470, 470, 472, 472, 474, 474, 476, 476, 593, 593, 609, 609, 708, 708, 711, 711, 713, 715, 717, 717, 720, 720, 728, 731, 733, 733, 735, 735, 768, 879, 913, 929, 931, 937, 945, 961, 963, 969, 1025, 1025, 1040, 1103, 1105, 1105, 8208, 8208, 8211, 8214, 8216, 8217, 8220, 8221, 8224, 8226, 8228, 8231, 8240, 8240, 8242, 8243, 8245, 8245, 8251, 8251, 8254, 8254, 8308, 8308, 8319, 8319, 8321, 8324, 8364, 8364, 8451, 8451, 8453, 8453, 8457, 8457, 8467, 8467, 8470, 8470, 8481, 8482, 8486, 8486, 8491, 8491, 8531, 8532, 8539, 8542, 8544, 8555, 8560, 8569, 8585, 8585, 8592, 8601, 8632, 8633, 8658, 8658, 8660, 8660, 8679, 8679, 8704, 8704, 8706, 8707, 8711, 8712, 8715, 8715, 8719, 8719, 8721, 8721, 8725, 8725, 8730, 8730, 8733, 8736, 8739, 8739, 8741, 8741, 8743, 8748, 8750, 8750, 8756, 8759, 8764, 8765, 8776, 8776, 8780, 8780, 8786, 8786, 8800, 8801, 8804, 8807, 8810, 8811, 8814, 8815, 8834, 8835, 8838, 8839, 8853, 8853, 8857, 8857, 8869, 8869, 8895, 8895, 8978, 8978, 9312, 9449, 9451, 9547, 9552, 9587, 9600, 9615, 9618, 9621, 9632, 9633, 9635, 9641, 9650, 9651, 9654, 9655, 9660, 9661, 9664, 9665, 9670, 9672, 9675, 9675, 9678, 9681, 9698, 9701, 9711, 9711, 9733, 9734, 9737, 9737, 9742, 9743, 9756, 9756, 9758, 9758, 9792, 9792, 9794, 9794, 9824, 9825, 9827, 9829, 9831, 9834, 9836, 9837, 9839, 9839, 9886, 9887, 9919, 9919, 9926, 9933, 9935, 9939, 9941, 9953, 9955, 9955, 9960, 9961, 9963, 9969, 9972, 9972, 9974, 9977, 9979, 9980, 9982, 9983, 10045, 10045, 10102, 10111, 11094, 11097, 12872, 12879, 57344, 63743, 65024, 65039, 65533, 65533, 127232, 127242, 127248, 127277, 127280, 127337, 127344, 127373, 127375, 127376, 127387, 127404, 917760, 917999, 983040, 1048573, 1048576, 1114109];
var fullwidthMinimalCodePoint = 12288;
var fullwidthMaximumCodePoint = 65510;
var fullwidthRanges = [12288, 12288, 65281, 65376, 65504, 65510];
var wideMinimalCodePoint = 4352;
var wideMaximumCodePoint = 262141;
var wideRanges = [4352, 4447, 8986, 8987, 9001, 9002, 9193, 9196, 9200, 9200, 9203, 9203, 9725, 9726, 9748, 9749, 9776, 9783, 9800, 9811, 9855, 9855, 9866, 9871, 9875, 9875, 9889, 9889, 9898, 9899, 9917, 9918, 9924, 9925, 9934, 9934, 9940, 9940, 9962, 9962, 9970, 9971, 9973, 9973, 9978, 9978, 9981, 9981, 9989, 9989, 9994, 9995, 10024, 10024, 10060, 10060, 10062, 10062, 10067, 10069, 10071, 10071, 10133, 10135, 10160, 10160, 10175, 10175, 11035, 11036, 11088, 11088, 11093, 11093, 11904, 11929, 11931, 12019, 12032, 12245, 12272, 12287, 12289, 12350, 12353, 12438, 12441, 12543, 12549, 12591, 12593, 12686, 12688, 12773, 12783, 12830, 12832, 12871, 12880, 42124, 42128, 42182, 43360, 43388, 44032, 55203, 63744, 64255, 65040, 65049, 65072, 65106, 65108, 65126, 65128, 65131, 94176, 94180, 94192, 94198, 94208, 101594, 101631, 101664, 101760, 101874, 101888, 102801, 102816, 102866, 110576, 110579, 110581, 110587, 110589, 110590, 110592, 110888, 110898, 110898, 110928, 110930, 110933, 110933, 110948, 110952, 110960, 111355, 119552, 119638, 119648, 119670, 126980, 126980, 127183, 127183, 127374, 127374, 127377, 127386, 127406, 127406, 127488, 127490, 127504, 127547, 127552, 127560, 127568, 127569, 127584, 127589, 127744, 127776, 127789, 127797, 127799, 127868, 127870, 127891, 127904, 127946, 127951, 127955, 127968, 127984, 127988, 127988, 127992, 128062, 128064, 128064, 128066, 128252, 128255, 128317, 128331, 128334, 128336, 128359, 128378, 128378, 128405, 128406, 128420, 128420, 128507, 128591, 128640, 128709, 128716, 128716, 128720, 128722, 128725, 128729, 128732, 128735, 128747, 128748, 128756, 128764, 128986, 128986, 128992, 129003, 129008, 129008, 129292, 129338, 129340, 129349, 129351, 129535, 129648, 129660, 129664, 129734, 129736, 129736, 129740, 129757, 129759, 129771, 129775, 129786, 131072, 196605, 196608, 262141];

// node_modules/get-east-asian-width/utilities.js
var isInRange = (ranges, codePoint) => {
  let low = 0;
  let high = Math.floor(ranges.length / 2) - 1;
  while (low <= high) {
    const mid = Math.floor((low + high) / 2);
    const i = mid * 2;
    if (codePoint < ranges[i]) {
      high = mid - 1;
    } else if (codePoint > ranges[i + 1]) {
      low = mid + 1;
    } else {
      return true;
    }
  }
  return false;
};

// node_modules/get-east-asian-width/lookup.js
var commonCjkCodePoint = 19968;
var [wideFastPathStart, wideFastPathEnd] = /* @__PURE__ */ findWideFastPathRange(wideRanges);
function findWideFastPathRange(ranges) {
  let fastPathStart = ranges[0];
  let fastPathEnd = ranges[1];
  for (let index = 0; index < ranges.length; index += 2) {
    const start = ranges[index];
    const end = ranges[index + 1];
    if (commonCjkCodePoint >= start && commonCjkCodePoint <= end) {
      return [start, end];
    }
    if (end - start > fastPathEnd - fastPathStart) {
      fastPathStart = start;
      fastPathEnd = end;
    }
  }
  return [fastPathStart, fastPathEnd];
}
var isAmbiguous = (codePoint) => {
  if (codePoint < ambiguousMinimalCodePoint || codePoint > ambiguousMaximumCodePoint) {
    return false;
  }
  return isInRange(ambiguousRanges, codePoint);
};
var isFullwidth = (codePoint) => {
  if (codePoint < fullwidthMinimalCodePoint || codePoint > fullwidthMaximumCodePoint) {
    return false;
  }
  return isInRange(fullwidthRanges, codePoint);
};
var isWide = (codePoint) => {
  if (codePoint >= wideFastPathStart && codePoint <= wideFastPathEnd) {
    return true;
  }
  if (codePoint < wideMinimalCodePoint || codePoint > wideMaximumCodePoint) {
    return false;
  }
  return isInRange(wideRanges, codePoint);
};

// node_modules/get-east-asian-width/index.js
function validate(codePoint) {
  if (!Number.isSafeInteger(codePoint)) {
    throw new TypeError(`Expected a code point, got \`${typeof codePoint}\`.`);
  }
}
function eastAsianWidth(codePoint, { ambiguousAsWide = false } = {}) {
  validate(codePoint);
  if (isFullwidth(codePoint) || isWide(codePoint) || ambiguousAsWide && isAmbiguous(codePoint)) {
    return 2;
  }
  return 1;
}

// node_modules/string-width/index.js
var segmenter = new Intl.Segmenter();
var visibleCharacterRegex = new RegExp("[^\\p{Default_Ignorable_Code_Point}\\p{Control}\\p{Format}\\p{Nonspacing_Mark}\\p{Enclosing_Mark}\\p{Surrogate}]", "v");
var spacingMarkRegex = new RegExp("\\p{Spacing_Mark}", "v");
var rgiEmojiRegex = new RegExp("^\\p{RGI_Emoji}$", "v");
var unqualifiedKeycapRegex = /^[\d#*]\u20E3$/;
var extendedPictographicRegex = new RegExp("\\p{Extended_Pictographic}", "gu");
function isDoubleWidthNonRgiEmojiSequence(segment) {
  if (segment.length > 50) {
    return false;
  }
  if (unqualifiedKeycapRegex.test(segment)) {
    return true;
  }
  if (segment.includes("\u200D")) {
    const pictographics = segment.match(extendedPictographicRegex);
    return pictographics !== null && pictographics.length >= 2;
  }
  return false;
}
function baseVisible(segment) {
  const index = segment.search(visibleCharacterRegex);
  return index === -1 ? void 0 : segment.slice(index);
}
function isHangulLeadingJamo(codePoint) {
  return codePoint >= 4352 && codePoint <= 4447 || codePoint >= 43360 && codePoint <= 43388;
}
function isHangulVowelJamo(codePoint) {
  return codePoint >= 4448 && codePoint <= 4519 || codePoint >= 55216 && codePoint <= 55238;
}
function isHangulTrailingJamo(codePoint) {
  return codePoint >= 4520 && codePoint <= 4607 || codePoint >= 55243 && codePoint <= 55291;
}
function isHangulJamo(codePoint) {
  return isHangulLeadingJamo(codePoint) || isHangulVowelJamo(codePoint) || isHangulTrailingJamo(codePoint);
}
function hangulClusterWidth(visibleSegment, eastAsianWidthOptions) {
  const codePoints = [];
  for (const character of visibleSegment) {
    if (!visibleCharacterRegex.test(character)) {
      continue;
    }
    codePoints.push(character.codePointAt(0));
  }
  if (codePoints.length === 0) {
    return void 0;
  }
  let width = 0;
  for (let index = 0; index < codePoints.length; index++) {
    const codePoint = codePoints[index];
    if (!isHangulJamo(codePoint)) {
      if (width === 0) {
        return void 0;
      }
      for (let remaining = index; remaining < codePoints.length; remaining++) {
        width += eastAsianWidth(codePoints[remaining], eastAsianWidthOptions);
      }
      return width;
    }
    if (isHangulLeadingJamo(codePoint) && isHangulVowelJamo(codePoints[index + 1])) {
      width += 2;
      index += isHangulTrailingJamo(codePoints[index + 2]) ? 2 : 1;
      continue;
    }
    width += eastAsianWidth(codePoint, eastAsianWidthOptions);
  }
  return width;
}
function trailingWidth(visibleSegment, eastAsianWidthOptions) {
  let extra = 0;
  let first = true;
  for (const character of visibleSegment) {
    if (first) {
      first = false;
      continue;
    }
    if (spacingMarkRegex.test(character) || character >= "\uFF00" && character <= "\uFFEF") {
      extra += eastAsianWidth(character.codePointAt(0), eastAsianWidthOptions);
    }
  }
  return extra;
}
function stringWidth(input, options = {}) {
  if (typeof input !== "string" || input.length === 0) {
    return 0;
  }
  const {
    ambiguousIsNarrow = true,
    countAnsiEscapeCodes = false
  } = options;
  let string = input;
  if (!countAnsiEscapeCodes && (string.includes("\x1B") || string.includes("\x9B"))) {
    string = stripAnsi(string);
  }
  if (string.length === 0) {
    return 0;
  }
  if (/^[\u0020-\u007E]*$/.test(string)) {
    return string.length;
  }
  let width = 0;
  const eastAsianWidthOptions = { ambiguousAsWide: !ambiguousIsNarrow };
  for (const { segment } of segmenter.segment(string)) {
    const visibleSegment = baseVisible(segment);
    if (visibleSegment === void 0) {
      continue;
    }
    if (rgiEmojiRegex.test(segment) || isDoubleWidthNonRgiEmojiSequence(segment)) {
      width += 2;
      continue;
    }
    const hangulWidth = hangulClusterWidth(visibleSegment, eastAsianWidthOptions);
    if (hangulWidth !== void 0) {
      width += hangulWidth;
      continue;
    }
    const codePoint = visibleSegment.codePointAt(0);
    width += eastAsianWidth(codePoint, eastAsianWidthOptions);
    width += trailingWidth(visibleSegment, eastAsianWidthOptions);
  }
  return width;
}

// src/report/terminal/width.ts
var graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
function widthOf(text2) {
  return stringWidth(text2);
}
function padTo(text2, width, align) {
  const spaces = " ".repeat(Math.max(0, width - widthOf(text2)));
  return align === "left" ? text2 + spaces : spaces + text2;
}
function cutMiddle(text2, width) {
  if (widthOf(text2) <= width) return text2;
  if (width < 1) return "";
  const parts = Array.from(graphemes.segment(text2), ({ segment }) => segment);
  const head = takeWidth(parts, Math.ceil((width - 1) / 2));
  const tail = takeWidth(parts.reverse(), Math.floor((width - 1) / 2));
  return `${head.join("")}\u2026${tail.reverse().join("")}`;
}
function takeWidth(parts, width) {
  const taken = [];
  let used = 0;
  for (const part of parts) {
    used += widthOf(part);
    if (used > width) break;
    taken.push(part);
  }
  return taken;
}
function wrapWords(text2, width, indent = "") {
  if (width === null) return [indent + text2];
  const inner = Math.max(1, width - widthOf(indent));
  const lines = [];
  let line = "";
  for (const word of text2.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (widthOf(longer) <= inner) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    line = cutMiddle(word, inner);
  }
  return (line === "" ? lines : [...lines, line]).map((each) => indent + each);
}

// src/report/terminal/table.ts
var LEAST_WIDTH = 6;
function tableLines(columns, options) {
  const placed = fitColumns(columns, options.width ?? Number.POSITIVE_INFINITY);
  const rows = placed[0]?.column.cells.length ?? 0;
  const rule = options.paint("dim", ruleLine(placed));
  const lines = [options.paint("dim", headerLine(placed)), rule];
  for (let row2 = 0; row2 < rows; row2 += 1) {
    if (options.totalRow && row2 > 0 && row2 === rows - 1) lines.push(rule);
    lines.push(rowLine(placed, row2, options.paint));
  }
  return lines;
}
function fitColumns(columns, width) {
  const natural = columns.map((column) => ({
    column,
    width: column.cells.reduce((widest, cell) => Math.max(widest, widthOf(cell)), widthOf(column.header))
  }));
  const shrunk = shrink(natural, totalWidth(natural) - width);
  if (totalWidth(shrunk) <= width) return shrunk;
  const next = Math.max(...columns.map((column) => column.dropOrder));
  if (next > 0)
    return fitColumns(
      columns.filter((column) => column.dropOrder !== next),
      width
    );
  const least = columns.map(
    (column) => column.leastWidth === void 0 ? column : { ...column, leastWidth: LEAST_WIDTH }
  );
  const narrow = least.map((column, i) => ({ column, width: natural[i]?.width ?? 0 }));
  return cutHard(shrink(narrow, totalWidth(narrow) - width), width);
}
function shrink(placed, excess) {
  const widths = placed.map((entry) => entry.width);
  for (let left = excess; left > 0; left -= 1) {
    let widest = -1;
    placed.forEach(({ column }, i) => {
      const current = widths[i] ?? 0;
      if (column.leastWidth !== void 0 && current > column.leastWidth && current > (widths[widest] ?? 0))
        widest = i;
    });
    if (widest === -1) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return placed.map(({ column }, i) => ({ column, width: widths[i] ?? 0 }));
}
function cutHard(placed, width) {
  const kept = [];
  for (const entry of placed) {
    if (totalWidth([...kept, entry]) > width) break;
    kept.push(entry);
  }
  return kept;
}
function totalWidth(placed) {
  return placed.reduce(
    (sum, { column, width }, i) => sum + width + (i === 0 ? 0 : gapBefore(column).length),
    0
  );
}
function gapBefore(column) {
  return column.startsGroup === true ? " | " : "  ";
}
function headerLine(placed) {
  return joined(placed, ({ column, width }) => padTo(cutMiddle(column.header, width), width, column.align));
}
function ruleLine(placed) {
  return placed.map(
    ({ column, width }, i) => (i === 0 ? "" : gapBefore(column).replaceAll(" ", "-")) + "-".repeat(width)
  ).join("");
}
function rowLine(placed, row2, paint) {
  return joined(placed, ({ column, width }) => {
    const cell = padTo(cutMiddle(column.cells[row2] ?? "", width), width, column.align);
    const style = column.style?.(row2) ?? null;
    return style === null ? cell : paint(style, cell);
  });
}
function joined(placed, cell) {
  return placed.map((entry, i) => (i === 0 ? "" : gapBefore(entry.column)) + cell(entry)).join("").trimEnd();
}

// src/report/text.ts
var LEAST_COLUMNS = 20;
var MESSAGE_LENGTH = 500;
var text = {
  id: "text",
  title: "Tables for the terminal",
  fileName: "report.txt",
  async render(result, { columns, colour }) {
    const width = columns === null ? null : Math.max(LEAST_COLUMNS, columns);
    const terminal = { width, paint: painter(colour) };
    const isOverSeveral = result.analyses.length > 1;
    const ownVerdict = isOverSeveral ? null : result.verdict;
    const blocks = [
      ...isOverSeveral ? [checksBlock2(result.verdict, terminal)] : [],
      ...result.analyses.flatMap((analysis) => analysisBlocks(analysis, ownVerdict, terminal))
    ];
    const shown = blocks.filter((block) => block.length > 0).map((block) => block.join("\n"));
    return `${shown.join("\n\n").replaceAll(NARROW_SPACE, " ")}
`;
  }
};
function analysisBlocks(analysis, verdict, terminal) {
  return [
    headlineBlock2(analysis, verdict, terminal),
    checksBlock2(verdict, terminal),
    runBlock(analysis, terminal),
    ...requestBlocks(analysis, terminal),
    percentilesBlock(analysis, terminal),
    failuresBlock(analysis, terminal),
    exceptionsBlock(analysis, terminal),
    noticesBlock(analysis.notices, terminal)
  ];
}
var toneStyles = {
  pass: "pass",
  fail: "fail",
  warn: "warn",
  neutral: "dim"
};
function headlineBlock2(analysis, verdict, { width, paint }) {
  const { badge, title, lead } = headline(analysis, verdict);
  const sentence = lead.map((phrase) => phrase.text).join("").trim();
  return [
    paint(toneStyles[badge.tone], badge.text),
    ...wrapWords(title, width).map((line) => paint("bold", line)),
    ...wrapWords(sentence, width)
  ];
}
function runBlock(analysis, { width, paint }) {
  const facts = [`Run: ${shortText(analysis.run.label)}`, ...runFacts(analysis)].join(" \xB7 ");
  return [
    ...wrapWords(facts, width),
    ...wrapWords(shortText(analysis.phases.summary, MESSAGE_LENGTH), width)
  ].map((line) => paint("dim", line));
}
function requestBlocks(analysis, terminal) {
  if (analysis.endpoints.length === 0) return [];
  const { method } = analysis.phases;
  const isTrimmed2 = analysis.total.steady !== null && (method === "given" || method === "detected");
  const whole = titled(
    `Whole run (ms). ${latencyCoverage(analysis)}.`,
    requestColumns(analysis, "whole"),
    terminal,
    true
  );
  if (!isTrimmed2) return [whole];
  return [whole, titled("Steady state (ms)", requestColumns(analysis, "steady"), terminal, true)];
}
function percentilesBlock(analysis, terminal) {
  const columns = percentileColumns(analysis);
  if (columns.length === 0) return [];
  const part = percentileScope(analysis) === "steady" ? "steady state" : "whole run";
  const ranges = showsRanges(analysis) ? " Of two numbers: the exact value lies between them." : "";
  return titled(`Response time percentiles, ${part} (ms).${ranges}`, columns, terminal, true);
}
function failuresBlock(analysis, terminal) {
  if (analysis.failureCauses.length === 0) return [];
  return titled(failuresFinding(analysis).title, failureColumns(analysis), terminal, false);
}
function exceptionsBlock(analysis, { width, paint }) {
  if (analysis.exceptions.length === 0) return [];
  return tableLines(exceptionColumns(analysis.exceptions), { width, paint, totalRow: false });
}
function checksBlock2(verdict, terminal) {
  if (verdict === null || verdict.checks.length === 0) return [];
  const { checks } = verdict;
  const column = (header, read, dropOrder) => ({
    header,
    align: "left",
    cells: checks.map((check) => shortText(read(check))),
    dropOrder,
    leastWidth: 8
  });
  const outcomes = { pass: "met", fail: "MISSED", inconclusive: "not judged" };
  const styles = { pass: "pass", fail: "fail", inconclusive: "warn" };
  return titled(
    verdictBadge(verdict).text,
    [
      {
        header: "Outcome",
        align: "left",
        cells: checks.map((check) => outcomes[check.outcome]),
        dropOrder: 0,
        style: (row2) => styles[checks[row2]?.outcome ?? "inconclusive"]
      },
      column("Target", (check) => check.subject, 0),
      column("Expected", (check) => check.expected, 2),
      column("Measured", (check) => check.actual, 1),
      column("Why", (check) => check.explanation, 3)
    ],
    terminal,
    false
  );
}
function noticesBlock(notices, { width, paint }) {
  return notices.flatMap((notice) => {
    const place = describePlace(notice.where);
    const message = shortText(notice.message, MESSAGE_LENGTH);
    const hint = notice.hint === void 0 ? [] : wrapWords(shortText(notice.hint, MESSAGE_LENGTH), width, "  ");
    const lines = wrapWords(`${notice.severity}: ${message}${place === "" ? "" : ` (${place})`}`, width);
    return [
      ...lines.map((line) => notice.severity === "warning" ? paint("warn", line) : line),
      ...hint.map((line) => paint("dim", line))
    ];
  });
}
function titled(title, columns, { width, paint }, totalRow) {
  return [
    ...wrapWords(title, width).map((line) => paint("bold", line)),
    ...tableLines(columns, { width, paint, totalRow })
  ];
}

// src/report/registry.ts
var reporters = [
  {
    id: "html",
    title: "HTML report, one offline file",
    fileName: "report.html",
    async render(result, options) {
      const html = (await import("./html-Z6L55LO5.js")).html;
      return html.render(result, options);
    }
  },
  json,
  markdown,
  junit,
  text
];
function reporterFor(id) {
  return reporters.find((reporter) => reporter.id === id) ?? null;
}

export {
  reporters,
  reporterFor
};
