import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);
import {
  countLine,
  plural,
  summaryOf,
  titleLine
} from "./chunk-476UCJNI.js";
import {
  findRun,
  listRuns,
  noSuchRun,
  removeRun
} from "./chunk-REOQG2OF.js";
import "./chunk-XFQVL4RA.js";
import "./chunk-LDHJMGR5.js";
import {
  formatProblem
} from "./chunk-D7R5LCUN.js";
import {
  storeFolder
} from "./chunk-MJXU4R5G.js";
import {
  describePlace
} from "./chunk-OQWUS2L2.js";
import {
  formatBytes,
  formatCount,
  formatInstant,
  shortText,
  showText
} from "./chunk-JBPUJM5N.js";
import {
  endpointLabel
} from "./chunk-PNYPZT3Q.js";
import {
  Problem
} from "./chunk-ODQNCGH6.js";
import "./chunk-VVVY4QBN.js";

// src/cli/actions/runs.ts
import { basename } from "node:path";
async function runsList(options, io) {
  const store = storeOf(options, io);
  const { runs } = await readStore(store, io);
  if (options.json) {
    const summaries = runs.map((run) => ({ ...summaryOf(run), storedMs: run.storedMs }));
    io.stdout.write(`${JSON.stringify(summaries, null, 2)}
`);
    return;
  }
  for (const run of runs) {
    const summary = summaryOf(run);
    io.stdout.write(`${titleLine(summary)}
  ${countLine(summary)}
`);
  }
  if (runs.length === 0) {
    io.stderr.write(`No runs in "${showText(basename(store))}". Store one with: plimsoll import FOLDER
`);
  }
}
async function runsShow(reference, options, io) {
  const store = storeOf(options, io);
  const { runs } = await readStore(store, io);
  const run = findRun(runs, reference);
  if (run === null) throw noSuchRun(runs, reference, store);
  if (options.json) io.stdout.write(`${JSON.stringify(run, null, 2)}
`);
  else io.stdout.write(showRun(run));
}
function showRun(run) {
  const summary = summaryOf(run);
  const endpoints = run.endpoints.map(
    ({ key, requests, failures }) => `  ${shortText(endpointLabel(key), 60)}: ${plural(requests, "request")}, ${formatCount(failures)} failed`
  );
  const files = run.source.files.map(
    ({ name, sizeBytes, readAs, sha256 }) => `  ${showText(name)}: ${readAs}, ${formatBytes(sizeBytes)}, SHA-256 ${sha256.slice(0, 12)}\u2026`
  );
  const notices = run.notices.map(({ message, where }) => {
    const place = describePlace(where);
    return `  ${place === "" ? "" : `${place}: `}${showText(message)}`;
  });
  return [
    titleLine(summary),
    `  ${countLine(summary)}`,
    `  stored ${formatInstant(run.storedMs)}`,
    "",
    "Endpoints",
    ...endpoints,
    "",
    "Files",
    ...files,
    ...notices.length > 0 ? ["", "Notices", ...notices] : [],
    ""
  ].join("\n");
}
async function runsRm(references, options, io) {
  const store = storeOf(options, io);
  const { runs, damaged } = await listRuns(store);
  const chosen = /* @__PURE__ */ new Map();
  for (const reference of references) {
    const run = findRun(runs, reference);
    if (run !== null) chosen.set(run.id, titleLine(summaryOf(run)));
    else if (damaged.some(({ id }) => id === reference)) chosen.set(reference, `${reference} (damaged)`);
    else throw noSuchRun(runs, reference, store);
  }
  if (!options.yes && !await confirmed([...chosen.values()], io)) {
    io.stderr.write("Nothing was removed.\n");
    return;
  }
  for (const [id, title] of chosen) {
    await removeRun(store, id);
    io.stderr.write(`Removed ${title}
`);
  }
}
async function confirmed(titles, { stdin, stderr }) {
  if (!stdin.isTty) {
    throw new Problem(
      "usage",
      "cannot-ask",
      "removing runs needs a yes, and there is no terminal to ask at",
      {
        fix: "Say it beforehand: --yes"
      }
    );
  }
  stderr.write(
    `${titles.map((title) => `  ${title}
`).join("")}Remove ${plural(titles.length, "run")}? [y/N] `
  );
  return /^\s*y(es)?\s*$/i.test(await stdin.readLine() ?? "");
}
function storeOf(options, io) {
  return storeFolder(options.store, io.env["PLIMSOLL_STORE"], io.cwd);
}
async function readStore(store, io) {
  const listing = await listRuns(store);
  for (const { problem } of listing.damaged) io.stderr.write(formatProblem(problem));
  return listing;
}
export {
  runsList,
  runsRm,
  runsShow
};
