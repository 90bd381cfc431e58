import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);
import {
  END,
  FAILURES,
  HISTOGRAM_COUNT,
  HISTOGRAM_VALUE,
  HISTOGRAM_WINDOW,
  REQUESTS,
  SAMPLE,
  START,
  SUM,
  TOTAL,
  USERS,
  USER_COUNT,
  quantileColumn,
  readTable,
  writeFileAtomically
} from "./chunk-XFQVL4RA.js";
import {
  nearestName,
  systemErrorCode,
  unreadable,
  unwritable
} from "./chunk-LDHJMGR5.js";
import {
  HISTOGRAMS_FILE,
  RUN_FILE,
  SAMPLES_FILE,
  WINDOWS_FILE,
  entryFolder,
  isRunId
} from "./chunk-MJXU4R5G.js";
import {
  Problem
} from "./chunk-ODQNCGH6.js";

// src/decode/shape.ts
var Mismatch = class extends Error {
  path;
  constructor(path, value, expected) {
    super(`holds ${describe(value)}, expected ${expected}`);
    this.path = path;
  }
};
function describe(value) {
  if (value === void 0) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  const text = JSON.stringify(value);
  return `"${(typeof value === "string" ? text.slice(1, -1) : text).slice(0, 60)}"`;
}
function expects(expected, holds) {
  return (value, path) => {
    if (!holds(value)) throw new Mismatch(path, value, expected);
  };
}
var aNumber = expects("a number", (value) => Number.isFinite(value));
var aCount = expects(
  "a whole number, 0 or more",
  (value) => Number.isSafeInteger(value) && Number(value) >= 0
);
var aText = expects("text", (value) => typeof value === "string");
var aBoolean = expects("true or false", (value) => typeof value === "boolean");
function oneOf(...words) {
  const expected = words.map((word) => `"${word}"`).join(words.length === 2 ? " or " : ", ");
  return expects(expected, (value) => words.includes(value));
}
function orNull(check) {
  return (value, path) => {
    if (value !== null) run(check, value, path);
  };
}
function optional(check) {
  return (value, path) => {
    if (value !== void 0) run(check, value, path);
  };
}
function aList(check) {
  return (value, path) => {
    if (!Array.isArray(value)) throw new Mismatch(path, value, "a list");
    value.forEach((entry, index) => {
      run(check, entry, `${path}[${index}]`);
    });
  };
}
function anObject(checks) {
  const entries = Object.entries(checks);
  return (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new Mismatch(path, value, "an object");
    }
    for (const [key, check] of entries) {
      const found = Object.hasOwn(value, key) ? value[key] : void 0;
      run(check, found, path === "" ? key : `${path}.${key}`);
    }
  };
}
function byTag(tag, checks) {
  return (value, path) => {
    const found = typeof value === "object" && value !== null ? value[tag] : void 0;
    const check = typeof found === "string" && Object.hasOwn(checks, found) ? checks[found] : void 0;
    if (check === void 0) {
      const words = Object.keys(checks).map((word) => `"${word}"`);
      throw new Mismatch(path === "" ? tag : `${path}.${tag}`, found, words.join(" or "));
    }
    run(check, value, path);
  };
}
function either(first, second) {
  return (value, path) => {
    try {
      run(second, value, path);
    } catch (error) {
      if (!(error instanceof Mismatch)) throw error;
      run(first, value, path);
    }
  };
}
function run(check, value, path) {
  const checked = check;
  checked(value, path);
}
function checkDocument(value, schema, check, file) {
  const found = typeof value === "object" && value !== null ? value["schema"] : void 0;
  if (found !== schema) {
    const isNewer = typeof found === "string" && found.split("/")[0] === schema.split("/")[0];
    throw new Problem(
      "input",
      "unknown-schema",
      `key "schema" holds ${describe(found)}, expected "${schema}"`,
      {
        where: { file },
        fix: isNewer ? "It was written by another version of plimsoll. Read it with that version, or make it again." : "Name a file that plimsoll wrote."
      }
    );
  }
  try {
    run(check, value, "");
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    throw new Problem("input", "damaged-document", `key "${error.path}" ${error.message}`, {
      where: { file },
      fix: "The file was changed after plimsoll wrote it. Make it again from the original results."
    });
  }
  return value;
}
function parseJson(text, file) {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    const position = Number(/at position (\d+)/.exec(message)?.[1] ?? Number.NaN);
    const atEnd = /end of JSON input|Unterminated/.test(message) || position >= text.trimEnd().length;
    const offset = atEnd ? text.length : Number.isNaN(position) ? null : position;
    throw new Problem("input", "not-json", atEnd ? "the JSON ends too early" : "this is not JSON", {
      where: offset === null ? { file } : { file, line: text.slice(0, offset).split("\n").length },
      fix: "The file is incomplete or was changed by hand. Make it again from the original results."
    });
  }
}

