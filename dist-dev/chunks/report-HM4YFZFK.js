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
  plural
} from "./chunk-476UCJNI.js";
import {
  reporterFor
} from "./chunk-FP63MNSR.js";
import "./chunk-Q2MSEQVN.js";
import {
  DEFAULT_MAX_BYTES
} from "./chunk-WHSUBGNH.js";
import {
  keepBesideRun
} from "./chunk-REOQG2OF.js";
import {
  checkWritable,
  writeFileAtomically
} from "./chunk-XFQVL4RA.js";
import "./chunk-LDHJMGR5.js";
import "./chunk-UXOGO52U.js";
import {
  formatProblem
} from "./chunk-D7R5LCUN.js";
import "./chunk-JFOV2Z73.js";
import {
  storeFolder
} from "./chunk-MJXU4R5G.js";
import {
  headline
} from "./chunk-PCYQWF3V.js";
import "./chunk-PSBAMK2Z.js";
import "./chunk-OQWUS2L2.js";
import {
  shortText,
  showText
} from "./chunk-JBPUJM5N.js";
import "./chunk-PNYPZT3Q.js";
import {
  Problem
} from "./chunk-ODQNCGH6.js";
import "./chunk-VVVY4QBN.js";

// src/cli/actions/report.ts
import { resolve } from "node:path";

// src/cli/io.ts
function mayColour({ stdout, env }) {
  return stdout.isTty && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb";
}

// src/cli/target.ts
import { extname } from "node:path";
var formatByEnding = /* @__PURE__ */ new Map([
  [".html", "html"],
  [".htm", "html"],
  [".json", "json"],
  [".md", "markdown"],
  [".markdown", "markdown"],
  [".xml", "junit"],
  [".txt", "text"]
]);
var defaultFile = {
  html: "plimsoll-report.html",
  json: "plimsoll-result.json",
  markdown: "plimsoll-report.md",
  junit: "plimsoll-junit.xml",
  text: null
};
function chooseTarget(options) {
  const { format, output, json } = options;
  if (json) {
    if ((format ?? "json") !== "json" || (output ?? "-") !== "-") {
      throw new Problem(
        "usage",
        "contradicting-options",
        "--json is short for --format json -o -, and more is asked",
        {
          fix: "Leave out --json."
        }
      );
    }
    return { format: "json", file: null };
  }
  const chosen = format ?? formatByEnding.get(extname(output ?? "").toLowerCase()) ?? "html";
  if (output === "-") return { format: chosen, file: null };
  return { format: chosen, file: output ?? defaultFile[chosen] };
}

// src/cli/actions/report.ts
async function reportCommand(references, options, io) {
  const target = chooseTarget(options);
  if (target.file !== null) await checkWritable(resolve(io.cwd, target.file));
  if (target.format === "html") await startLoadingCharts();
  const store = storeFolder(options.store, io.env["PLIMSOLL_STORE"], io.cwd);
  const { loaded, result, document } = await withProgress(io, async (progress) => {
    const maxBytes = options.maxSize ?? DEFAULT_MAX_BYTES;
    const found = await loadRuns(references, { store, maxBytes }, io, progress);
    const made = makeResult(found, options, options.label, io, progress);
    progress.step("Writing the report");
    const rendered = await render(made, target, io);
    if (target.file !== null) await writeFileAtomically(resolve(io.cwd, target.file), rendered);
    await keepInStore(found, store, made, target, rendered, io);
    return { loaded: found, result: made, document: rendered };
  });
  warnLeftOut(loaded.leftOut, io);
  if (target.file === null) io.stdout.write(document);
  else io.stdout.write(`${target.file}
`);
  if (target.format !== "text") summarise(result, io);
}
async function startLoadingCharts() {
  const { preloadCharts } = await import("./draw-UWEX6IGC.js");
  preloadCharts();
}
async function render(result, target, io) {
  const reporter = reporterFor(target.format);
  if (reporter === null) throw new Error(`no reporter "${target.format}"`);
  const toTerminal = target.file === null;
  return reporter.render(result, {
    columns: toTerminal ? io.stdout.columns : null,
    colour: toTerminal && mayColour(io)
  });
}
async function keepInStore({ runs, results }, store, result, target, document, io) {
  const [only] = runs;
  if (target.format !== "html" || only === void 0 || runs.length > 1 || results.length > 0) return;
  if (!only.isStored) return;
  try {
    await keepBesideRun(store, only.run.id, "report.html", document);
    await keepBesideRun(store, only.run.id, "result.json", `${JSON.stringify(result, null, 2)}
`);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    io.stderr.write(formatProblem(error));
  }
}
function summarise({ analyses, verdict }, { stderr }) {
  if (analyses.length > 1) stderr.write(`${analyses.length} runs in one report:
`);
  for (const analysis of analyses) {
    const { badge, title } = headline(analysis, verdict);
    const name = analyses.length > 1 ? `${shortText(analysis.run.label, 40)} (${analysis.run.id}): ` : "";
    const notices = analysis.notices.length > 0 ? ` ${plural(analysis.notices.length, "notice")} in the report.` : "";
    stderr.write(`${name}${badge.text}. ${showText(title)}.${notices}
`);
  }
}
export {
  reportCommand
};
