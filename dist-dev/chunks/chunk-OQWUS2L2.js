import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);
import {
  shortText
} from "./chunk-JBPUJM5N.js";
import {
  endpointLabel
} from "./chunk-PNYPZT3Q.js";

// src/report/place.ts
function describePlace(place) {
  if (place === void 0) return "";
  const parts = [];
  if (place.file !== void 0) parts.push(shortText(place.file));
  if (place.line !== void 0) parts.push(`line ${place.line}`);
  if (place.column !== void 0) parts.push(`column "${shortText(place.column, 60)}"`);
  if (place.endpoint !== void 0) parts.push(shortText(endpointLabel(place.endpoint), 60));
  return parts.join(", ");
}

export {
  describePlace
};
