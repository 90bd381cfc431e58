import type { Estimate } from '../model/analysis.ts';

/** Narrow no-break space: between thousands, and between a number and its per-cent sign. */
export const NARROW_SPACE = '\u202f';
/** The real minus sign. */
export const MINUS = '\u2212';
/** Shown where nothing is known; never a zero. */
export const UNKNOWN = '–';

/** 16826 -> '16 826' (narrow no-break spaces). */
export function formatCount(count: number): string {
  const sign = count < 0 ? MINUS : '';
  return (
    sign +
    Math.abs(Math.round(count))
      .toString()
      .replace(/\B(?=(\d{3})+(?!\d))/g, NARROW_SPACE)
  );
}

/**
 * A duration of a request, for people: under 10 ms one decimal ('6.4 ms'), under 1 s whole ms ('280 ms'), then
 * seconds with 3 significant digits ('7.90 s', '12.5 s', '118 s'). Only zero is '0 ms'. A difference may be negative.
 */
export function formatMs(valueMs: number | null): string {
  if (valueMs === null) return UNKNOWN;
  if (valueMs < 0) return MINUS + formatMs(-valueMs);
  if (valueMs === 0) return '0 ms';
  if (valueMs < 0.05) return '<0.1 ms';
  if (valueMs < 9.95) return `${valueMs.toFixed(1)} ms`;
  if (valueMs < 999.5) return `${Math.round(valueMs)} ms`;
  const seconds = valueMs / 1000;
  return `${seconds < 9.995 ? seconds.toFixed(2) : seconds < 99.95 ? seconds.toFixed(1) : formatCount(seconds)} s`;
}

/** The lower end of a range that must not exclude what it holds: rounded down. `formatMs` otherwise. */
export function formatMsDown(valueMs: number): string {
  return formatBound(valueMs, Math.floor, 1e-9);
}

/** The upper end of such a range: rounded up. */
export function formatMsUp(valueMs: number): string {
  return formatBound(valueMs, Math.ceil, -1e-9);
}

/** `slack` keeps what is whole but for floating point where it is. */
function formatBound(valueMs: number, round: (value: number) => number, slack: number): string {
  const step =
    valueMs < 100 ? 0.1 : valueMs < 1000 ? 1 : valueMs < 10_000 ? 10 : valueMs < 100_000 ? 100 : 1000;
  const rounded = round(valueMs / step + slack) * step;
  if (rounded >= 999.5) return formatMs(rounded);
  return `${rounded < 9.95 && rounded > 0 ? rounded.toFixed(1) : Number(rounded.toFixed(1))} ms`;
}

/** Bounds wider than this share of the value are shown as a range instead of the value. */
const WIDE_BOUNDS_RATIO = 0.1;

/**
 * A response time with what the source leaves open about it: '790 ms', or 'between 1.10 s and 6.60 s' where the exact
 * value is only known to lie in a range wider than 10 % of it.
 */
export function formatEstimateMs(estimate: Estimate | null): string {
  if (estimate === null) return UNKNOWN;
  if (!hasWideBounds(estimate)) return formatMs(estimate.value);
  const lo = formatMsDown(estimate.bounds.lo);
  const hi = formatMsUp(estimate.bounds.hi);
  return lo === hi ? lo : `between ${lo} and ${hi}`;
}

/** The same for the cell of a table: '790 ms', or '1.10 s – 6.60 s'. */
export function formatEstimateCellMs(estimate: Estimate | null): string {
  if (estimate === null || !hasWideBounds(estimate))
    return formatMs(estimate === null ? null : estimate.value);
  return `${formatMsDown(estimate.bounds.lo)} – ${formatMsUp(estimate.bounds.hi)}`;
}

/** Whether only a range of this estimate should be shown: its bounds are further apart than 10 % of its value. */
export function hasWideBounds(
  estimate: Estimate,
): estimate is Estimate & { readonly bounds: NonNullable<Estimate['bounds']> } {
  const { value, bounds } = estimate;
  // Rounding to whole ms is wide for a value of a few ms, but there the unit itself says how coarse it is.
  return bounds !== null && bounds.hi - bounds.lo > Math.max(WIDE_BOUNDS_RATIO * value, 1);
}

