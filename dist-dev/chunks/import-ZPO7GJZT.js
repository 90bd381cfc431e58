import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);
import {
  readFiles
} from "./chunk-UTSKRAI3.js";
import {
  warnLeftOut,
  withProgress
} from "./chunk-WJTGUF3U.js";
import {
  countLine,
  summaryOf,
  titleLine
} from "./chunk-476UCJNI.js";
import {
  saveRun
} from "./chunk-S55NETIO.js";
import "./chunk-HSMTQVEY.js";
import {
  DEFAULT_MAX_BYTES
} from "./chunk-WHSUBGNH.js";
import "./chunk-XFQVL4RA.js";
import "./chunk-LDHJMGR5.js";
import "./chunk-JFOV2Z73.js";
import {
  storeFolder
} from "./chunk-MJXU4R5G.js";
import {
  describePlace
} from "./chunk-OQWUS2L2.js";
import {
  showText
} from "./chunk-JBPUJM5N.js";
import "./chunk-PNYPZT3Q.js";
import {
  Problem
} from "./chunk-ODQNCGH6.js";
import "./chunk-VVVY4QBN.js";

// src/cli/actions/import.ts
import { relative } from "node:path";
async function importCommand(paths, options, io) {
  const store = storeFolder(options.store, io.env["PLIMSOLL_STORE"], io.cwd);
  const { stored, leftOut } = await withProgress(io, async (progress) => {
    const read = await readFiles(paths, { maxBytes: options.maxSize ?? DEFAULT_MAX_BYTES }, io, progress);
    const named = labelled(read.runs, options.label);
    const saved = [];
    for (const { run, sources } of named) {
      progress.step(`Storing ${run.label}`);
      saved.push({ run, ...await saveRun(store, run, sources, io.now()) });
    }
    return { stored: saved, leftOut: read.leftOut };
  });
  warnLeftOut(leftOut, io);
  if (options.json) printJson(stored, leftOut, io);
  else printText(stored, io);
}
function labelled(runs, label) {
  if (label === void 0) return runs;
  if (runs.length > 1) {
    throw new Problem(
      "usage",
      "label-for-several-runs",
      `--label "${label}" is for one run, these files hold ${runs.length}`,
      {
        fix: "Import them one by one, or leave out --label."
      }
    );
  }
  return runs.map(({ run, sources }) => ({ run: { ...run, label }, sources }));
}
function printJson(stored, leftOut, io) {
  const runs = stored.map(({ run, folder, outcome }) => ({
    ...summaryOf(run),
    folder: relative(io.cwd, folder),
    outcome
  }));
  io.stdout.write(`${JSON.stringify({ runs, leftOut }, null, 2)}
`);
}
function printText(stored, io) {
  if (stored.length > 1) io.stdout.write(`These files hold ${stored.length} runs.

`);
  for (const { run, folder, outcome } of stored) {
    const summary = summaryOf(run);
    const said = { new: "Stored", known: "Already stored", replaced: "Stored anew" }[outcome];
    io.stdout.write(`${said} ${titleLine(summary)}
`);
    io.stdout.write(`  ${countLine(summary)}
`);
    io.stdout.write(`  read from ${showText(summary.files.join(", "))}
`);
    io.stdout.write(`  kept in ${showText(relative(io.cwd, folder))}
`);
    for (const { message, where } of run.notices) {
      const place = describePlace(where);
      io.stderr.write(`Notice: ${place === "" ? "" : `${place}: `}${showText(message)}
`);
    }
  }
  const [first] = stored;
  if (first === void 0) return;
  const next = stored.length === 1 ? first.run.id : stored.map(({ run }) => run.id).join(" ");
  io.stderr.write(`Next: plimsoll report ${next}
`);
}
export {
  importCommand
};