// src/decode/model-shapes.ts
var endpointKeyShape = anObject({ method: aText, name: aText });
var placeShape = anObject({
  file: optional(aText),
  line: optional(aNumber),
  column: optional(aText),
  endpoint: optional(endpointKeyShape)
});
var noticeShape = anObject({
  code: aText,
  severity: oneOf("info", "warning"),
  message: aText,
  where: optional(placeShape),
  hint: optional(aText)
});
var fileRecordShape = anObject({
  name: aText,
  sizeBytes: aCount,
  sha256: aText,
  readAs: aText,
  rowsRead: aCount,
  rowsSkipped: aCount
});
var sourceShape = anObject({
  kind: oneOf("import", "engine"),
  tool: aText,
  toolVersion: orNull(aText),
  host: orNull(aText),
  files: aList(fileRecordShape),
  latencyCovers: oneOf("all-requests", "successful-requests")
});
var endedShape = oneOf("finished", "interrupted", "unknown");
var loadShape = byTag("kind", {
  closed: anObject({
    kind: oneOf("closed"),
    stages: aList(anObject({ users: aNumber, durationMs: aNumber }))
  }),
  open: anObject({
    kind: oneOf("open"),
    stages: aList(anObject({ arrivalRatePerS: aNumber, durationMs: aNumber }))
  }),
  unknown: anObject({ kind: oneOf("unknown") })
});
var exceptionGroupShape = anObject({
  message: aText,
  traceback: aText,
  count: aCount,
  nodes: aText
});
var roundingShape = oneOf(
  "none",
  "whole-ms",
  "truncated-ms",
  "two-digits",
  "two-digits-raw"
);
var histogramShape = anObject({
  kind: oneOf("histogram"),
  count: aCount,
  sumMs: orNull(aNumber),
  minMs: orNull(aNumber),
  maxMs: orNull(aNumber),
  valuesMs: aList(aNumber),
  counts: aList(aCount),
  rounding: roundingShape
});
var summaryShape = anObject({
  kind: oneOf("quantiles"),
  count: aCount,
  meanMs: orNull(aNumber),
  minMs: orNull(aNumber),
  maxMs: orNull(aNumber),
  medianMs: orNull(aNumber),
  points: aList(anObject({ percentile: aNumber, valueMs: aNumber })),
  rounding: roundingShape,
  rankRule: oneOf("nearest-rank", "one-above")
});
var columnShape = aList(orNull(aNumber));

// src/decode/run-document.ts
function readRunDocument(json, file) {
  return checkDocument(parseJson(json, file), "run/1", runShape, file);
}
var latencyShape = byTag("kind", {
  samples: anObject({ kind: oneOf("samples"), count: aCount, resolutionMs: aNumber }),
  histogram: histogramShape,
  quantiles: summaryShape
});
var quantilesShape = anObject({
  percentiles: aList(aNumber),
  covers: oneOf("window", "trailing", "since-start"),
  spanMs: orNull(aNumber),
  rounding: roundingShape
});
var endpointShape = anObject({
  key: endpointKeyShape,
  requests: aCount,
  failures: aCount,
  latency: orNull(latencyShape),
  meanResponseBytes: orNull(aNumber),
  reportedThroughputPerS: orNull(aNumber),
  failureGroups: aList(
    anObject({
      message: aText,
      count: aCount,
      firstMs: orNull(aNumber),
      lastMs: orNull(aNumber)
    })
  ),
  windows: orNull(
    anObject({
      length: aCount,
      hasSums: aBoolean,
      quantiles: orNull(quantilesShape),
      histograms: orNull(
        anObject({ rounding: roundingShape, entries: aCount })
      )
    })
  )
});
var timelineShape = anObject({
  workload: aText,
  namespace: orNull(aText),
  points: aList(
    anObject({
      atMs: aNumber,
      desired: orNull(aNumber),
      ready: orNull(aNumber),
      signal: orNull(
        anObject({ metric: aText, value: aNumber, target: aNumber })
      )
    })
  ),
  events: aList(
    anObject({
      atMs: aNumber,
      kind: oneOf("scaled-up", "scaled-down", "pod-ready", "pod-unready", "at-max-replicas", "cannot-scale"),
      reason: aText
    })
  ),
  clockShiftMs: aNumber
});
var runShape = anObject({
  schema: oneOf("run/1"),
  storedMs: aNumber,
  id: aText,
  label: aText,
  source: sourceShape,
  startMs: orNull(aNumber),
  endMs: orNull(aNumber),
  durationMs: orNull(aNumber),
  ended: endedShape,
  load: loadShape,
  endpoints: aList(endpointShape),
  total: orNull(endpointShape),
  users: orNull(anObject({ length: aCount })),
  exceptions: aList(exceptionGroupShape),
  resetsMs: aList(aNumber),
  scaling: aList(timelineShape),
  notices: aList(noticeShape)
});

