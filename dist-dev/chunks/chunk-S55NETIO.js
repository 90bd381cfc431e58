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
  writeFileAtomically,
  writeTable
} from "./chunk-XFQVL4RA.js";
import {
  systemErrorCode,
  unwritable
} from "./chunk-LDHJMGR5.js";
import {
  HISTOGRAMS_FILE,
  RUN_FILE,
  SAMPLES_FILE,
  SOURCE_FOLDER,
  WINDOWS_FILE,
  entryFolder
} from "./chunk-MJXU4R5G.js";
import {
  Problem
} from "./chunk-ODQNCGH6.js";

// src/store/save-run.ts
import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";

// src/store/source-name.ts
var DEVICE_NAME = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
var LONGEST = 120;
function safeFileNames(names) {
  const used = /* @__PURE__ */ new Set();
  return names.map((name) => {
    const safe = safeFileName(name);
    let free = safe;
    for (let copy = 2; used.has(free.toLowerCase()); copy += 1) free = `${copy}-${safe}`;
    used.add(free.toLowerCase());
    return free;
  });
}
function safeFileName(name) {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  const plain = last.replace(/[^A-Za-z0-9._-]/g, "_").replace(/^\.+/, "").replace(/\.+$/, "").slice(-LONGEST);
  if (plain === "") return "file";
  return DEVICE_NAME.test(plain) ? `_${plain}` : plain;
}

// src/store/split-run.ts
function splitRun(run, storedMs) {
  const keyed = [
    ...run.total === null ? [] : [[TOTAL, run.total]],
    ...run.endpoints.map((endpoint, index) => [index, endpoint])
  ];
  const windows = keyed.flatMap(
    ([index, { windows: windows2 }]) => windows2 === null ? [] : [windowSection(index, windows2)]
  );
  const samples = keyed.flatMap(
    ([index, { latency }]) => latency?.kind === "samples" ? [sampleSection(index, latency)] : []
  );
  const histograms = keyed.flatMap(
    ([index, { windows: windows2 }]) => windows2?.histograms ? [histogramSection(index, windows2.histograms)] : []
  );
  const users = run.users === null ? [] : [userSection(run.users)];
  return {
    document: {
      ...run,
      storedMs,
      endpoints: run.endpoints.map(withoutColumns),
      total: run.total === null ? null : withoutColumns(run.total),
      users: run.users === null ? null : { length: run.users.atMs.length }
    },
    windows: tableOf([...windows, ...users]),
    samples: tableOf(samples),
    histograms: tableOf(histograms)
  };
}
function tableOf(sections) {
  const columns = /* @__PURE__ */ new Map();
  for (const { name, bits } of sections.flatMap((section) => section.columns))
    columns.set(name, { name, bits });
  const filled = sections.filter(({ length }) => length > 0);
  return filled.length === 0 ? null : { columns: [...columns.values()], sections: filled };
}
function withoutColumns(endpoint) {
  const { latency, windows } = endpoint;
  return {
    ...endpoint,
    latency: latency?.kind === "samples" ? samplesDocument(latency) : latency,
    windows: windows === null ? null : windowsDocument(windows)
  };
}
function samplesDocument({ kind, valuesMs, resolutionMs }) {
  return { kind, count: valuesMs.length, resolutionMs };
}
function windowsDocument({ length, sumMs, quantiles, histograms }) {
  return {
    length,
    hasSums: sumMs !== null,
    quantiles: quantiles && {
      percentiles: quantiles.percentiles,
      covers: quantiles.covers,
      spanMs: quantiles.spanMs,
      rounding: quantiles.rounding
    },
    histograms: histograms && { rounding: histograms.rounding, entries: histograms.valuesMs.length }
  };
}
function windowSection(endpoint, windows) {
  const wide = (name, values) => ({ name, bits: 64, values });
  const { length, startMs, endMs, requests, failures, sumMs, quantiles } = windows;
  return {
    endpoint,
    length,
    columns: [
      wide(START, startMs),
      wide(END, endMs),
      wide(REQUESTS, requests),
      wide(FAILURES, failures),
      ...sumMs === null ? [] : [wide(SUM, sumMs)],
      ...(quantiles?.valuesMs ?? []).map(
        (values, index) => ({
          name: quantileColumn(quantiles?.percentiles[index] ?? Number.NaN),
          bits: 32,
          values
        })
      )
    ]
  };
}
function userSection({ atMs, users }) {
  return {
    endpoint: USERS,
    length: atMs.length,
    columns: [
      { name: START, bits: 64, values: atMs },
      { name: USER_COUNT, bits: 64, values: users }
    ]
  };
}
function sampleSection(endpoint, { valuesMs }) {
  const values = valuesMs instanceof Float64Array ? valuesMs : Float64Array.from(valuesMs);
  return { endpoint, length: values.length, columns: [{ name: SAMPLE, bits: 64, values }] };
}
function histogramSection(endpoint, { offsets, valuesMs, counts }) {
  const window = new Float64Array(valuesMs.length);
  for (let index = 0; index < offsets.length - 1; index += 1)
    window.fill(index, offsets[index], offsets[index + 1]);
  return {
    endpoint,
    length: valuesMs.length,
    columns: [
      { name: HISTOGRAM_WINDOW, bits: 64, values: window },
      { name: HISTOGRAM_VALUE, bits: 64, values: valuesMs },
      { name: HISTOGRAM_COUNT, bits: 64, values: new Float64Array(counts) }
    ]
  };
}

