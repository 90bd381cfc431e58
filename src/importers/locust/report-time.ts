const DAY_S = 86_400;

/** '2026-11-23 11:23:57' or '2026-11-23T11:23:57Z', both UTC, as Unix epoch ms; null when it is neither. */
export function reportTime(text: string | null): number | null {
  const found = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)Z?$/.exec(text ?? '');
  const ms = found === null ? Number.NaN : Date.parse(`${found[1]}T${found[2]}Z`);
  return Number.isNaN(ms) ? null : ms;
}

/**
 * Times of points as Unix epoch seconds: complete times as they are, times of day ('HH:MM:SS') on the day of the start
 * or the days after it, as they wrap at midnight. Null where a time is neither, or there is no start.
 */
export function timesOfDay(times: readonly string[], startMs: number | null): readonly (number | null)[] {
  let previousS = startMs === null ? null : Math.floor(startMs / 1000);
  return times.map((time) => {
    const complete = reportTime(time);
    if (complete !== null) return complete / 1000;
    const ofDayS = secondOfDay(time);
    if (ofDayS === null || previousS === null) return null;
    const sameDayS = previousS - (previousS % DAY_S) + ofDayS;
    // A clock that is set back by less than half a day is no midnight.
    const atS = previousS - sameDayS > DAY_S / 2 ? sameDayS + DAY_S : sameDayS;
    previousS = Math.max(previousS, atS);
    return atS;
  });
}

/** 'HH:MM:SS' as seconds since midnight; null when it is something else. */
export function secondOfDay(time: string): number | null {
  const found = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$/.exec(time);
  return found === null ? null : Number(found[1]) * 3600 + Number(found[2]) * 60 + Number(found[3]);
}
