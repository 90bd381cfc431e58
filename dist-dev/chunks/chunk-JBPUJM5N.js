import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);

// src/report/format.ts
var NARROW_SPACE = "\u202F";
var MINUS = "\u2212";
var UNKNOWN = "\u2013";
function formatCount(count) {
  const sign = count < 0 ? MINUS : "";
  return sign + Math.abs(Math.round(count)).toString().replace(/\B(?=(\d{3})+(?!\d))/g, NARROW_SPACE);
}
function formatMs(valueMs) {
  if (valueMs === null) return UNKNOWN;
  if (valueMs < 0) return MINUS + formatMs(-valueMs);
  if (valueMs === 0) return "0 ms";
  if (valueMs < 0.05) return "<0.1 ms";
  if (valueMs < 9.95) return `${valueMs.toFixed(1)} ms`;
  if (valueMs < 999.5) return `${Math.round(valueMs)} ms`;
  const seconds = valueMs / 1e3;
  return `${seconds < 9.995 ? seconds.toFixed(2) : seconds < 99.95 ? seconds.toFixed(1) : formatCount(seconds)} s`;
}
var WIDE_BOUNDS_RATIO = 0.1;
function formatEstimateMs(estimate) {
  if (estimate === null) return UNKNOWN;
  if (!hasWideBounds(estimate)) return formatMs(estimate.value);
  const lo = formatMs(estimate.bounds.lo);
  const hi = formatMs(estimate.bounds.hi);
  return lo === hi ? lo : `between ${lo} and ${hi}`;
}
function formatEstimateCellMs(estimate) {
  if (estimate === null || !hasWideBounds(estimate))
    return formatMs(estimate === null ? null : estimate.value);
  return `${formatMs(estimate.bounds.lo)} \u2013 ${formatMs(estimate.bounds.hi)}`;
}
function hasWideBounds(estimate) {
  const { value, bounds } = estimate;
  return bounds !== null && bounds.hi - bounds.lo > Math.max(WIDE_BOUNDS_RATIO * value, 1);
}
function formatDuration(durationMs) {
  if (durationMs === null) return UNKNOWN;
  if (durationMs > 0 && durationMs < 950) return `${Math.max(0.1, durationMs / 1e3).toFixed(1)} s`;
  const seconds = Math.round(durationMs / 1e3);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return joinParts(Math.floor(seconds / 60), "min", seconds % 60, "s");
  const minutes = Math.round(seconds / 60);
  if (minutes < 1440) return joinParts(Math.floor(minutes / 60), "h", minutes % 60, "min");
  const hours = Math.round(minutes / 60);
  return joinParts(Math.floor(hours / 24), "d", hours % 24, "h");
}
function joinParts(large, largeUnit, small, smallUnit) {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
function formatRate(perS) {
  if (perS === null) return UNKNOWN;
  if (perS === 0) return "0";
  if (perS < 1e-3) return "<0.001";
  if (perS < 0.995) return perS.toPrecision(2);
  if (perS < 99.95) return perS.toFixed(1);
  return formatCount(perS);
}
function formatRatio(ratio) {
  if (ratio === null) return UNKNOWN;
  if (ratio === 0) return "0";
  const percent = ratio * 100;
  if (percent < 5e-3) return `<0.01${NARROW_SPACE}%`;
  if (percent > 99.99 && percent < 100) return `>99.99${NARROW_SPACE}%`;
  return `${percent.toFixed(ratioDigits(percent))}${NARROW_SPACE}%`;
}
function ratioDigits(percent) {
  if (percent < 0.995) return 2;
  if (percent < 9.95) return 1;
  if (percent < 99 || percent >= 100) return 0;
  return percent < 99.9 ? 1 : 2;
}
function formatBytes(bytes) {
  if (bytes === null) return UNKNOWN;
  const units = ["B", "kB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1e3;
    unit += 1;
  }
  return `${value < 9.95 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}
function formatPercentile(percentile) {
  return `p${percentile}`;
}
var LAST_INSTANT_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
function hasCalendarDate(atMs) {
  return atMs >= 0 && atMs <= LAST_INSTANT_MS;
}
function formatInstant(atMs) {
  if (atMs === null || !hasCalendarDate(atMs)) return UNKNOWN;
  const [date = "", time = ""] = new Date(atMs).toISOString().split("T");
  const [year, month, day] = date.split("-");
  const names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  return `${Number(day)} ${names[Number(month) - 1]} ${year}, ${time.slice(0, 8)} UTC`;
}
function formatElapsed(elapsedMs) {
  const seconds = Math.max(0, Math.round(elapsedMs / 1e3));
  const mm = Math.floor(seconds / 60) % 60;
  const ss = String(seconds % 60).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  return hours > 0 ? `${hours}:${String(mm).padStart(2, "0")}:${ss}` : `${mm}:${ss}`;
}
var UNSAFE_CHARACTERS = (
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
);
function showText(text) {
  return text.replace(UNSAFE_CHARACTERS, (character) => {
    const code = character.charCodeAt(0);
    if (code < 32) return String.fromCharCode(9216 + code);
    if (code === 127) return "\u2421";
    return `\u27E8U+${code.toString(16).toUpperCase().padStart(4, "0")}\u27E9`;
  });
}
function shortText(text, length = 120) {
  const characters = Array.from(showText(text));
  return characters.length <= length ? characters.join("") : `${characters.slice(0, length - 1).join("")}\u2026`;
}

export {
  NARROW_SPACE,
  UNKNOWN,
  formatCount,
  formatMs,
  formatEstimateMs,
  formatEstimateCellMs,
  hasWideBounds,
  formatDuration,
  formatRate,
  formatRatio,
  formatBytes,
  formatPercentile,
  hasCalendarDate,
  formatInstant,
  formatElapsed,
  showText,
  shortText
};
