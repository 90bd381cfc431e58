import type { Occurrence } from '../../model/scaling.ts';
import { instantOf } from '../kubernetes-objects/fields.ts';

/** A time as the AWS tools print it: ISO 8601 text, or seconds since 1970 with a fraction. Null when it is none. */
export function awsInstant(value: unknown): Occurrence | null {
  if (typeof value === 'number') {
    if (!(Math.abs(value) < 8.64e12)) return null;
    const earliestMs = Math.floor(value * 1000);
    return { earliestMs, latestMs: earliestMs + (Number.isInteger(value) ? 1000 : 1), basis: 'cluster-time' };
  }
  const instant = instantOf(value);
  return instant === null ? null : { ...instant, basis: 'cluster-time' };
}
