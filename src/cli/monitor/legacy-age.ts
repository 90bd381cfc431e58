const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 86_400;

/** An age as kubectl's AGE column writes it; apimachinery, `duration.HumanDuration`. */
export function legacyAge(ageMs: number): string {
  const s = Math.max(0, Math.floor(ageMs / 1000));
  const two = (whole: number, unit: string, rest: number, restUnit: string) =>
    rest === 0 ? `${whole}${unit}` : `${whole}${unit}${rest}${restUnit}`;
  if (s < 2 * MINUTE_S) return `${s}s`;
  const minutes = Math.floor(s / MINUTE_S);
  if (minutes < 10) return two(minutes, 'm', s % MINUTE_S, 's');
  if (s < 3 * HOUR_S) return `${minutes}m`;
  const hours = Math.floor(s / HOUR_S);
  if (hours < 8) return two(hours, 'h', minutes % 60, 'm');
  if (s < 2 * DAY_S) return `${hours}h`;
  const days = Math.floor(s / DAY_S);
  if (days < 8) return two(days, 'd', hours % 24, 'h');
  if (days < 2 * 365) return `${days}d`;
  const years = Math.floor(days / 365);
  return years < 8 ? two(years, 'y', days % 365, 'd') : `${years}y`;
}
