import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);
import {
  analyseRun,
  readResultDocument
} from "./chunk-Q2MSEQVN.js";
import {
  standsForFiles,
  suggestName
} from "./chunk-WHSUBGNH.js";
import {
  LATEST,
  findRun,
  listRuns,
  loadRun,
  noSuchRun
} from "./chunk-REOQG2OF.js";
import {
  unreadable
} from "./chunk-LDHJMGR5.js";
import {
  toolIdentity
} from "./chunk-UXOGO52U.js";
import {
  Problem
} from "./chunk-ODQNCGH6.js";

// src/cli/load-runs.ts
import { readdir } from "node:fs/promises";
import { basename as basename2, dirname, join, resolve as resolve2 } from "node:path";

// src/cli/reopen-result.ts
import { open, readFile, stat } from "node:fs/promises";
import { basename, extname, resolve } from "node:path";
var SCHEMA_WITHIN_BYTES = 200;
async function reopenResult(argument, cwd, maxBytes) {
  const path = resolve(cwd, argument);
  const extension = extname(path).toLowerCase();
  if (![".json", ".html", ".htm"].includes(extension)) return null;
  const status = await stat(path).catch(() => null);
  if (status === null || !status.isFile() || status.size > maxBytes) return null;
  try {
    if (extension !== ".json") return await resultInPage(path);
    if (!await startsAsResult(path)) return null;
    return readResultDocument(await readFile(path, "utf8"), basename(path));
  } catch (error) {
    throw error instanceof Problem ? error : unreadable(argument, error);
  }
}
async function resultInPage(path) {
  const { extractResult } = await import("./embed-F55UJPPT.js");
  const page = await readFile(path, "utf8");
  const embedded = extractResult(page);
  if (embedded !== null) return readResultDocument(JSON.stringify(embedded), basename(path));
  if (!page.includes('id="plimsoll-result"')) return null;
  throw new Problem("input", "damaged-report", `the result in "${basename(path)}" cannot be unpacked`, {
    fix: "The report was cut off or changed. Make it again from the original results."
  });
}
async function startsAsResult(path) {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(SCHEMA_WITHIN_BYTES),
      0,
      SCHEMA_WITHIN_BYTES,
      0
    );
    return /^\uFEFF?\s*\{\s*"schema"\s*:\s*"result\//.test(buffer.toString("utf8", 0, bytesRead));
  } finally {
    await file.close();
  }
}

// src/cli/load-runs.ts
async function loadRuns(references, { store, maxBytes }, io, progress) {
  const results = [];
  const paths = [];
  const stored = [];
  for (const reference of references) {
    const result = reference === LATEST ? null : await reopenResult(reference, io.cwd, maxBytes);
    if (result !== null) results.push(result);
    else if (reference !== LATEST && await standsForFiles(reference, io.cwd)) paths.push(reference);
    else stored.push(reference);
  }
  const ids = await resolveStored(stored, store, io.cwd);
  const read = paths.length > 0 ? await readPaths(paths, maxBytes, io, progress) : { runs: [], leftOut: [] };
  const runs = /* @__PURE__ */ new Map();
  for (const { run } of read.runs) runs.set(run.id, { run, isStored: false });
  for (const id of ids) {
    progress.step("Reading the stored run");
    if (!runs.has(id)) runs.set(id, { run: await loadRun(store, id), isStored: true });
  }
  return { runs: [...runs.values()], results, leftOut: read.leftOut };
}
async function readPaths(paths, maxBytes, io, progress) {
  const { readFiles } = await import("./read-files-E3D3CBRX.js");
  return readFiles(paths, { maxBytes }, io, progress);
}
async function resolveStored(references, store, cwd) {
  if (references.length === 0) return [];
  const { runs } = await listRuns(store);
  const ids = [];
  for (const reference of references) {
    const found = findRun(runs, reference);
    if (found === null) throw await nothingStandsFor(reference, runs, store, cwd);
    ids.push(found.id);
  }
  return ids;
}
async function nothingStandsFor(reference, runs, store, cwd) {
  if (reference === LATEST) return noSuchRun(runs, reference, store);
  const path = resolve2(cwd, reference);
  const names = await readdir(dirname(path)).catch(() => []);
  const near = suggestName(basename2(path), names);
  const what = `"${reference}" is no file, no folder, no prefix of result files, and no run in "${basename2(store)}"`;
  return new Problem("input", "no-such-run", what, {
    fix: near === null ? noSuchRun(runs, reference, store).fix ?? "" : `Did you mean "${join(dirname(reference), near)}"?`
  });
}

// src/cli/analyse-options.ts
function analysisOptionsFor(run, { steady, wholeRun, apdex }) {
  return {
    ...apdex === void 0 ? {} : { apdexToleratedMs: apdex },
    ...wholeRun ? { steady: "whole-run" } : {},
    ...steady === void 0 ? {} : { steady: { fromMs: steady.fromMs, toMs: steady.toMs ?? lengthMsOf(run, steady.fromMs) } }
  };
}
function lengthMsOf(run, fromMs) {
  const known = run.startMs !== null && run.endMs !== null ? run.endMs - run.startMs : run.durationMs;
  return known ?? fromMs + 1;
}

// src/cli/make-result.ts
function makeResult(loaded, options, label, io, progress) {
  const { runs, results } = loaded;
  const asksForAnalysis = options.steady !== void 0 || options.wholeRun || options.apdex !== void 0;
  if (results.length > 0 && asksForAnalysis) throw cannotAnalyseAgain();
  const [first] = results;
  const isOneResult = first !== void 0 && results.length === 1 && runs.length === 0;
  if (isOneResult && label === void 0) return first;
  const analyses = [
    ...results.flatMap((result) => result.analyses),
    ...runs.map(({ run }) => {
      progress.step(`Analysing ${run.label}`);
      return analyseRun(run, analysisOptionsFor(run, options));
    })
  ];
  const named = renamed(analyses, label);
  if (isOneResult) return { ...first, analyses: named };
  return {
    schema: "result/1",
    tool: toolIdentity(),
    createdMs: io.now(),
    analyses: named,
    comparison: null,
    verdict: null
  };
}
function renamed(analyses, label) {
  if (label === void 0) return analyses;
  if (analyses.length !== 1) {
    const what = `--label "${label}" is for one run, these are ${analyses.length}`;
    throw new Problem("usage", "label-for-several-runs", what, {
      fix: "Name one run, or leave out --label."
    });
  }
  return analyses.map((analysis) => ({ ...analysis, run: { ...analysis.run, label } }));
}
function cannotAnalyseAgain() {
  const what = "--steady, --whole-run and --apdex need the run; a result holds only what was found";
  return new Problem("usage", "cannot-analyse-again", what, {
    fix: "Name the files of the run or its id in the store instead."
  });
}

export {
  loadRuns,
  makeResult
};
