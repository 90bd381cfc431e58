import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);
import {
  showText
} from "./chunk-JBPUJM5N.js";
import {
  endpointLabel
} from "./chunk-PNYPZT3Q.js";

// src/cli/print-problem.ts
function formatProblem(problem) {
  const lines = [
    `${placeBefore(problem.where, problem.message)}${problem.message}`,
    ...(problem.fix ?? "").split("\n")
  ];
  return lines.flatMap((line) => line.split("\n")).filter((line) => line !== "").map((line, index) => `${index === 0 ? "" : "  "}${showText(line)}
`).join("");
}
function placeBefore(place, message) {
  if (place === void 0) return "";
  const parts = [];
  if (place.file !== void 0 && !message.includes(`"${place.file}"`)) {
    parts.push(place.line === void 0 ? place.file : `${place.file}:${place.line}`);
  } else if (place.line !== void 0) parts.push(`line ${place.line}`);
  if (place.column !== void 0 && !message.includes(place.column)) parts.push(`column "${place.column}"`);
  if (place.endpoint !== void 0 && !message.includes(place.endpoint.name)) {
    parts.push(endpointLabel(place.endpoint));
  }
  return parts.map((part) => `${part}: `).join("");
}

export {
  formatProblem
};
