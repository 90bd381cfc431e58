import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);

// src/report/embed.ts
import { gunzipSync, gzipSync } from "node:zlib";
var OPENING = '<script type="application/json" id="plimsoll-result">';
var CLOSING = "</script>";
var ENCODING = "gzip+base64";
function embedResult(result) {
  const data = gzipSync(JSON.stringify(result), { level: 6 }).toString("base64");
  return `${OPENING}${JSON.stringify({ encoding: ENCODING, data })}${CLOSING}`;
}
function extractResult(html) {
  const start = html.lastIndexOf(OPENING);
  const end = html.indexOf(CLOSING, start);
  if (start === -1 || end === -1) return null;
  try {
    const { encoding, data } = JSON.parse(html.slice(start + OPENING.length, end));
    if (encoding !== ENCODING || typeof data !== "string") return null;
    return JSON.parse(gunzipSync(Buffer.from(data, "base64")).toString("utf8"));
  } catch {
    return null;
  }
}
function scriptSafeJson(value) {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`
  );
}

export {
  embedResult,
  extractResult,
  scriptSafeJson
};