// src/store/save-run.ts
var MOST_ATTEMPTS = 100;
async function saveRun(store, run, sources, storedMs) {
  const folder = entryFolder(store, run.id);
  const parts = splitRun(run, storedMs);
  const before = await readFile(join(folder, RUN_FILE), "utf8").catch(() => null);
  if (before !== null && withoutTime(before) === withoutTime(documentText(parts.document))) {
    return { folder, outcome: "known" };
  }
  const temporary = join(store, `.${run.id}.${randomBytes(6).toString("hex")}.tmp`);
  try {
    await mkdir(temporary, { recursive: true });
    await copySources(join(temporary, SOURCE_FOLDER), sources);
    await writeColumns(join(temporary, WINDOWS_FILE), parts.windows);
    await writeColumns(join(temporary, SAMPLES_FILE), parts.samples);
    await writeColumns(join(temporary, HISTOGRAMS_FILE), parts.histograms);
    await writeFileAtomically(join(temporary, RUN_FILE), documentText(parts.document));
    await moveIntoPlace(temporary, folder);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error instanceof Problem ? error : unwritable(folder, error);
  }
  return { folder, outcome: before === null ? "new" : "replaced" };
}
function documentText(document) {
  return `${JSON.stringify(document, null, 2)}
`;
}
function withoutTime(text) {
  return text.replace(/^ {2}"storedMs": .*$/m, "");
}
async function writeColumns(path, table) {
  if (table !== null) await writeFileAtomically(path, writeTable(table.columns, table.sections));
}
async function copySources(folder, sources) {
  const names = safeFileNames(sources.map(({ name }) => name));
  for (const [index, source] of sources.entries()) {
    await writeFileAtomically(join(folder, names[index] ?? "file"), verified(source));
  }
}
async function* verified(source) {
  const hash = createHash("sha256");
  for await (const chunk of source.chunks()) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest("hex") !== source.sha256) {
    throw new Problem("input", "source-changed", `"${source.name}" changed while it was imported`, {
      where: { file: source.name },
      fix: "Import it again when the load test has ended."
    });
  }
}
async function moveIntoPlace(temporary, folder) {
  const aside = `${temporary}.old`;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(temporary, folder);
      await rm(aside, { recursive: true, force: true });
      return;
    } catch (error) {
      const code = systemErrorCode(error);
      const isTaken = code === "ENOTEMPTY" || code === "EEXIST" || code === "EPERM" || code === "EACCES";
      if (!isTaken || attempt === MOST_ATTEMPTS) throw error;
    }
    await rm(aside, { recursive: true, force: true });
    await rename(folder, aside).catch((error) => {
      if (systemErrorCode(error) !== "ENOENT") throw error;
    });
  }
}

export {
  saveRun
};