// src/store/find-run.ts
import { basename } from "node:path";
var LATEST = "latest";
function findRun(runs, reference) {
  const exact = runs.find(({ id }) => id === reference);
  if (exact !== void 0) return exact;
  if (reference === LATEST) return runs.at(-1) ?? null;
  const labelled = runs.filter(({ label }) => label === reference);
  if (labelled.length > 0) return theOnly(labelled, reference, "have the label");
  const beginning = reference.length >= 3 ? runs.filter(({ id }) => id.startsWith(reference)) : [];
  return beginning.length > 0 ? theOnly(beginning, reference, "have an id that begins with") : null;
}
function theOnly(found, reference, how) {
  const [first] = found;
  if (first !== void 0 && found.length === 1) return first;
  throw new Problem("usage", "ambiguous-run", `${found.length} stored runs ${how} "${reference}"`, {
    fix: `Name one by its id: ${found.map(({ id }) => id).join(", ")}`
  });
}
function noSuchRun(runs, reference, store) {
  const near = nearestName(
    reference,
    runs.flatMap(({ id, label }) => [id, label])
  );
  return new Problem(
    "usage",
    "no-such-run",
    `no run in "${basename(store)}" has the id or label "${reference}"`,
    {
      fix: near !== null ? `Did you mean "${near}"?` : runs.length === 0 ? "The store is empty. Fill it with: plimsoll import FOLDER" : "List what is stored: plimsoll runs list"
    }
  );
}

// src/store/stored-runs.ts
import { readdir, readFile, rm } from "node:fs/promises";
import { basename as basename2, join } from "node:path";

// src/store/join-run.ts
function columnsOf(document) {
  const all = document.total === null ? document.endpoints : [...document.endpoints, document.total];
  return {
    windows: (document.users?.length ?? 0) > 0 || all.some(({ windows }) => (windows?.length ?? 0) > 0),
    samples: all.some(({ latency }) => latency?.kind === "samples" && latency.count > 0),
    histograms: all.some(({ windows }) => (windows?.histograms?.entries ?? 0) > 0)
  };
}
function joinRun(document, tables, damaged) {
  const columnsFrom = (sections) => {
    return (endpoint, name, length) => {
      if (length === 0) return new Float64Array(0);
      const column = sections.get(endpoint)?.get(name);
      if (column?.length === length) return column;
      const found = column?.length ?? 0;
      throw damaged(`column "${name}" has ${found} rows for endpoint ${endpoint}, expected ${length}`);
    };
  };
  const windowColumn = columnsFrom(tables.windows);
  const sampleColumn = columnsFrom(tables.samples);
  const histogramColumn = columnsFrom(tables.histograms);
  const join2 = (endpoint, index) => ({
    ...endpoint,
    latency: endpoint.latency?.kind === "samples" ? joinSamples(endpoint.latency, index, sampleColumn) : endpoint.latency,
    windows: endpoint.windows && joinWindows(endpoint.windows, index, windowColumn, histogramColumn)
  });
  const { storedMs: _, ...plain } = document;
  return {
    ...plain,
    endpoints: document.endpoints.map(join2),
    total: document.total === null ? null : join2(document.total, TOTAL),
    users: document.users === null ? null : joinUsers(document.users.length, windowColumn)
  };
}
function joinSamples({ kind, count, resolutionMs }, index, columnOf) {
  return { kind, valuesMs: columnOf(index, SAMPLE, count), resolutionMs };
}
function joinWindows({ length, hasSums, quantiles, histograms }, index, columnOf, histogramColumn) {
  const wide = (name) => wideColumn(columnOf(index, name, length));
  return {
    length,
    startMs: wide(START),
    endMs: wide(END),
    requests: wide(REQUESTS),
    failures: wide(FAILURES),
    sumMs: hasSums ? wide(SUM) : null,
    quantiles: quantiles && {
      ...quantiles,
      valuesMs: quantiles.percentiles.map(
        (percentile) => narrowColumn(columnOf(index, quantileColumn(percentile), length))
      )
    },
    histograms: histograms && {
      rounding: histograms.rounding,
      offsets: offsetsOf(histogramColumn(index, HISTOGRAM_WINDOW, histograms.entries), length),
      valuesMs: wideColumn(histogramColumn(index, HISTOGRAM_VALUE, histograms.entries)),
      counts: new Uint32Array(histogramColumn(index, HISTOGRAM_COUNT, histograms.entries))
    }
  };
}
function offsetsOf(window, length) {
  const offsets = new Uint32Array(length + 1);
  let entry = 0;
  for (let index = 0; index < length; index += 1) {
    offsets[index] = entry;
    while (entry < window.length && window[entry] === index) entry += 1;
  }
  offsets[length] = window.length;
  return offsets;
}
function joinUsers(length, columnOf) {
  return {
    atMs: wideColumn(columnOf(USERS, START, length)),
    users: wideColumn(columnOf(USERS, USER_COUNT, length))
  };
}
function wideColumn(values) {
  return values instanceof Float64Array ? values : new Float64Array(values);
}
function narrowColumn(values) {
  return values instanceof Float32Array ? values : new Float32Array(values);
}

