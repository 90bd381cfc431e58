import { type BucketCounts, decodeHdr } from '../../decode/hdr-histogram.ts';
import type { EncodedHistogram, WindowEvent } from '../../model/event.ts';
import { type MeasureId, measures } from '../../model/measure.ts';

/** A histogram with its exact sum and extremes. */
export interface DecodedHistogram extends BucketCounts {
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
}

/** What completed of one endpoint in a second, its histograms decoded. */
export interface DecodedWindow {
  readonly requests: number;
  readonly failures: number;
  readonly bytesIn: number;
  readonly responseTime: DecodedHistogram | null;
  /** Those that this version knows. */
  readonly measures: readonly { readonly id: MeasureId; readonly histogram: DecodedHistogram }[];
}

/** Counts are kept in 32 bits. */
const MOST_REQUESTS = 2 ** 32 - 1;

const known: ReadonlySet<string> = new Set(measures.map(({ id }) => id));

/** Decodes a window, or says what is wrong with it: 'key "responseTime": it ends too early'. */
export function decodeWindow(event: WindowEvent): DecodedWindow | { readonly reason: string } {
  const { requests, failures, bytesIn } = event;
  if (requests > MOST_REQUESTS) return { reason: 'has more requests than any second holds' };
  const responseTime = event.responseTime === null ? null : decode(event.responseTime, 'responseTime');
  if (responseTime !== null && 'reason' in responseTime) return responseTime;
  if ((responseTime?.count ?? 0) > requests - failures) {
    return { reason: 'has more response times than requests that did not fail' };
  }
  const decoded: DecodedWindow['measures'][number][] = [];
  for (const { id, histogram } of event.measures) {
    if (!known.has(id)) continue;
    const values = decode(histogram, `measures.${id}`);
    if ('reason' in values) return values;
    decoded.push({ id, histogram: values });
  }
  return { requests, failures, bytesIn, responseTime, measures: decoded };
}

function decode(
  { sum, min, max, hdr }: EncodedHistogram,
  key: string,
): DecodedHistogram | { reason: string } {
  const buckets = decodeHdr(hdr);
  if ('reason' in buckets) return { reason: `key "${key}": ${buckets.reason}` };
  if (min > max) return { reason: `key "${key}": its minimum is above its maximum` };
  const count = buckets.counts.reduce((all, here) => all + here, 0);
  return { ...buckets, count, sum, min, max };
}
