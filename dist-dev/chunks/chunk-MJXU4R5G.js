import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);
import {
  Problem
} from "./chunk-ODQNCGH6.js";

// src/store/layout.ts
import { join, resolve } from "node:path";
var RUN_FILE = "run.json";
var WINDOWS_FILE = "windows.arrow";
var SAMPLES_FILE = "samples.arrow";
var HISTOGRAMS_FILE = "histograms.arrow";
var SOURCE_FOLDER = "source";
var DEFAULT_STORE = "plimsoll-runs";
var RUN_ID = /^[0-9a-z][0-9a-z-]{0,63}$/;
function isRunId(text) {
  return RUN_ID.test(text);
}
function storeFolder(named, fromEnvironment, cwd) {
  const chosen = named ?? (fromEnvironment === void 0 || fromEnvironment === "" ? DEFAULT_STORE : fromEnvironment);
  return resolve(cwd, chosen);
}
function entryFolder(store, id) {
  if (isRunId(id)) return join(store, id);
  throw new Problem("input", "unsafe-run-id", `"${id.slice(0, 80)}" cannot be the id of a run`, {
    fix: "Import the original files again."
  });
}

export {
  RUN_FILE,
  WINDOWS_FILE,
  SAMPLES_FILE,
  HISTOGRAMS_FILE,
  SOURCE_FOLDER,
  DEFAULT_STORE,
  isRunId,
  storeFolder,
  entryFolder
};
