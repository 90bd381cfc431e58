import { Problem } from '../../model/problem.ts';

const HOUR_MS = 3_600_000;
const OFFSET = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?$/i;

/** A place's or an offset's clock. */
export interface TimeZone {
  /** 'Europe/Istanbul', '+03:00', 'UTC'. */
  readonly name: string;
  /** The user or the source stated it; else it is this machine's. */
  readonly isStated: boolean;
  /** What its clocks show ahead of UTC at an instant, in ms. */
  offsetMs(instantMs: number): number;
}

/**
 * A time zone by its IANA name ('Europe/Berlin'), 'UTC', or an offset ('+03:00', '-0530', 'UTC+3').
 *
 * @throws {Problem} 'unknown-timezone'.
 */
export function timeZone(name: string, isStated: boolean): TimeZone {
  const trimmed = name.trim();
  if (/^(?:z|utc|gmt)$/i.test(trimmed)) return { name: 'UTC', isStated, offsetMs: () => 0 };
  const [, sign, hours, minutes = '0'] = OFFSET.exec(trimmed) ?? [];
  if (hours !== undefined && Number(hours) <= 14 && Number(minutes) < 60) {
    const offset = (sign === '-' ? -1 : 1) * (Number(hours) * HOUR_MS + Number(minutes) * 60_000);
    return { name: offsetName(offset), isStated, offsetMs: () => offset };
  }
  return namedZone(trimmed, isStated);
}

/** '+03:00' of 10,800,000. */
function offsetName(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${offsetMs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** A local time's instants: none when the clocks leapt over it, two when they showed it twice. Ascending. */
export function instantsOf(localMs: number, zone: TimeZone): readonly number[] {
  const day = 24 * HOUR_MS;
  const before = localMs - zone.offsetMs(localMs - day);
  const after = localMs - zone.offsetMs(localMs + day);
  const candidates = before === after ? [before] : [Math.min(before, after), Math.max(before, after)];
  return candidates.filter((instant) => instant + zone.offsetMs(instant) === localMs);
}

/** As many hours as fit between two changes of the clocks many times over. */
const MOST_CACHED_HOURS = 20_000;

function namedZone(name: string, isStated: boolean): TimeZone {
  const format = formatOf(name);
  // Of hours in which the clocks do not change.
  const steadyHours = new Map<number, number>();
  return {
    name: format.resolvedOptions().timeZone,
    isStated,
    offsetMs(instantMs) {
      const hour = Math.floor(instantMs / HOUR_MS);
      const known = steadyHours.get(hour);
      if (known !== undefined) return known;
      const offset = offsetAt(format, hour * HOUR_MS);
      if (offset !== offsetAt(format, (hour + 1) * HOUR_MS - 1)) return offsetAt(format, instantMs);
      if (steadyHours.size >= MOST_CACHED_HOURS) steadyHours.clear();
      steadyHours.set(hour, offset);
      return offset;
    },
  };
}

function formatOf(name: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw new Problem('usage', 'unknown-timezone', `"${name}" is no time zone`, {
      fix: 'Write a name such as Europe/Istanbul, an offset such as +03:00, or UTC.',
    });
  }
}

function offsetAt(format: Intl.DateTimeFormat, instantMs: number): number {
  const parts = new Map(format.formatToParts(instantMs).map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const localMs = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return localMs - Math.floor(instantMs / 1000) * 1000;
}
