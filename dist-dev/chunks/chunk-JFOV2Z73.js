import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);

// src/files/size.ts
var factors = /* @__PURE__ */ new Map([
  ["", 1],
  ["k", 1e3],
  ["m", 1e3 ** 2],
  ["g", 1e3 ** 3],
  ["t", 1e3 ** 4],
  ["ki", 1024],
  ["mi", 1024 ** 2],
  ["gi", 1024 ** 3],
  ["ti", 1024 ** 4]
]);
function parseSize(text) {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([kmgt]?i?)b?\s*$/i.exec(text);
  const factor = factors.get((match?.[2] ?? "").toLowerCase());
  if (match === null || factor === void 0) return null;
  return Math.floor(Number(match[1]) * factor);
}
function formatSize(bytes) {
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const shown = Number.isInteger(value) || unit === 0 ? String(value) : value.toFixed(1);
  return `${shown} ${units[unit]}`;
}

export {
  parseSize,
  formatSize
};
