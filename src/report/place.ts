import { endpointLabel } from '../model/endpoint-key.ts';
import type { Place } from '../model/notice.ts';
import { shortText } from './format.ts';

/**
 * Where something was found, for people: 'run_stats.csv, line 12, column "Name", POST /chat'; empty when nothing is
 * known. Control characters are made visible; markup is not escaped.
 */
export function describePlace(place: Place | undefined): string {
  if (place === undefined) return '';
  const parts: string[] = [];
  if (place.file !== undefined) parts.push(shortText(place.file));
  if (place.line !== undefined) parts.push(`line ${place.line}`);
  if (place.column !== undefined) parts.push(`column "${shortText(place.column, 60)}"`);
  if (place.endpoint !== undefined) parts.push(shortText(endpointLabel(place.endpoint), 60));
  return parts.join(', ');
}
