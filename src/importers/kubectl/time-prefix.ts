const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** What a clock showed, and how fine. Fields that end in LocalMs are as if the clock showed UTC. */
export type ClockReading = { readonly precisionMs: number } & (
  | { readonly kind: 'instant'; readonly atMs: number }
  | { readonly kind: 'local'; readonly localMs: number }
  /** Without a year: `localMs` is of the year 2000. */
  | { readonly kind: 'yearless'; readonly localMs: number }
  /** `15:29:04`: of some day, or since the beginning, or since the line before. Ms. */
  | { readonly kind: 'time'; readonly timeMs: number }
);

/** A line and the time that stands before it. */
export interface StampedLine {
  readonly stamp: ClockReading | null;
  /** The line without its time. */
  readonly rest: string;
}

interface Format {
  readonly pattern: RegExp;
  read(match: RegExpExecArray): ClockReading | null;
}

const TIME = String.raw`(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?`;
const WEEKDAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?';
const MONTH = `(${MONTHS.join('|')})`;

/** RFC 3339, `date '+%F %T'`, with or without a zone. */
const ISO: Format = {
  pattern: new RegExp(
    String.raw`^(\d{4})[-/](\d\d)[-/](\d\d)[T ]${TIME}(?: ?(Z|[+-]\d\d(?::?\d\d)?)(?![\d:])| (UTC|GMT)(?!\S))?`,
  ),
  read([, year, month, day, hours, minutes, seconds, fraction, zone, named]) {
    const localMs = utcMs(year, Number(month) - 1, day, hours, minutes, seconds);
    return zoned(localMs, fraction, zone ?? named);
  },
};

/** What `ts` of moreutils prints unless told otherwise: `Nov 23 10:52:20`. */
const TS: Format = {
  pattern: new RegExp(String.raw`^${MONTH} ([ \d]\d) ${TIME}(?!\S)`),
  read([, month, day, hours, minutes, seconds, fraction]) {
    const localMs = utcMs('2000', MONTHS.indexOf(month ?? ''), day, hours, minutes, seconds);
    if (!Number.isFinite(localMs)) return null;
    return { kind: 'yearless', localMs: localMs + fractionMs(fraction), precisionMs: precisionMs(fraction) };
  },
};

/** `date` in the C locale: `Fri May 23 15:29:04 +03 2025`, `Fri May 23 03:29:04 PM UTC 2025`. */
const DATE: Format = {
  pattern: new RegExp(
    String.raw`^${WEEKDAY} ${MONTH} ([ \d]?\d) ${TIME}(?: ([AP]M))?(?: ([A-Z]{1,5}|[+-]\d\d(?::?\d\d)?))? (\d{4})(?!\d)`,
  ),
  read([, month, day, hours, minutes, seconds, fraction, half, zone, year]) {
    const localMs = utcMs(year, MONTHS.indexOf(month ?? ''), day, hours, minutes, seconds);
    return zoned(inHalf(localMs, hours, half), fraction, zone);
  },
};

/** `date` in English: `Fri 23 May 2025 03:29:04 PM UTC`, `Fri, 23 May 2025 15:29:04 +0300`. */
const ENGLISH_DATE: Format = {
  pattern: new RegExp(
    String.raw`^${WEEKDAY} ([ \d]?\d) ${MONTH} (\d{4}) ${TIME}(?: ([AP]M))?(?: ([A-Z]{1,5}|[+-]\d\d(?::?\d\d)?)(?!\S))?`,
  ),
  read([, day, month, year, hours, minutes, seconds, fraction, half, zone]) {
    const localMs = utcMs(year, MONTHS.indexOf(month ?? ''), day, hours, minutes, seconds);
    return zoned(inHalf(localMs, hours, half), fraction, zone);
  },
};

/** `date +%s`, `ts %.s`, in s or ms since 1970. */
const EPOCH: Format = {
  pattern: /^(\d{10}(?=[\s.,\]]|$)|\d{13}(?=[\s\]]|$))(?:[.,](\d{1,9}))?(?=[\s\]:]|$)/,
  read([, digits = '', fraction]) {
    if (digits.length === 13) return { kind: 'instant', atMs: Number(digits), precisionMs: 1 };
    const atMs = Number(digits) * SECOND_MS + fractionMs(fraction);
    return { kind: 'instant', atMs, precisionMs: precisionMs(fraction) };
  },
};

