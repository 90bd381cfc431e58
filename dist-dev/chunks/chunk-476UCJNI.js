import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);
import {
  formatCount,
  formatDuration,
  formatInstant,
  formatRatio,
  shortText
} from "./chunk-JBPUJM5N.js";

// src/cli/run-summary.ts
function summaryOf(run) {
  const counted = run.total === null ? run.endpoints : [run.total];
  return {
    id: run.id,
    label: run.label,
    tool: run.source.tool,
    toolVersion: run.source.toolVersion,
    startMs: run.startMs,
    durationMs: run.durationMs,
    ended: run.ended,
    requests: counted.reduce((sum, { requests }) => sum + requests, 0),
    failures: counted.reduce((sum, { failures }) => sum + failures, 0),
    endpoints: run.endpoints.length,
    files: run.source.files.map(({ name }) => name),
    notices: run.notices.length
  };
}
function titleLine(summary) {
  const tool = [summary.tool, summary.toolVersion].filter((part) => part !== null).join(" ");
  const facts = [shortText(tool, 60)];
  if (summary.startMs !== null) facts.push(formatInstant(summary.startMs));
  if (summary.durationMs !== null) facts.push(formatDuration(summary.durationMs));
  if (summary.ended === "interrupted") facts.push("interrupted");
  return `${summary.id} "${shortText(summary.label, 60)}": ${facts.join(", ")}`;
}
function countLine({ requests, failures, endpoints }) {
  const failed = failures === 0 ? "none failed" : `${formatCount(failures)} failed (${formatRatio(failures / requests)})`;
  return `${plural(requests, "request")} to ${plural(endpoints, "endpoint")}, ${failed}`;
}
function plural(count, noun) {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}

export {
  summaryOf,
  titleLine,
  countLine,
  plural
};
