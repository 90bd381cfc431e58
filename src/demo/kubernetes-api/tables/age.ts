import type { Instant } from '../../cluster/kubernetes.ts';
import type { ServedClock } from '../served-clock.ts';

/** How long ago an instant was, as kubectl's AGE. Instants are served in whole seconds, so ages count from these. */
export function ageOf(instant: Instant, clock: ServedClock): string {
  return humanDuration(clock.nowMs() - Date.parse(clock.second(instant)));
}

/**
 * 119s, 2m, 9m59s, 179m, 3h, 7h59m, 47h, 2d, 7d23h, 729d, 2y: two units where the first is small
 * (apimachinery `pkg/util/duration`, `HumanDuration`).
 */
export function humanDuration(ms: number): string {
  const seconds = Math.trunc(ms / 1000);
  if (seconds < -1) return '<invalid>';
  if (seconds < 0) return '0s';
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.trunc(seconds / 60);
  if (minutes < 10) return two(minutes, 'm', seconds % 60, 's');
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.trunc(minutes / 60);
  if (hours < 8) return two(hours, 'h', minutes % 60, 'm');
  if (hours < 48) return `${hours}h`;
  const days = Math.trunc(hours / 24);
  if (hours < 192) return two(days, 'd', hours % 24, 'h');
  if (days < 365 * 2) return `${days}d`;
  const years = Math.trunc(days / 365);
  return days < 365 * 8 ? two(years, 'y', days % 365, 'd') : `${years}y`;
}

function two(first: number, unit: string, second: number, smaller: string): string {
  return second === 0 ? `${first}${unit}` : `${first}${unit}${second}${smaller}`;
}