/** `date +%T`, `ts -s`, `ts -i`. */
const TIME_ONLY: Format = {
  pattern: new RegExp(`^${TIME}(?=[\\s\\]:]|$)`),
  read([, hours, minutes, seconds, fraction]) {
    const timeMs = Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS + Number(seconds) * SECOND_MS;
    return { kind: 'time', timeMs: timeMs + fractionMs(fraction), precisionMs: precisionMs(fraction) };
  },
};

/** `ts -s %.s`, `ts -i %.s`. */
const SECONDS: Format = {
  pattern: /^(\d{1,6})\.(\d{6})(?=\s|$)/,
  read: ([, seconds, fraction]) => ({
    kind: 'time',
    timeMs: Number(seconds) * SECOND_MS + fractionMs(fraction),
    precisionMs: 1,
  }),
};

const FORMATS: readonly Format[] = [ISO, TS, DATE, ENGLISH_DATE, EPOCH, TIME_ONLY, SECONDS];

/** Cuts the time off the lines of a log; what stood before the line before is tried first. */
export class PrefixReader {
  #last: Format = ISO;

  read(line: string): StampedLine {
    const opening = /^[[(]?(?:[-=#*>]{1,80} )?[[(]?/.exec(line)?.[0].length ?? 0;
    const first = line.charCodeAt(opening);
    // A digit, or the capital of a weekday or month.
    if (!((first >= 48 && first <= 57) || (first >= 65 && first <= 87))) return { stamp: null, rest: line };
    const text = opening === 0 ? line : line.slice(opening);
    const found = this.#readBy(this.#last, text);
    if (found !== null) return found;
    for (const format of FORMATS) {
      const other = format === this.#last ? null : this.#readBy(format, text);
      if (other === null) continue;
      this.#last = format;
      return other;
    }
    return { stamp: null, rest: line };
  }

  #readBy(format: Format, text: string): StampedLine | null {
    const match = format.pattern.exec(text);
    const stamp = match === null ? null : format.read(match);
    if (match === null || stamp === null) return null;
    const rest = text.slice(match[0].length).replace(/^[\])]?:?[ \t]*(?:(?:[-=|>#*]+)(?:[ \t]+|$))?/, '');
    return { stamp, rest };
  }
}

function utcMs(
  year: string | undefined,
  month: number,
  day: string | undefined,
  hours: string | undefined,
  minutes: string | undefined,
  seconds: string | undefined,
): number {
  const values = [Number(day), Number(hours), Number(minutes), Number(seconds)] as const;
  const [d, h, m, s] = values;
  if (month < 0 || month > 11 || d < 1 || d > 31 || h > 24 || m > 59 || s > 60) return Number.NaN;
  return Date.UTC(Number(year), month, d, h, m, s);
}

/** Of a clock with two halves of a day: 12:30 AM is half past midnight. */
function inHalf(localMs: number, hours: string | undefined, half: string | undefined): number {
  if (half === undefined) return localMs;
  const isTwelve = Number(hours) === 12;
  if (half === 'AM') return isTwelve ? localMs - 12 * HOUR_MS : localMs;
  return isTwelve ? localMs : localMs + 12 * HOUR_MS;
}

/** Abbreviations other than UTC's do not tell a zone: CST is one in China and one in America. */
function zoned(localMs: number, fraction: string | undefined, zone: string | undefined): ClockReading | null {
  if (!Number.isFinite(localMs)) return null;
  const exactMs = localMs + fractionMs(fraction);
  const shown = { precisionMs: precisionMs(fraction) };
  if (zone === 'Z' || zone === 'UTC' || zone === 'GMT') return { kind: 'instant', atMs: exactMs, ...shown };
  const [, sign, hours, minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone ?? '') ?? [];
  if (hours === undefined) return { kind: 'local', localMs: exactMs, ...shown };
  const offsetMs = (sign === '-' ? -1 : 1) * (Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS);
  return { kind: 'instant', atMs: exactMs - offsetMs, ...shown };
}

function fractionMs(fraction: string | undefined): number {
  return fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * SECOND_MS);
}

/** Clocks cut off what they do not show. */
function precisionMs(fraction: string | undefined): number {
  return fraction === undefined ? SECOND_MS : Math.max(1, SECOND_MS / 10 ** fraction.length);
}