/** A length of time for people: '0.4 s', '45 s', '6 min 40 s', '1 h 30 min', '2 d 3 h'. */
export function formatDuration(durationMs: number | null): string {
  if (durationMs === null) return UNKNOWN;
  if (durationMs > 0 && durationMs < 950) return `${Math.max(0.1, durationMs / 1000).toFixed(1)} s`;
  const seconds = Math.round(durationMs / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return joinParts(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  const minutes = Math.round(seconds / 60);
  if (minutes < 1440) return joinParts(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  const hours = Math.round(minutes / 60);
  return joinParts(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function joinParts(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** A rate without its unit: '0.31', '18.7', '1 204'. Only zero is '0'. */
export function formatRate(perS: number | null): string {
  if (perS === null) return UNKNOWN;
  if (perS === 0) return '0';
  if (perS < 0.001) return '<0.001';
  if (perS < 0.995) return perS.toPrecision(2);
  if (perS < 99.95) return perS.toFixed(1);
  return formatCount(perS);
}

/**
 * A ratio 0…1 as per cent: '0', '0.03 %', '2.5 %', '100 %'. Only zero is '0' and only one is '100 %':
 * 9 999 failures of 10 000 requests are '99.99 %'.
 */
export function formatRatio(ratio: number | null): string {
  if (ratio === null) return UNKNOWN;
  if (ratio === 0) return '0';
  const percent = ratio * 100;
  if (percent < 0.005) return `<0.01${NARROW_SPACE}%`;
  if (percent > 99.99 && percent < 100) return `>99.99${NARROW_SPACE}%`;
  return `${percent.toFixed(ratioDigits(percent))}${NARROW_SPACE}%`;
}

function ratioDigits(percent: number): number {
  if (percent < 0.995) return 2;
  if (percent < 9.95) return 1;
  if (percent < 99 || percent >= 100) return 0;
  return percent < 99.9 ? 1 : 2;
}

/** Bytes for people, powers of 1000: '189 B', '1.2 kB', '14 MB'. */
export function formatBytes(bytes: number | null): string {
  if (bytes === null) return UNKNOWN;
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 9.95 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** 'p95', 'p99.9'. */
export function formatPercentile(percentile: number): string {
  return `p${percentile}`;
}

/** The last instant that a four-digit year can name. */
const LAST_INSTANT_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Whether an instant (Unix epoch ms) lies in the years 1970 to 9999, so that a calendar can show it. */
export function hasCalendarDate(atMs: number): boolean {
  return atMs >= 0 && atMs <= LAST_INSTANT_MS;
}

/** An instant as UTC: '22 Nov 2026, 14:30:00 UTC'. Unknown outside the years 1970 to 9999. */
export function formatInstant(atMs: number | null): string {
  if (atMs === null || !hasCalendarDate(atMs)) return UNKNOWN;
  const [date = '', time = ''] = new Date(atMs).toISOString().split('T');
  const [year, month, day] = date.split('-');
  const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  return `${Number(day)} ${names[Number(month) - 1]} ${year}, ${time.slice(0, 8)} UTC`;
}

/** Time since the start: '0:45', '15:00', '1:02:03'. */
export function formatElapsed(elapsedMs: number): string {
  const seconds = Math.max(0, Math.round(elapsedMs / 1000));
  const mm = Math.floor(seconds / 60) % 60;
  const ss = String(seconds % 60).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  return hours > 0 ? `${hours}:${String(mm).padStart(2, '0')}:${ss}` : `${mm}:${ss}`;
}

/** Time since the start, which may lie before it: '1:10', '−0:30'. */
export function signedElapsed(elapsedMs: number): string {
  return elapsedMs <= -500 ? `${MINUS}${formatElapsed(-elapsedMs)}` : formatElapsed(elapsedMs);
}

/** Control characters that have a name everybody knows. */
const NAMED_CHARACTERS = new Map([
  [0x09, 'TAB'],
  [0x0a, 'LF'],
  [0x0d, 'CR'],
]);

/**
 * Line breaks, control characters, direction marks and overrides, invisible characters, non-characters and lone
 * surrogates, which no reader of a report needs to meet. The zero-width joiners stay: emoji and scripts need them.
 */
const UNSAFE_CHARACTERS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Text from outside, made visible on one line: line feed as ⟨LF⟩, tab as ⟨TAB⟩, other control characters, direction
 * overrides, invisible characters and lone surrogates as ⟨U+202E⟩. Loses nothing; what it returns is legal in XML 1.0
 * and harmless in a terminal; does not escape markup.
 *
 * Note: the pictures of control characters (U+2400 block) would be shorter, but many machines have no font with them.
 */
export function showText(text: string): string {
  return text.replace(UNSAFE_CHARACTERS, (character) => {
    const code = character.charCodeAt(0);
    const name = NAMED_CHARACTERS.get(code);
    if (name !== undefined) return `⟨${name}⟩`;
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}

/** `showText` cut to at most `length` characters (code points), with an ellipsis at the end when cut. */
export function shortText(text: string, length = 120): string {
  const characters = Array.from(showText(text));
  return characters.length <= length ? characters.join('') : `${characters.slice(0, length - 1).join('')}…`;
}