// src/store/stored-runs.ts
async function listRuns(store) {
  const runs = [];
  const damaged = [];
  for (const id of await entriesOf(store)) {
    try {
      runs.push(await readDocument(store, id));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      damaged.push({ id, problem: error });
    }
  }
  runs.sort((a, b) => a.storedMs - b.storedMs || (a.id < b.id ? -1 : 1));
  return { runs, damaged };
}
async function entriesOf(store) {
  try {
    const entries = await readdir(store, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory() && isRunId(entry.name)).map(({ name }) => name);
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return [];
    throw unreadable(store, error);
  }
}
async function readDocument(store, id) {
  const path = join(entryFolder(store, id), RUN_FILE);
  const shown = `${basename2(store)}/${id}/${RUN_FILE}`;
  let json;
  try {
    json = await readFile(path, "utf8");
  } catch (error) {
    throw unreadable(path, error);
  }
  const document = readRunDocument(json, shown);
  if (document.id === id) return document;
  throw new Problem(
    "input",
    "damaged-store",
    `key "id" holds "${document.id.slice(0, 80)}", its folder is "${id}"`,
    {
      where: { file: shown },
      fix: `Rename the folder, or remove it: plimsoll runs rm ${id}`
    }
  );
}
async function loadRun(store, id) {
  const document = await readDocument(store, id);
  const read = (file, isThere) => isThere ? readColumns(store, id, file) : NO_COLUMNS;
  const needs = columnsOf(document);
  return joinRun(
    document,
    {
      windows: await read(WINDOWS_FILE, needs.windows),
      samples: await read(SAMPLES_FILE, needs.samples),
      histograms: await read(HISTOGRAMS_FILE, needs.histograms)
    },
    (what) => damagedColumns(store, id, what)
  );
}
var NO_COLUMNS = /* @__PURE__ */ new Map();
async function readColumns(store, id, name) {
  const path = join(entryFolder(store, id), name);
  let bytes;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw unreadable(path, error);
  }
  const table = await readTable(bytes);
  if (table === null) throw damagedColumns(store, id, `"${name}" is no Arrow file`);
  return table;
}
function damagedColumns(store, id, what) {
  return new Problem("input", "damaged-store", what, {
    where: { file: `${basename2(store)}/${id}` },
    fix: `Import its files again: plimsoll runs rm ${id}, then plimsoll import with the original files.`
  });
}
async function keepBesideRun(store, id, name, content) {
  await writeFileAtomically(join(entryFolder(store, id), name), content);
}
async function removeRun(store, id) {
  const folder = entryFolder(store, id);
  try {
    await rm(folder, { recursive: true });
  } catch (error) {
    if (systemErrorCode(error) !== "ENOENT") throw unwritable(folder, error);
  }
}

export {
  aNumber,
  aCount,
  aText,
  aBoolean,
  oneOf,
  orNull,
  aList,
  anObject,
  byTag,
  either,
  checkDocument,
  parseJson,
  endpointKeyShape,
  noticeShape,
  sourceShape,
  endedShape,
  loadShape,
  exceptionGroupShape,
  columnShape,
  readRunDocument,
  LATEST,
  findRun,
  noSuchRun,
  listRuns,
  loadRun,
  keepBesideRun,
  removeRun
};
